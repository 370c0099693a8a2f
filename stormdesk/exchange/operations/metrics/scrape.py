"""What a service reports, read from the text that Prometheus scrapes.

Source: Prometheus, "Exposition formats", text-based; OpenMetrics 1.0. ``prometheus_client`` is not
used: its reader calls a counter ``x`` by the name ``x_total``, which a rule would not find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.model.problem import BadInput

_SAMPLE = re.compile(
    r"""(?P<name>[A-Za-z_:][\w:]*)?\s*
    (?:\{(?P<labels>(?:[^"}]|"(?:\\.|[^"\\])*")*)\})?
    \s*(?P<value>[^\s"{}]+)(?:\s+-?[\d.eE+-]+)?\s*(?:\#.*)?""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"""\s*(?:(?P<label>[A-Za-z_]\w*|"(?:\\.|[^"\\])*")\s*=\s*)?"(?P<text>(?:\\.|[^"\\])*)"\s*(?:,|$)""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Scrape:
    """The series that were reported: their labels, by the name of the metric."""

    series: Mapping[str, tuple[Mapping[str, str], ...]]


def scrape_of(texts: Iterable[tuple[str, str]]) -> Scrape:
    """Return the series in texts, each with the name of its file.

    Raises BadInput with the line that is no sample, and where there is no sample at all.
    """
    found: dict[str, dict[tuple[tuple[str, str], ...], None]] = {}
    for where, text in texts:
        count = 0
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            name, labels = _sample(line, f"{where}, line {number}")
            found.setdefault(name, {})[tuple(sorted(labels.items()))] = None
            count += 1
        if not count:
            raise BadInput(where, "holds no metric; save what a service answers at /metrics")
    return Scrape({name: tuple(map(dict, each)) for name, each in found.items()})


def _sample(line: str, where: str) -> tuple[str, dict[str, str]]:
    sample = _SAMPLE.fullmatch(line.strip())
    if sample is not None and _is_number(sample["value"]):
        name, labels = sample["name"] or "", _labels(sample["labels"] or "")
        if labels is not None:
            name = name or labels.pop("", "") or labels.pop("__name__", "")
            if name:
                return name, labels
    shown = line.strip()[:_LONGEST_SHOWN]
    raise BadInput(where, f"is no metric in the text format of Prometheus: {shown}")


def _labels(text: str) -> dict[str, str] | None:
    """Return labels with their values; a name in quotes stands under the empty label."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text.rstrip()):
        pair = _LABEL.match(text, at)
        if pair is None:
            return None
        found[_plain((pair["label"] or "").strip('"'))] = _plain(pair["text"])
        at = pair.end()
    return found


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else match[1], text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text
