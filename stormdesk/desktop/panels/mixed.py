"""What a field shows where several records differ."""

from __future__ import annotations


class Mixed:
    """Stands for the values of several records that differ."""


MIXED = Mixed()
