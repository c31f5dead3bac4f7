"""The answers about a scene: rows, frames, profiles, meshes, range tests."""
