"""The engine: runs an optimizer on a surface. It is independent of the web server."""

from app.engine.options import set_options

set_options()
