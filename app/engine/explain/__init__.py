"""Explanation of one step: its lines and the numbers that they computed."""
