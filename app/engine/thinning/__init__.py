"""What of a run a picture can show."""
