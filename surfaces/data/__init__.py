"""Surfaces made of examples: the declaration of a model, its tables, and what a mini-batch sees of them."""
