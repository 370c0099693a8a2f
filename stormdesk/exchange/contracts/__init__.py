"""The contracts that messages make: one neutral reading of the board, one module a format."""
