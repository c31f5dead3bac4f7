"""One step told line by line, with its numbers."""
