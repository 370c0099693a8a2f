"""The lines of ``show`` about the flows of a board."""

from __future__ import annotations

from typing import Any

from stormdesk.analysis.chains import MOST_PATHS

_SHOWN = 3
_ROWS = (
    ("triggers", "triggers", "paths"),
    ("dead ends", "dead-ends", ""),
    ("fan-in", "fan-in", "count"),
    ("fan-out", "fan-out", "count"),
    ("breaks at", "cut-points", "cut off"),
)


def flow_lines(told: dict[str, Any]) -> list[str]:
    """Return a heading and a text for each thing there is to tell of the flows."""
    graph = told["graph"]
    counts = graph["counts"]
    if not counts["flows"]:
        return []
    lines = [
        _line(heading, _listed(graph[key], counts.get(key), number))
        for heading, key, number in _ROWS
        if graph[key]
    ]
    if graph["chains"]:
        lines.append(_line("longest", f"{len(graph['chains'][0])} stickies in a chain"))
    lines.append(_line("circles", f"{counts['cycles']}, and {counts['ways-back']} marked as loops"))
    return lines + _map_lines(told)


def _map_lines(told: dict[str, Any]) -> list[str]:
    names = dict(
        zip(told["coupling"]["contexts"], (c["name"] for c in told["contexts"]), strict=True)
    )
    return [
        _line(
            "" if number else "map",
            f"{names[each['upstream']]} → {names[each['downstream']]}: {_through(each)}",
        )
        for number, each in enumerate(told["context-map"])
    ]


def _through(row: dict[str, Any]) -> str:
    events, flows = len(row["events"]), row["flows"]
    told = f"{events} event{'s' * (events != 1)} in {flows} flow{'s' * (flows != 1)}"
    return f"{told}, {row['pattern']}" if row["pattern"] else told


def _listed(rows: list[dict[str, Any]], total: int | None, number: str) -> str:
    shown = [
        f"{row['text']} ({_number(row, number)})" if number else row["text"]
        for row in rows[:_SHOWN]
    ]
    rest = (len(rows) if total is None else total) - len(shown)
    return ", ".join([*shown, f"{rest} more"] if rest else shown)


def _number(row: dict[str, Any], what: str) -> str:
    if what == "cut off":
        return f"{row['count']} cut off without it"
    return _paths(row["paths"]) if what == "paths" else str(row[what])


def _paths(number: int) -> str:
    at_least = " or more" if number >= MOST_PATHS else ""
    return f"{number:,}{at_least} path{'s' * (number != 1)}"


def _line(heading: str, text: str) -> str:
    return f"  {heading:9} {' '.join(text.split())}"
