"""The engine: runs an optimizer on a surface. It knows no web."""
