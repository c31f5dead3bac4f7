"""What is answered about a scene: rows, frames, profiles, meshes, rates."""
