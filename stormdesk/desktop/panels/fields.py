"""Which fields the inspector shows of a record, and how each is changed: tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from stormdesk.desktop.panels.entries import AreaEntry, ChoiceEntry, Entry, LineEntry, TickEntry
from stormdesk.desktop.words import tr
from stormdesk.editor import stickies
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import label_of
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

Revise = Callable[[Board, Sequence[Record], str, Any], list[Record]]


def revised(board: Board, records: Sequence[Record], name: str, value: Any) -> list[Record]:
    """Return some records with another value of a field; an emptied one is as if never set.

    Raises pydantic.ValidationError.
    """
    if value in ("", ()):
        field = type(records[0]).model_fields[name]
        value = "" if field.is_required() else field.get_default(call_default_factory=True)
    return [record.revised(**{name: value}) for record in records]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: its label, the widget for it, and how a value is shown and taken.

    ``kinds`` are the kinds of sticky that have it; empty: all. ``single`` is not offered for
    several records at once. ``verb`` changes the selection where new values are not all of it.
    """

    name: str
    label: str
    entry: Callable[[Board], Entry]
    shown: Callable[[Board, Any], Any] = lambda board, value: value
    revise: Revise = revised
    verb: Callable[[Editor, Any], None] | None = None
    kinds: Collection[Kind] = ()
    single: bool = False

    def apply(self, editor: Editor, records: Sequence[Record], value: Any) -> None:
        """Change the field in some records as one step.

        Raises ValueError for a wrong value, with nothing changed.
        """
        if self.verb is not None:
            self.verb(editor, value)
            return
        changed = self.revise(editor.board, records, self.name, value)
        with editor.document.edit(f"Change {self.name.replace('_', ' ')}") as edit:
            edit.put(*changed)


def _retext(board: Board, records: Sequence[Record], name: str, value: str) -> list[Record]:
    if not value:
        raise ValueError(tr("A sticky needs a text; Del on the board removes it"))
    originals = {r.again or r.id for r in records if isinstance(r, Sticky)}
    again = [s for i in originals for s in board.referrers(i, Sticky) if s.again == i]
    return revised(board, [*(board.stickies[i] for i in sorted(originals)), *again], name, value)


def _retag(board: Board, records: Sequence[Record], name: str, value: str) -> list[Record]:
    tags = (tag.strip().lstrip("#") for tag in value.replace("\n", ",").split(","))
    return revised(board, records, name, tuple(dict.fromkeys(tag for tag in tags if tag)))


def _reown(board: Board, records: Sequence[Record], name: str, value: str) -> list[Record]:
    ids = {team.name.casefold(): team.id for team in board.of_type(Team).values()}
    return revised(board, records, name, ids.get(value.casefold(), value) or None)


def _owner_name(board: Board, value: Any) -> Any:
    team = board.get(value, Team) if isinstance(value, str) else None
    return team.name if team is not None else value


def _tags_in_a_row(board: Board, value: Any) -> Any:
    return ", ".join(value) if isinstance(value, tuple) else value


def _sticky_name(board: Board, value: Any) -> Any:
    sticky = board.get(value, Sticky) if isinstance(value, str) else None
    return sticky.text.replace("\n", " ") if sticky is not None else value


def _owner(name: str = "owner") -> Field:
    return Field(
        name,
        "Owner",
        lambda board: LineEntry([t.name for t in board.in_order(Team)], tr("A team or a name")),
        _owner_name,
        _reown,
    )


def _choice(
    name: str, label: str, *values: str, none: str = "—", kinds: Collection[Kind] = ()
) -> Field:
    choices: list[tuple[object, str]] = [(None, none)]
    choices += [(value, value.replace("-", " ").capitalize()) for value in values]
    return Field(name, label, lambda board: ChoiceEntry(choices), kinds=kinds)


def _named(choices: Sequence[tuple[object, str]]) -> Entry:
    return ChoiceEntry([(value, tr(label)) for value, label in choices])


