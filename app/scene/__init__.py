"""What a user describes: lanes on a surface, read, checked and completed."""
