"""A whole dashboard in the classic JSON that Grafana 10 to 13 import.

Source: Grafana, "Dashboard JSON model", schema version 39.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.operations.grafana.grid import Section, placed
from stormdesk.exchange.operations.grafana.panel import link
from stormdesk.exchange.operations.grafana.text import plain
from stormdesk.exchange.operations.grafana.variables import source
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.model.board import Board
from stormdesk.model.naming import digest

ON_CALL = "on-call"
"""What the dashboard of those on call is called, which alerts lead to."""

_SCHEMA = 39
_LONGEST = 40
_CODE = 8


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A dashboard, and what it is called: ``name`` in files, ``title`` in Grafana.

    ``since`` is how far back it looks, ``refresh`` how often it asks again.
    """

    name: str
    title: str
    about: str
    since: str
    refresh: str
    variables: tuple[dict[str, Any], ...]
    sections: tuple[Section, ...]


def identity(board: Board, name: str) -> str:
    """Return the uid of a dashboard, the same one as long as the board has its id."""
    text = f"{_plain_id(board)}-{name.replace('.', '_')}"
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - _CODE - 1].rstrip('-')}-{digest(text, _CODE)}"


def tag_of(board: Board) -> str:
    """Return the tag by which the dashboards of a board find each other."""
    return f"stormdesk-{_plain_id(board)}"


def json_of(dashboard: Dashboard, watch: Watch) -> bytes:
    """Return a dashboard as a file."""
    board = watch.operations.board
    tag = tag_of(board)
    content = {
        "uid": identity(board, dashboard.name),
        "title": plain(f"{watch.title}: {dashboard.title}"),
        "description": plain(dashboard.about),
        "tags": ["stormdesk", tag],
        "schemaVersion": _SCHEMA,
        "version": 1,
        "editable": False,
        "timezone": "browser",
        "graphTooltip": 1,
        "refresh": dashboard.refresh,
        "time": {"from": f"now-{dashboard.since}", "to": "now"},
        "timepicker": {},
        "annotations": {"list": []},
        "links": _links(tag, watch.options.runbook_base),
        "templating": {
            "list": [source("datasource", "Prometheus", "prometheus"), *dashboard.variables]
        },
        "panels": placed(dashboard.sections),
    }
    return json_file(content)


def _plain_id(board: Board) -> str:
    """Return the id of a board, with a code where it has signs that a uid does not take."""
    given = board.profile.id
    taken = re.sub(r"[^A-Za-z0-9-]+", "-", given).strip("-")
    return taken if taken == given else f"{taken}-{digest(given)}".lstrip("-")


def _links(tag: str, runbooks: str) -> list[dict[str, Any]]:
    others = {
        "type": "dashboards",
        "title": "Dashboards of this board",
        "icon": "dashboard",
        "tooltip": "",
        "tags": [tag],
        "asDropdown": True,
        "targetBlank": False,
        "includeVars": True,
        "keepTime": True,
    }
    return [others, link("Runbooks", f"{runbooks}/README.md", "doc")]
