"""AsyncAPI."""
