"""What a board means: findings, wording and the graph of its flows."""
