"""Changing single records of a YAML model as it stands: comments and spelling elsewhere stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from stormdesk.exchange.yaml_comments import first_comment
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_sections import SECTIONS
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board, Change
from stormdesk.model.problem import BadInput


@dataclass(frozen=True, slots=True)
class _Item:
    """Where a record stands in a text, which it fills from a column on."""

    section: str
    start: int
    end: int
    column: int


def patched(text: str, board: Board, change: Change) -> str | None:
    """Return the text of a board with only the records written anew that a change is about.

    None where that cannot give the very board that the change leads to, such as where a comment
    stands within a record, or a section would have to be made.
    """
    after = board.after(change)
    canonical = written_text(after)
    there, wanted = _items(text, board), _items(canonical, after)
    edits: list[tuple[int, int, str]] = []
    for record_id, _, record in change:
        old, new = there.get(record_id), wanted.get(record_id)
        if old is not None and record is None:
            edits.append((_line_start(text, old), _line_end(text, old), ""))
        elif old is not None and new is not None:
            edits.append((old.start, old.end, _text_of(canonical, new, old.column)))
        elif new is not None and (last := _last(there, new.section)) is not None:
            place = _line_end(text, last)
            item = f"{' ' * (last.column - 2)}- {_text_of(canonical, new, last.column)}\n"
            edits.append((place, place, item))
        else:
            return None
    # From the end on, so that places before stay what they are.
    for start, end, put in sorted(edits, key=_place)[::-1]:
        if _has_comment(text[:end], start):
            return None
        text = text[:start] + put + text[end:]
    return text if _reads_as(text, after) else None


def _items(text: str, board: Board) -> dict[str, _Item]:
    """Return where the records of a board stand; they are told by their places in the sections."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    types = {section.key: section.record_type for section in SECTIONS}
    found: dict[str, _Item] = {}
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "board":
            found[board.profile.id] = _item(text, value, "board")
        elif key.value in types and isinstance(value, yaml.SequenceNode):
            records = board.in_order(types[key.value])
            for record, node in zip(records, value.value, strict=False):
                found[record.id] = _item(text, node, key.value)
    return found


def _item(text: str, node: yaml.Node, section: str) -> _Item:
    start, column = node.start_mark.index, node.start_mark.column
    # The mark of a text in several lines lies behind its last line feed.
    end = start + len(text[start : max(_ends(node))].rstrip())
    return _Item(section, start, end, column)


def _ends(node: yaml.Node) -> Iterator[int]:
    """Yield where the parts of a node end; a block itself ends only where the next one begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        yield node.end_mark.index
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _ends(part)
    else:
        for part in node.value:
            yield from _ends(part)


def _last(items: dict[str, _Item], section: str) -> _Item | None:
    return max((i for i in items.values() if i.section == section), key=_end, default=None)


def _end(item: _Item) -> int:
    return item.end


def _place(edit: tuple[int, int, str]) -> int:
    return edit[0]


def _text_of(text: str, item: _Item, column: int) -> str:
    """Return the text of a record as it is written from another column on."""
    first, *rest = text[item.start : item.end].split("\n")
    shift = column - item.column
    moved = (f"{' ' * shift}{line}" if shift > 0 else line[-shift:] for line in rest)
    return "\n".join([first, *(line if line.strip() else "" for line in moved)])


def _line_start(text: str, item: _Item) -> int:
    return text.rfind("\n", 0, item.start) + 1


def _line_end(text: str, item: _Item) -> int:
    """Return where the line ends in which a record does, its line feed included."""
    found = text.find("\n", item.end)
    return len(text) if found < 0 else found + 1


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
