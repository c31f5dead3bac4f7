"""Thousands of runs of one lane side by side, of which only the outcome is kept; each is, bit for bit, what `run` makes of it."""
