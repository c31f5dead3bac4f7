"""Functions with which surface files find their minima, saddles and curvatures."""
