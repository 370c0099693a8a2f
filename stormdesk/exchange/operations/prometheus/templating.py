"""Text that Prometheus shows as it was written, although it takes labels and annotations for code.

Source: Prometheus, "Templates", Go's text/template with its delimiters.
"""

from __future__ import annotations


def literal(text: str) -> str:
    """Return a text in which nothing is run."""
    return text.replace("{{", '{{ "{{" }}')
