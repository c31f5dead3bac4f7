"""Scenes: the user's description of lanes on a surface, and how it is read, checked and completed."""
