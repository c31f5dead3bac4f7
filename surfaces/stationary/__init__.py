"""Tools by which surface files find and check their minima and saddles."""
