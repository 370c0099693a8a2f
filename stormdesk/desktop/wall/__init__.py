"""The wall: what a room sees of the board, on the projector or in the whole window."""
