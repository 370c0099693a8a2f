"""The flows of a board for the tools that draw, compute or list graphs."""
