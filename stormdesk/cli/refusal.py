"""What is wrong with what was asked for, as one line on standard error."""

from __future__ import annotations

import re

import typer

BAD = 2
"""The exit code of bad usage and bad input."""


def refused(message: str) -> int:
    """Print why something cannot be done, and return the exit code that says so."""
    line = re.sub(r"[\s\x00-\x1f\x7f\u2028\u2029]+", " ", message)
    typer.echo(f"stormdesk: {line}", err=True)
    return BAD
