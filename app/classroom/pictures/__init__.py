"""What a class sees: packed frames for every screen, the right answers of its questions, and the map that it draws."""
