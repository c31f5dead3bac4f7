"""Formulas that users type: grammar, recording, evaluation."""
