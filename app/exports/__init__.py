"""The exports of a scene."""
