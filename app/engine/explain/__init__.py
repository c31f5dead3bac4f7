"""Explanation of one step: its lines of code and the numbers that they computed."""
