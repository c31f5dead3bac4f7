"""The offline page, which needs no server."""
