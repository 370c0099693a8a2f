"""Which fields a sticky has: tables, by its kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from stormdesk.desktop.panels import form_named
from stormdesk.desktop.panels.choice_entries import ChoiceEntry
from stormdesk.desktop.panels.entries import Entry
from stormdesk.desktop.panels.fields import Field, MakeEntry, choice, revised, told
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry
from stormdesk.desktop.words import tr
from stormdesk.editor import stickies
from stormdesk.editor.detailing import Path
from stormdesk.editor.editor import Editor
from stormdesk.editor.field_renaming import consumed
from stormdesk.editor.tilting import straight
from stormdesk.layout.appearance import label_of
from stormdesk.model.board import Board
from stormdesk.model.handling import CircuitBreaker, Handling, Retry
from stormdesk.model.message import Message, Rates
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky

MESSAGES = (Kind.EVENT, Kind.COMMAND)
CONSUMERS = (Kind.POLICY, Kind.READ_MODEL, Kind.SYSTEM)


def _retext(board: Board, records: Sequence[Record], path: Path, value: str) -> list[Record]:
    if not value:
        raise ValueError(tr("A sticky needs a text; Del on the board removes it"))
    originals = {r.again or r.id for r in records if isinstance(r, Sticky)}
    again = [s for i in originals for s in board.referrers(i, Sticky) if s.again == i]
    same = [*(board.stickies[i] for i in sorted(originals)), *again]
    reworded = revised(board, same, path, value)
    return [straight(r) if isinstance(r, Sticky) else r for r in reworded]


def _tags(board: Board, value: str) -> tuple[str, ...]:
    tags = (tag.strip().lstrip("#") for tag in value.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _kinds(board: Board, records: Sequence[Record]) -> Entry:
    return ChoiceEntry([(kind, label_of(kind, board.profile)) for kind in Kind])


def _change_kind(editor: Editor, records: Sequence[Record], kind: Kind) -> None:
    stickies.change_kind(editor, (r for r in records if isinstance(r, Sticky)), kind)


def _move_to_lane(editor: Editor, records: Sequence[Record], lane: str | None) -> None:
    # Where the selection has gone on meanwhile, others would be moved.
    if all(record.id in editor.selection for record in records):
        stickies.move_to_lane(editor, lane)


def _shared(name: str, *kinds: Kind, **more: Any) -> Field:
    return told(Sticky, name, kinds=kinds, is_shared=True, **more)


TEXT = told(
    Sticky,
    "text",
    entry=lambda board, records: AreaEntry(2),
    revise=_retext,
    single=True,
    is_plain=True,
)
BASE: tuple[Field, ...] = (
    TEXT,
    told(Sticky, "kind", entry=_kinds, verb=_change_kind, is_plain=True),
    form_named.lane(Sticky, "context", "Lane", "No lane", verb=_move_to_lane, is_plain=True),
    told(Sticky, "pivotal", label="Pivotal event", kinds=(Kind.EVENT,)),
    told(
        Sticky,
        "sign",
        label="Value",
        entry=choice((None, "—"), ("+", "Created"), ("-", "Destroyed")),
        is_plain=True,
        kinds=(Kind.VALUE,),
    ),
    told(Sticky, "status", is_plain=True, kinds=(Kind.HOTSPOT, Kind.OPPORTUNITY)),
    _shared(
        "automated",
        Kind.POLICY,
        label="Done by",
        entry=choice((None, "—"), (True, "A machine"), (False, "People")),
        is_plain=True,
    ),
    _shared(
        "external",
        Kind.SYSTEM,
        label="Whose",
        entry=choice((None, "—"), (True, "Somebody else's"), (False, "Ours")),
        is_plain=True,
    ),
    _shared("rules", Kind.AGGREGATE, hint="One rule a line"),
    _shared("freshness", Kind.READ_MODEL),
    form_named.owner(Sticky, is_plain=True),
    told(Sticky, "due", label="Due", kinds=(Kind.HOTSPOT,), is_plain=True),
    told(Sticky, "answer", lines=2, kinds=(Kind.HOTSPOT,)),
    Field(
        ("tags",),
        "Tags",
        lambda board, records: LineEntry(hint=tr("Separated by commas")),
        shown=lambda board, value: ", ".join(value) if isinstance(value, tuple) else value,
        revise=form_named.taken(_tags),
        is_plain=True,
    ),
    told(Sticky, "notes", lines=2, hint="What was said about it"),
)

EXTRA: tuple[Field, ...] = (
    told(Sticky, "label", label="Name of the boundary", kinds=(Kind.EVENT,)),
    _shared("doc"),
    _shared("trigger", Kind.EVENT),
    form_named.sticky(Sticky, "compensates", (Kind.EVENT,), kinds=(Kind.EVENT,), is_shared=True),
    _shared("flag", is_plain=True),
    told(Sticky, "author"),
)


def _message(name: str, **more: Any) -> Field:
    return told(Message, name, ("message",), is_shared=True, kinds=MESSAGES, **more)


def _field_names(name: str) -> MakeEntry:
    def entry(board: Board, records: Sequence[Record]) -> Entry:
        subjects = [original_of(board, r) for r in records if isinstance(r, Sticky)]
        messages = [s.message for s in subjects if s.message is not None]
        names = [field.name for message in messages for field in message.fields]
        names += [given for message in messages if (given := getattr(message, name))]
        return ChoiceEntry([(None, "—"), *((each, each) for each in dict.fromkeys(names))])

    return entry


MESSAGE: tuple[Field, ...] = (
    _message("version", hint="Such as 1.0.0"),
    _message("audience"),
    _message("key", entry=_field_names("key")),
    _message("idempotency_key", entry=_field_names("idempotency_key")),
    _message("topic"),
    _message("compatibility"),
    _message("retention"),
    _message("replay_window"),
    told(Rates, "steady", ("message", "rate"), is_shared=True, kinds=MESSAGES),
    told(Rates, "peak", ("message", "rate"), is_shared=True, kinds=MESSAGES),
    _message("payload_size"),
    _message("value"),
    _message("delivery"),
    _message("audit"),
    _message("expected_every"),
    _message("hours", hint="Such as Mo-Fr 08:00-18:00"),
    _message("name"),
)


def _handling(model: Any, name: str, *at: str, **more: Any) -> Field:
    return told(model, name, ("handling", *at), is_shared=True, kinds=CONSUMERS, **more)


def _incoming_names(board: Board, records: Sequence[Record]) -> Entry:
    names = [
        field.name
        for record in records
        if isinstance(record, Sticky)
        for each in consumed(board, original_of(board, record))
        if each.message is not None
        for field in each.message.fields
    ]
    return LineEntry(list(dict.fromkeys(names)), tr("A field of what it consumes"))


HANDLING: tuple[Field, ...] = (
    _handling(Handling, "group"),
    _handling(Handling, "idempotent_by", entry=_incoming_names),
    _handling(Handling, "order_by", entry=_incoming_names),
    _handling(Handling, "service_time"),
    _handling(Handling, "parallelism"),
    _handling(Handling, "dead_letter"),
    _handling(Retry, "attempts", "retry"),
    _handling(Retry, "backoff", "retry"),
    _handling(Retry, "first", "retry"),
    _handling(CircuitBreaker, "failures", "circuit_breaker", label="Circuit breaks after failures"),
    _handling(CircuitBreaker, "within", "circuit_breaker", label="Failures counted within"),
    _handling(CircuitBreaker, "open", "circuit_breaker", label="Circuit stays broken for"),
)

INTEGRATION: tuple[Field, ...] = (
    form_named.owner(Sticky, "adapter_owner", kinds=(Kind.SYSTEM,), is_shared=True),
    _shared("contract", Kind.SYSTEM, lines=2),
    _shared("authentication", Kind.SYSTEM, lines=2),
    _shared("id_trusted", Kind.SYSTEM),
    _shared("retries", Kind.SYSTEM),
)

OBSERVABILITY = _shared("observability", *MESSAGES, *CONSUMERS, label="What is watched")


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that fold together; ``first`` are those shown even where nothing is said."""

    name: str
    title: str
    fields: tuple[Field, ...]
    first: Collection[str]
    kinds: Collection[Kind]


SECTIONS: tuple[Section, ...] = (
    Section("message", "Message", MESSAGE, ("version", "key"), MESSAGES),
    Section("handling", "Handling", HANDLING, ("group", "idempotent_by"), CONSUMERS),
    Section(
        "integration",
        "Integration",
        INTEGRATION,
        ("adapter_owner", "contract", "authentication", "id_trusted"),
        (Kind.SYSTEM,),
    ),
)
