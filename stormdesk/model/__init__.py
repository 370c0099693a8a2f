"""The words: what is on the wall, and nothing of how it is drawn or stored."""