def _line(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, lambda board: LineEntry(hint=tr(hint)))


def _area(name: str, label: str, lines: int, hint: str = "") -> Field:
    return Field(name, label, lambda board: AreaEntry(lines, tr(hint)))


def _kinds(board: Board) -> Entry:
    return ChoiceEntry([(kind, label_of(kind, board.profile)) for kind in Kind])


def _lanes(board: Board) -> Entry:
    lanes = [(lane.id, lane.name) for lane in board.in_order(Context)]
    return ChoiceEntry([(None, tr("No lane")), *lanes])


STICKY: tuple[Field, ...] = (
    Field("text", "Text", lambda board: AreaEntry(3), revise=_retext, single=True),
    Field("kind", "Kind", _kinds, verb=stickies.change_kind),
    Field("context", "Lane", _lanes, verb=stickies.move_to_lane),
    Field(
        "pivotal",
        "",
        lambda board: TickEntry(tr("Pivotal event")),
        kinds=(Kind.EVENT,),
    ),
    Field(
        "label",
        "Name of the boundary",
        lambda board: LineEntry(hint=tr("Of a pivotal event; else its text")),
        kinds=(Kind.EVENT,),
    ),
    Field(
        "sign",
        "Value",
        lambda board: ChoiceEntry([(None, "—"), ("+", tr("Created")), ("-", tr("Destroyed"))]),
        kinds=(Kind.VALUE,),
    ),
    _choice(
        "status",
        "Status",
        "open",
        "answered",
        "deferred",
        "accepted",
        kinds=(Kind.HOTSPOT, Kind.OPPORTUNITY),
    ),
    _owner(),
    Field(
        "tags",
        "Tags",
        lambda board: LineEntry(hint=tr("Separated by commas")),
        _tags_in_a_row,
        _retag,
    ),
    _area("notes", "Notes", 5, "What was said about it"),
)

_TRAVELS: tuple[tuple[object, str], ...] = (
    (None, "As usual"),
    ("call", "Call"),
    ("event", "Event"),
    ("batch", "Batch"),
)
FLOW: tuple[Field, ...] = (
    Field("via", "Travels as", lambda board: _named(_TRAVELS)),
    Field("loop", "", lambda board: TickEntry(tr("A deliberate way back"))),
)

_LANE_KINDS: tuple[tuple[object, str], ...] = (
    ("context", "Bounded context"),
    ("actor", "Actor"),
    ("department", "Department"),
)
LANE: tuple[Field, ...] = (
    _line("name", "Name"),
    _owner(),
    Field("kind", "Kind", lambda board: _named(_LANE_KINDS)),
    _choice("subdomain", "Subdomain", "core", "supporting", "generic"),
    _line("colour", "Colour", "#RRGGBB, or empty for the usual one"),
    _area("description", "Description", 4),
)

AREA: tuple[Field, ...] = (_line("name", "Name"),)

PROFILE: tuple[Field, ...] = (
    _line("title", "Title"),
    _choice(
        "level", "Level", "big-picture", "process", "software-design", none="Follows from the kinds"
    ),
    _area("scope", "Scope", 3, "From which event to which"),
    _choice("status", "Status", "draft", "reviewed", "agreed"),
    _line("language", "Language", "Detected; or a code such as en"),
)


def fields_of(records: Sequence[Record]) -> list[Field]:
    """Return the fields that all of these records share."""
    if not records or len({type(record) for record in records}) > 1:
        return []
    tables: dict[type[Record], tuple[Field, ...]] = {
        Sticky: STICKY,
        Flow: FLOW,
        Context: LANE,
        Area: AREA,
        Profile: PROFILE,
    }
    kinds = {record.kind for record in records if isinstance(record, Sticky)}
    return [
        field
        for field in tables.get(type(records[0]), ())
        if (not field.kinds or kinds <= set(field.kinds))
        and not (field.single and len(records) > 1)
    ]
