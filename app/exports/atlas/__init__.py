"""The atlas: every method on every surface, tuned with one budget, as a static page of small maps."""
