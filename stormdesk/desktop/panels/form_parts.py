"""What a form is made of, as plain values: they tell when it has to be built anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from stormdesk.desktop.panels.fields import Field
from stormdesk.editor.detailing import Path
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board
from stormdesk.model.record import Record

Deed = Callable[[Editor, Record], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One field with its label; a fixed one is only to be read."""

    field: Field
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a fields table; an open one has its details under it."""

    field: Field
    is_last: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """The heading of what can be folded away; ``remove`` takes it off its record."""

    name: str
    title: str
    note: str
    is_open: bool
    remove: Deed | None = field(default=None, compare=False)
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be added: ``do`` adds it, else its field or section shows itself."""

    name: str
    label: str
    help: str = ""
    is_section: bool = False
    do: Deed | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """The quiet button that adds what is not there yet."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The way to another record, with what it is to this one."""

    record_id: str
    text: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet line."""

    text: str
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where it is told what a change of a message means for those who read it."""

    sticky_id: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The button that asks for something in a window of its own, about a record."""

    name: str
    label: str
    record_id: str


Part = Row | Line | Fold | Offer | Link | Note | Verdict | Ask


class Shown:
    """What of a form is unfolded, and what is shown although nothing is said there yet."""

    def __init__(self, unfolded: Collection[str]) -> None:
        self.unfolded = set(unfolded)
        self.added: set[str] = set()

    def is_open(self, name: str) -> bool:
        """Tell whether a part is unfolded."""
        return name in self.unfolded

    def turn(self, name: str) -> None:
        """Fold or unfold a part."""
        self.unfolded ^= {name}

    def add(self, name: str) -> None:
        """Show a part although nothing is said there."""
        self.added.add(name)

    def unfold(self, name: str) -> None:
        """Show what is under a heading."""
        self.unfolded.add(name)

    def fold_within(self, prefix: str) -> None:
        """Fold what lies under a place, because places have changed."""
        self.unfolded = {name for name in self.unfolded if not name.startswith(f"{prefix}.")}

    @property
    def lasting(self) -> tuple[str, ...]:
        """The sections that stay unfolded for other records and the next time."""
        return tuple(sorted(name for name in self.unfolded if "." not in name))

    def leave(self) -> None:
        """Another record is shown: what was only about the last one is forgotten."""
        self.added.clear()
        # Whole sections have plain names; a path leads into one record.
        self.unfolded = set(self.lasting)


def rows(
    fields: Sequence[Field],
    first: Collection[str],
    board: Board,
    records: Sequence[Record],
    shown: Shown,
    offered: str,
) -> Iterator[Row | Offer]:
    """Yield the fields that are ``first``, set or were added, and an offer of the others."""
    rest: list[Choice] = []
    said = said_of(fields, board, records)
    for each in fields:
        if each.path[-1] in first or each.name in shown.added or each.name in said:
            yield Row(each)
        else:
            rest.append(Choice(each.name, each.label, each.help))
    if rest:
        yield Offer(offered, tuple(rest))


def said_of(fields: Sequence[Field], board: Board, records: Sequence[Record]) -> set[str]:
    """Return the names of the fields in which at least one of some records says something."""
    # Most fields are said by nobody, which is cheap to know even of thousands of records.
    roots = {name for record in records for name in record.model_fields_set}
    return {
        field.name
        for field in fields
        if field.path[0] in roots and any(field.is_set(board, record) for record in records)
    }


def is_inner(part: Part) -> bool:
    """Tell whether a part lies within an item of a list, and so stands further in."""
    match part:
        case Row():
            return not part.field.is_new and _is_in_item(part.field)
        case Offer():
            return any(step.isdigit() for step in part.choices[0].name.split("."))
        case Note():
            return part.is_inner
        case _:
            return False


def place_in(path: Path) -> str:
    """Return a path as the name of its fold."""
    return ".".join(str(step) for step in path)


def _is_in_item(field: Field) -> bool:
    return any(isinstance(step, int) for step in field.path) or field.path[0] == "environments"
