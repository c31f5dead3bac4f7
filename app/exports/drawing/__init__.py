"""The picture of a scene as SVG, PNG and GIF."""
