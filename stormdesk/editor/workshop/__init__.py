"""What a facilitator runs a workshop with: agenda, clock, ballots and walks, without a window."""
