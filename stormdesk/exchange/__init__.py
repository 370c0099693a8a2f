"""In and out: every format that boards are read from and written to."""
