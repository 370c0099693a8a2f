"""Files that let other programs look a board over: on a server, and before a commit."""
