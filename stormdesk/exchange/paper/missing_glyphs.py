"""What no font on this computer shows: its characters are boxes on paper, read as themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stormdesk.layout.fonts import Typefaces, script_hint
from stormdesk.layout.typesetting import missing_from
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_MOST_CHARACTERS = 12
_MOST_PLACES = 20
_LONGEST = 40
_FAMILIES = {"cjk": "Noto Sans CJK", "unknown": "Noto Sans"}
_PICTURES = "Noto Emoji or Symbola"
"""Fonts of outlines for emoji: pictures in colours, as in Noto Color Emoji, are no outlines."""

_AS_BOXES = "boxes stand for them on {places}; install {family} to see them"
_AS_TEXT = "they are kept as text on {places}; whoever opens it needs {family} to see them"

Told = tuple[str, str]
"""Where a text stands, in words, and the text."""


def missing_characters(
    board: Board, typefaces: Typefaces | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the stickies with characters that no font has, drawn as boxes, and these."""
    faces = typefaces or Typefaces.of_system()
    found = ((s.id, missing_from(s.text, faces)) for s in board.stickies.values())
    return sorted((sticky_id, missing) for sticky_id, missing in found if missing)


def left_out(board: Board, typefaces: Typefaces | None = None) -> list[str]:
    """Return one remark a script that a drawing of the board shows boxes for."""
    return _remarks(_drawn(board), typefaces or Typefaces.of_system())


def left_out_of_report(board: Board, typefaces: Typefaces | None = None) -> list[str]:
    """Return one remark a script that a report, which holds all texts, shows boxes for."""
    return _remarks(_written(board), typefaces or Typefaces.of_system())


def left_to_the_reader(board: Board, typefaces: Typefaces | None = None) -> list[str]:
    """Return one remark a script that is written as text, for fonts which this computer lacks."""
    return _remarks(_drawn(board), typefaces or Typefaces.of_system(), _AS_TEXT)


def _remarks(told: Iterable[Told], typefaces: Typefaces, kept: str = _AS_BOXES) -> list[str]:
    characters: dict[str, dict[str, None]] = {}
    places: dict[str, dict[str, None]] = {}
    for where, text in told:
        for character in missing_from(text, typefaces):
            family = _family(character)
            characters.setdefault(family, {})[character] = None
            places.setdefault(family, {})[where] = None
    return [
        f"no font here has {_listed(map(_spelled, characters[family]), _MOST_CHARACTERS)};"
        f" {kept.format(places=_listed(places[family], _MOST_PLACES), family=family)}"
        for family in sorted(characters)
    ]


def _drawn(board: Board) -> Iterator[Told]:
    profile = board.profile
    yield "the title", profile.title
    yield "the scope", profile.scope
    yield from (("the legend", label) for label in profile.labels.values())
    named = (*board.in_order(Context), *board.in_order(Area), *board.in_order(Team))
    yield from ((f"{each.type_name} {each.id}", each.name) for each in named)
    for sticky in board.in_order(Sticky):
        yield _sticky(sticky), f"{sticky.text}\n{sticky.label or ''}"


def _written(board: Board) -> Iterator[Told]:
    for record in board.records.values():
        yield _place(record), "\n".join(_texts(record.written()))


def _place(record: Record) -> str:
    """Return how people find a record; ids of what nobody names begin with their type."""
    match record:
        case Sticky():
            return _sticky(record)
        case Profile():
            return "the board's own texts"
        case _ if str(record.id).startswith(f"{record.type_name}:"):
            return record.id
        case _:
            return f"{record.type_name} {record.id}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _sticky(sticky: Sticky) -> str:
    said = " ".join(sticky.text.split())
    return f"“{said if len(said) <= _LONGEST else f'{said[:_LONGEST]}…'}” ({sticky.id})"


def _family(character: str) -> str:
    """Return the family of fonts to install for a character."""
    if "\U0001f000" <= character <= "\U0001faff" or "\u2600" <= character <= "\u27bf":
        return _PICTURES
    script = script_hint(character)
    return _FAMILIES.get(script, f"Noto Sans {script.capitalize()}")


def _spelled(character: str) -> str:
    return f"{character} (U+{ord(character):04X})"


def _listed(items: Iterable[str], most: int) -> str:
    """Return some items and how many more there are."""
    every = list(items)
    more = [f"{len(every) - most} more"] if len(every) > most else []
    return ", ".join([*every[:most], *more])
