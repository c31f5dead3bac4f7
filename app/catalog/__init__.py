"""The catalog of units and lessons, and its texts in five languages."""
