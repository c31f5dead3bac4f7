"""The picture as SVG, PNG and GIF."""
