"""Scripts that walk the same paths with PyTorch, optax or Keras."""
