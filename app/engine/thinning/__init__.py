"""Reduction of a run to what a panel or a chart can show."""
