"""A page that needs no server."""
