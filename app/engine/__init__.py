"""The engine: runs an optimizer on a surface. It is independent of the web server."""
