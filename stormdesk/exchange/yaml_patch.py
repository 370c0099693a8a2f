"""Changing a YAML model as it stands: comments and spelling of all else stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import yaml

from stormdesk.exchange.yaml_comments import first_comment
from stormdesk.exchange.yaml_edits import Edit, NoEdit, Part, edits, line_end
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_sections import SECTIONS
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board, Change
from stormdesk.model.problem import BadInput


@dataclass(frozen=True, slots=True)
class _Item(Part):
    """A record as it stands in a text."""

    section: str


def patched(text: str, board: Board, change: Change) -> str | None:
    """Return the text of a board with only that edited which a change is about.

    Where single values cannot be edited, the records are written anew. None where that cannot give
    the very board that the change leads to either, such as where it would lose a comment, or a
    section would have to be made.
    """
    after = board.after(change)
    canonical = written_text(after)
    there, wanted = _items(text, board), _items(canonical, after)
    for edited in (edits, _anew):
        with suppress(NoEdit):
            found = _applied(text, _edits(text, there, wanted, change, edited))
            if found is not None and _reads_as(found, after):
                return found
    return None


def _edits(
    text: str,
    there: dict[str, _Item],
    wanted: dict[str, _Item],
    change: Change,
    edited: Callable[[Part, Part], Iterable[Edit]],
) -> list[Edit]:
    found: list[Edit] = []
    for record_id, _, record in change:
        old, new = there.get(record_id), wanted.get(record_id)
        if old is not None and record is None:
            found.append((text.rfind("\n", 0, old.start) + 1, line_end(text, old.end), ""))
        elif old is not None and new is not None:
            found += edited(old, new)
        elif new is not None and (last := _last(there, new.section)) is not None:
            place = line_end(text, last.end)
            item = f"{' ' * (last.column - 2)}- {new.written_at(last.column)}\n"
            found.append((place, place, item))
        else:
            raise NoEdit
    return found


def _anew(old: Part, new: Part) -> list[Edit]:
    return [(old.start, old.end, new.written_at(old.column))]


def _applied(text: str, found: list[Edit]) -> str | None:
    """Return a text after some edits; None where one would lose a comment."""
    # From the end on, so that places before stay what they are.
    for start, end, put in sorted(found, key=_place)[::-1]:
        if _has_comment(text[:end], start):
            return None
        text = text[:start] + put + text[end:]
    return text


def _items(text: str, board: Board) -> dict[str, _Item]:
    """Return where the records of a board stand; they are told by their places in the sections."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    types = {section.key: section.record_type for section in SECTIONS}
    found: dict[str, _Item] = {}
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "board":
            found[board.profile.id] = _Item(text, value, "board")
        elif key.value in types and isinstance(value, yaml.SequenceNode):
            records = board.in_order(types[key.value])
            for record, node in zip(records, value.value, strict=False):
                found[record.id] = _Item(text, node, key.value)
    return found


def _last(items: dict[str, _Item], section: str) -> _Item | None:
    return max((i for i in items.values() if i.section == section), key=_end, default=None)


def _end(item: _Item) -> int:
    return item.end


def _place(edit: Edit) -> int:
    return edit[0]


def _has_comment(text: str, start: int) -> bool:
    """Tell whether a part of a text has a comment; where that is unsound by itself, it may."""
    column = start - text.rfind("\n", 0, start) - 1
    part = f"{' ' * column}{text[start:]}"
    try:
        return first_comment(part) is not None
    except yaml.YAMLError:
        return "#" in part


def _reads_as(text: str, board: Board) -> bool:
    try:
        return read_text(text.encode(), "patched") == board
    except BadInput:
        return False
