"""Text that Prometheus shows: as it was written, or with the value that an alert has.

Source: Prometheus, "Templates", Go's text/template with its delimiters; "Template reference",
the functions that humanize.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stormdesk.exchange.operations.alert import Measure, Sort

_SHOWN: Mapping[Sort, str] = {
    "share": "humanizePercentage",
    "seconds": "humanizeDuration",
    "count": 'printf "%.0f"',
    "rate": 'printf "%.2f"',
}


def literal(text: str) -> str:
    """Return a text in which nothing is run."""
    return text.replace("{{", '{{ "{{" }}')


def present(measure: Measure) -> str:
    """Return the sentence in which Prometheus says the value of an alert."""
    return _said(f"{{{{ $value | {_SHOWN[measure.sort]} }}}}", measure)


def said(measure: Measure, value: Decimal) -> str:
    """Return that sentence as it reads for a value."""
    return _said(_humanized(measure.sort, value), measure)


def _said(value: str, measure: Measure) -> str:
    return f"Now: {value}{f' {measure.of}' if measure.of else ''}."


def _humanized(sort: Sort, value: Decimal) -> str:
    match sort:
        case "share":
            return f"{float(value * 100):.4g}%"
        case "count":
            return f"{float(value):.0f}"
        case "rate":
            return f"{float(value):.2f}"
        case "seconds":
            return _duration(value)


def _duration(value: Decimal) -> str:
    if value < 1:
        sizes = ((Decimal(1000) ** n, name) for n, name in enumerate(("", "m", "u", "n")))
        factor, prefix = next(((f, p) for f, p in sizes if value * f >= 1), (Decimal(1), ""))
        return f"{float(value * factor):.4g}{prefix}s"
    if value < 60:
        return f"{float(value):.4g}s"
    whole = int(value)
    parts = [whole // 86_400, whole // 3_600 % 24, whole // 60 % 60, whole % 60]
    first = next(n for n, part in enumerate(parts) if part)
    return " ".join(f"{part}{unit}" for part, unit in list(zip(parts, "dhms", strict=True))[first:])
