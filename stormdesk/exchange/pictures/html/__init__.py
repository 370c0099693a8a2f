"""A board as one page that any browser opens from disk, without a network."""
