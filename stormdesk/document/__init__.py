"""An open board: the only place where one board becomes the next."""
