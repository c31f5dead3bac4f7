"""The server: endpoints, the stream, the page's files, and the limit of concurrent computation."""
