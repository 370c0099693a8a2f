"""From a board to a YAML model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from stormdesk.exchange.ids import Repeats
from stormdesk.exchange.yaml_sections import EXTRA, FORMAT, SECTIONS, VERSION, Section, slots
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.record import Value
from stormdesk.model.sticky import Sticky


def written_text(board: Board, *, with_layout: bool = True) -> str:
    """Return the board as a YAML model: what was set, in the model's order of keys.

    Unknown fields of a newer program are left out unless they begin with ``x-``: the
    ``.stormdesk`` file keeps them.
    """
    parts = [dump({"format": f"{FORMAT}/{VERSION}"}), dump({"board": _profile(board)})]
    for section in SECTIONS:
        entries = _entries(board, section)
        if entries:
            parts.append(dump({section.key: entries}))
    layout = _layout(board) if with_layout else {}
    if layout:
        parts.append(dump({"layout": layout}))
    return "\n".join(parts)


def _profile(board: Board) -> dict[str, Any]:
    entry = _known(Profile, board.profile.written())
    if entry.get("order") == 0:
        # Where every first record stands.
        del entry["order"]
    return entry


def _entries(board: Board, section: Section) -> list[dict[str, Any]]:
    repeats, order = Repeats(), -1
    entries: list[dict[str, Any]] = []
    for record in board.in_order(section.record_type):
        entry = _known(section.record_type, record.written())
        head: dict[str, Any] = {"id": entry.pop("id")}
        if not section.named and record.id == repeats.next(section.identity(entry)):
            head = {}
        entry.pop("order", None)
        if record.order != order + 1:
            head["order"] = record.order
        order = record.order
        entries.append(head | entry)
    return entries


def _layout(board: Board) -> dict[str, dict[str, float]]:
    layout = {
        sticky.id: {
            name: value for name, value in (("x", sticky.x), ("y", sticky.y)) if value is not None
        }
        for sticky in board.in_order(Sticky)
    }
    return {sticky_id: place for sticky_id, place in layout.items() if place}


def _known(model: type[Value], entry: Mapping[str, Any]) -> dict[str, Any]:
    known = slots(model)
    kept: dict[str, Any] = {}
    for key, value in entry.items():
        slot = known.get(key)
        if slot is None:
            if key.startswith(EXTRA):
                kept[key] = value
        elif value is not None:
            if slot.model is None:
                kept[key] = value
            elif slot.is_map:
                kept[key] = {k: _known(slot.model, each) for k, each in value.items()}
            elif isinstance(value, list | tuple):
                items = cast("Sequence[Mapping[str, Any]]", value)
                kept[key] = [_known(slot.model, each) for each in items]
            else:
                kept[key] = _known(slot.model, value)
    return kept
