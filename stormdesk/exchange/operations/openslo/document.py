"""A document of OpenSLO v1: its head, and texts and times as the specification takes them.

Source: OpenSLO v1, "Metadata" and "Duration shorthand".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from stormdesk.exchange.yaml_text import dump
from stormdesk.model.naming import digest

Document = Mapping[str, Any]
Kind = Literal[
    "Service",
    "DataSource",
    "SLI",
    "SLO",
    "AlertPolicy",
    "AlertCondition",
    "AlertNotificationTarget",
]

_LONGEST_NAME = 63
_LONGEST_TITLE = 63
_LONGEST_DESCRIPTION = 1_050
_LENGTH_OF_CODE = 6
_UNITS = ((86_400, "d"), (3_600, "h"), (60, "m"))


def document(
    kind: Kind,
    name: str,
    spec: Mapping[str, Any],
    *,
    title: str = "",
    labels: Mapping[str, str] | None = None,
    annotations: Mapping[str, str] | None = None,
) -> Document:
    """Return a document; its name is a label of RFC 1123 already, its title any text."""
    head = {
        "name": name,
        "displayName": shortened(title, _LONGEST_TITLE),
        "labels": labels,
        "annotations": annotations,
    }
    metadata = {key: value for key, value in head.items() if value}
    return {"apiVersion": "openslo/v1", "kind": kind, "metadata": metadata, "spec": spec}


def file_of(documents: Iterable[Document]) -> bytes:
    """Return documents as one file of YAML."""
    return "---\n".join(map(dump, documents)).encode()


def label(*parts: str) -> str:
    """Return parts as a label of RFC 1123; one that is too long ends in a stable code of it all."""
    name = "-".join(part.replace("_", "-") for part in parts)
    if len(name) <= _LONGEST_NAME:
        return name
    room = _LONGEST_NAME - _LENGTH_OF_CODE - 1
    return f"{name[:room].rstrip('-')}-{digest(name, _LENGTH_OF_CODE)}"


def description(*sentences: str) -> str:
    """Return sentences as a description of the length that is taken."""
    return shortened(" ".join(filter(None, sentences)), _LONGEST_DESCRIPTION)


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def time_span(seconds: int) -> str:
    """Return a time as OpenSLO spells it, in whole minutes at least."""
    minutes = max(-(-seconds // 60), 1) * 60
    size, unit = next((size, unit) for size, unit in _UNITS if minutes % size == 0)
    return f"{minutes // size}{unit}"
