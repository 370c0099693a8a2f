"""Where panels stand on a dashboard: in rows of 24 columns, from left to right.

Source: Grafana, "Dashboard JSON model", panel size and position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stormdesk.exchange.operations.grafana.panel import Panel, link

COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Section:
    """Panels below a row with a title; where it is closed, nobody asks for them until it opens."""

    title: str
    panels: tuple[Panel, ...]
    is_closed: bool = False


def placed(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Return the panels as a dashboard lists them; sections without any are left away."""
    found: list[dict[str, Any]] = []
    top, number = 0, 1
    for section in sections:
        if not section.panels:
            continue
        row = {
            "id": number,
            "type": "row",
            "title": section.title,
            "collapsed": section.is_closed,
            "gridPos": {"x": 0, "y": top, "w": COLUMNS, "h": 1},
        }
        number += 1
        boxes = list(_flowing(section.panels, top + 1))
        inside = [
            _spelled(panel, number + place, box)
            for place, (panel, box) in enumerate(zip(section.panels, boxes, strict=True))
        ]
        number += len(inside)
        found.append({**row, "panels": inside if section.is_closed else []})
        top += 1
        if not section.is_closed:
            found += inside
            top = max(box["y"] + box["h"] for box in boxes)
    return found


def _flowing(panels: Iterable[Panel], top: int) -> Iterator[dict[str, int]]:
    left = highest = 0
    for panel in panels:
        if left + panel.width > COLUMNS:
            top, left, highest = top + highest, 0, 0
        yield {"x": left, "y": top, "w": panel.width, "h": panel.height}
        left, highest = left + panel.width, max(highest, panel.height)


def _spelled(panel: Panel, number: int, box: dict[str, int]) -> dict[str, Any]:
    links = [link(title, url) for title, url in panel.links]
    return {
        "id": number,
        "type": panel.type,
        "title": panel.title,
        **({"description": panel.description} if panel.description else {}),
        "gridPos": box,
        **({"links": links} if links else {}),
        **panel.body,
    }
