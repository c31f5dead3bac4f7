"""The server: addresses, the stream, files of the page, and how much may be computed at once."""
