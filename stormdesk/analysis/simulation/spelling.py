"""How simulated numbers are spelled for people."""

from __future__ import annotations

LEAST = 0.0005
"""Shorter times are told as none: a clock of a broker would not show them."""


def as_time(span: float) -> str:
    """Spell seconds: ``12 ms``, ``4.5 s``, ``4 min 27 s``."""
    if span < LEAST:
        return "0 s" if span == 0 else "<1 ms"
    if span < 1:
        return f"{span * 1000:.0f} ms"
    if span < 60:
        return f"{span:.3g} s"
    minutes, rest = divmod(round(span), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def as_share(share: float) -> str:
    """Spell a share in percent; what is nearly all does not read as all of it."""
    text = f"{share * 100:.4g}" if share > 0.99 else f"{share * 100:.3g}"
    return "99.99 %" if text == "100" and share < 1 else f"{text} %"


def as_number(number: float) -> str:
    """Spell a number, large ones without a fraction."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
