"""What other programs write, read as far as it says something about a board."""
