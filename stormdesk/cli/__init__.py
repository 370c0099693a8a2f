"""The command line: thin, one function a command."""

COMMANDS = (
    *("new", "templates", "import", "export", "formats"),
    *("schema", "check", "compat", "show", "diff", "simulate", "verify-metrics", "versions"),
)
"""What the first argument may be; anything else is a board, or misspelt."""
