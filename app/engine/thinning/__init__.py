"""Reduction of a run to what a panel or chart can show."""
