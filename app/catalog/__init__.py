"""What there is to choose from, and its words in five languages."""
