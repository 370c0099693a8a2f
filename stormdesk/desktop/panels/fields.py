"""A field of a form: made from the record's own field, with its words as label and help."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType, NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from stormdesk.desktop.panels.choice_entries import ChoiceEntry, TickEntry, TicksEntry
from stormdesk.desktop.panels.entries import Entry
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry, LinesEntry
from stormdesk.desktop.words import tr
from stormdesk.editor.detailing import Path, detail_of, detailed
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board
from stormdesk.model.message import Rate, Size
from stormdesk.model.record import Date, Duration, Record, Value
from stormdesk.model.repetition import original_of
from stormdesk.model.service import Percentage, Threshold
from stormdesk.model.sticky import Kind, Sticky

Revise = Callable[[Board, Sequence[Record], Path, Any], list[Record]]
Verb = Callable[[Editor, Sequence[Record], Any], str | None]
MakeEntry = Callable[[Board, Sequence[Record]], Entry]

_PROSE = 100_000
"""What may be as long as this is written in several lines."""
_SPELLED = (
    (Duration, "Such as 500ms, 5m or 28d"),
    (Rate, "Such as 40/s"),
    (Size, "Such as 2kB"),
    (Date, "YYYY-MM-DD"),
    (Percentage, "Such as 99.9%"),
    (Threshold, "Such as 500ms, 5% or 1000"),
)
_LABELS = MappingProxyType(
    {
        "key": "Partition key",
        "value": "Business value",
        "steady": "Usual rate",
        "peak": "Highest rate",
        "name": "Name of the message",
        "doc": "Meaning",
        "min": "Smallest",
        "max": "Largest",
        "min_length": "Shortest",
        "max_length": "Longest",
        "flag": "Feature flag",
        "trigger": "Happens by",
        "group": "Group",
        "first": "First wait",
        "idempotent_by": "Duplicates told by",
        "order_by": "Order kept within",
        "dead_letter": "Dead letters are set aside",
        "id_trusted": "Trusted ids",
        "audit": "Kept for audit",
        "personal": "Personal",
        "assumed": "Only assumed so far",
        "start": "From the event",
        "end": "To the event",
        "attempts": "Retries",
        "open": "Stays open for",
        "min_count": "Fewest events",
        "on_call": "On call",
        "adapter_owner": "Owner of the adapter",
    }
)


def revised(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    """Return some records with another value at a path; an emptied one is as if never set.

    Raises pydantic.ValidationError.
    """
    return [detailed(record, path, value) for record in records]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: where it lies, its label, its entry, how a value is shown and taken.

    ``kinds`` are the kinds of sticky that have it; empty: all. ``single`` is not offered for
    several records at once. ``is_shared`` lies with the original where a sticky repeats one, and
    ``is_new`` makes records that are not there yet. ``is_plain`` needs no help beside its label.
    ``verb`` changes the records where new values are not all of it; it returns the id of a record
    that has got another one.
    """

    path: Path
    label: str
    entry: MakeEntry = field(compare=False)
    help: str = ""
    shown: Callable[[Board, Any], Any] = field(default=lambda board, value: value, compare=False)
    revise: Revise = field(default=revised, compare=False)
    verb: Verb | None = field(default=None, compare=False)
    kinds: Collection[Kind] = ()
    single: bool = False
    is_shared: bool = False
    is_new: bool = False
    is_plain: bool = False

    @property
    def name(self) -> str:
        """The path as one word: ``message.retention``."""
        return ".".join(str(step) for step in self.path)

    def value(self, board: Board, record: Record) -> Any:
        """Return what is shown of a record."""
        if self.is_new:
            return ""
        return self.shown(board, detail_of(self._subject(board, record), self.path))

    def is_set(self, board: Board, record: Record) -> bool:
        """Tell whether somebody said something here."""
        if self.is_new:
            return False
        whole = detail_of(self._subject(board, record), self.path[:-1])
        return isinstance(whole, Value) and self.path[-1] in whole.model_fields_set

    def revision(self, board: Board, records: Sequence[Record], value: Any) -> list[Record]:
        """Return the records as they would be with another value; raises ValueError."""
        subjects = {s.id: s for s in (self._subject(board, record) for record in records)}
        return self.revise(board, list(subjects.values()), self.path, value)

    def apply(self, editor: Editor, records: Sequence[Record], value: Any) -> str | None:
        """Change the field in some records as one step; return the id of one that has another.

        Raises ValueError for a wrong value, with nothing changed.
        """
        if self.verb is not None:
            return self.verb(editor, records, value)
        changed = self.revision(editor.board, records, value)
        with editor.document.edit(f"Change {self.label.lower()}") as edit:
            edit.put(*changed)
        return None

    def _subject(self, board: Board, record: Record) -> Record:
        is_elsewhere = self.is_shared and isinstance(record, Sticky) and record.again is not None
        return original_of(board, record) if is_elsewhere else record


def told(
    model: type[Value],
    name: str,
    at: Path = (),
    *,
    label: str = "",
    hint: str = "",
    lines: int = 2,
    kinds: Collection[Kind] = (),
    entry: MakeEntry | None = None,
    help_text: str | None = None,
    **more: Any,
) -> Field:
    """Return a field made from a model's own, which lies at a path within the record."""
    info = model.model_fields[name]
    title = label or _LABELS.get(name) or name.replace("_", " ").capitalize()
    made = entry or _entry(info, title, hint, lines)
    description = (info.description or "").removeprefix(f"{title}: ")
    told_help = description[:1].upper() + description[1:] if help_text is None else help_text
    return Field((*at, name), title, made, told_help, kinds=kinds, **more)


def choice(*choices: tuple[object, str]) -> MakeEntry:
    """Return what makes an entry for one of several values."""
    return lambda board, records: ChoiceEntry([(value, tr(label)) for value, label in choices])


def spoken(value: str) -> str:
    """Return one of a model's words as it stands on the screen."""
    return value if value.isupper() else value.replace("-", " ").capitalize()


def words_of(annotation: Any) -> tuple[str, ...]:
    """Return the words that an annotation leaves to choose from, if it does."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((words for each in get_args(annotation) if (words := words_of(each))), ())


def _entry(info: FieldInfo, label: str, hint: str, lines: int) -> MakeEntry:
    annotation = info.annotation
    optional = NoneType in get_args(annotation)
    words = words_of(annotation)
    hint = tr(hint or _spelling(annotation))
    if get_origin(annotation) is tuple:
        if words:
            return lambda board, records: TicksEntry([(w, tr(spoken(w))) for w in words])
        return lambda board, records: LinesEntry(lines, hint or tr("One a line"))
    if words:
        choices = [(word, spoken(word)) for word in words]
        return choice(*([(None, "—")] if optional else []), *choices)
    if annotation is bool:
        return lambda board, records: TickEntry(tr(label))
    if bool in get_args(annotation):
        return choice((None, "—"), (True, "Yes"), (False, "No"))
    if any(getattr(each, "max_length", None) == _PROSE for each in info.metadata):
        return lambda board, records: AreaEntry(lines, hint)
    return lambda board, records: LineEntry(hint=hint)


def _spelling(annotation: Any) -> str:
    given = (annotation, *get_args(annotation))
    return next((hint for spelled, hint in _SPELLED if spelled in given), "")
