"""The rules, a subject a file."""
