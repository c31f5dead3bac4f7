"""Formulas that somebody types: grammar, recording, evaluation."""
