"""What one chooses above a dashboard: data sources, contexts and events.

Source: Grafana, "Variables", their JSON in schema version 39.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.operations.grafana.panel import SOURCE
from stormdesk.exchange.operations.grafana.text import plain

_SHOWN, _HIDDEN = 0, 2
_ALL = {"selected": True, "text": ["All"], "value": ["$__all"]}

IN_CONTEXT = 'bounded_context=~"$context"'
"""What labels have to be where only contexts are chosen."""

CHOSEN = f'{IN_CONTEXT},event=~"$event"'
"""What labels have to be where contexts and events are chosen."""


def source(name: str, label: str, kind: str) -> dict[str, Any]:
    """Return a choice among the data sources of a kind."""
    return {
        "name": name,
        "type": "datasource",
        "label": label,
        "query": kind,
        "hide": _SHOWN,
        "refresh": 1,
        "current": {},
    }


def contexts(names: Mapping[str, str]) -> dict[str, Any]:
    """Return a choice among contexts, which are called by name and asked for by slug."""
    options = [
        {"selected": False, "text": plain(name), "value": slug} for slug, name in names.items()
    ]
    return {
        **_custom(names),
        "multi": True,
        "includeAll": True,
        "hide": _SHOWN,
        "current": _ALL,
        "options": [{"selected": True, "text": "All", "value": "$__all"}, *options],
    }


def one_context(slug: str, name: str) -> dict[str, Any]:
    """Return the one context of a dashboard, which nobody has to choose."""
    only = {"selected": True, "text": plain(name), "value": slug}
    return {
        **_custom({slug: name}),
        "multi": False,
        "includeAll": False,
        "hide": _HIDDEN,
        "skipUrlSync": True,
        "current": only,
        "options": [only],
    }


def events() -> dict[str, Any]:
    """Return a choice among the events of the chosen contexts, as far as any was recorded."""
    query = f'label_values({{__name__=~"event:(sent|processed):rate5m",{IN_CONTEXT}}}, event)'
    return {
        "name": "event",
        "type": "query",
        "label": "Event",
        "datasource": SOURCE,
        "query": query,
        "definition": query,
        "refresh": 2,
        "sort": 1,
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
        "hide": _SHOWN,
        "current": _ALL,
    }


def _custom(names: Mapping[str, str]) -> dict[str, Any]:
    listed = (f"{plain(name).replace(',', f'{chr(92)},')} : {slug}" for slug, name in names.items())
    return {"name": "context", "type": "custom", "label": "Context", "query": ",".join(listed)}
