"""What can be taken away from a scene, one file per format."""
