"""Scripts that reproduce a scene's runs with PyTorch, optax or Keras."""
