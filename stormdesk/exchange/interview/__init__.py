"""The sheet for those who cannot attend: the questions of a phase, and their answers."""
