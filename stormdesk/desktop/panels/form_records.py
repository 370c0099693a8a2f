"""Which fields records have that are not stickies, and the lists of the board's page: tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from types import MappingProxyType
from typing import Any

from stormdesk.desktop.panels import form_named
from stormdesk.desktop.panels.choice_entries import ChoiceEntry
from stormdesk.desktop.panels.entries import Entry
from stormdesk.desktop.panels.fields import Field, choice, told
from stormdesk.desktop.panels.form_parts import Choice, Deed, Link, Offer, Part, Shown
from stormdesk.desktop.words import tr
from stormdesk.editor.board_records import (
    relate,
    relations_of,
    rename_type,
    renamed_type,
    unrelated,
)
from stormdesk.editor.detailing import Path
from stormdesk.editor.editor import Editor
from stormdesk.editor.lanes import renamed_lane
from stormdesk.layout.appearance import label_of
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Kpi, Step, Term
from stormdesk.model.sticky import Kind


def _rename_type(editor: Editor, records: Sequence[Record], name: str) -> str:
    return rename_type(editor, records[0].id, name)


def _renamed_type(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    old = board.of_type(NamedType)[records[0].id]
    return renamed_type(board, old, value)


def _renamed_lane(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    return [renamed_lane(board, each.id, value) for each in records]


def _teams(board: Board, records: Sequence[Record]) -> Entry:
    teams = [(team.id, team.name) for team in board.in_order(Team)]
    return ChoiceEntry([(None, "—"), *teams])


FIELDS: MappingProxyType[type[Record], tuple[Field, ...]] = MappingProxyType(
    {
        Flow: (
            told(
                Flow,
                "via",
                label="Travels as",
                entry=choice(
                    (None, "As usual"), ("call", "Call"), ("event", "Event"), ("batch", "Batch")
                ),
            ),
            told(Flow, "loop", label="A deliberate way back"),
        ),
        Context: (
            told(Context, "name", label="Name", revise=_renamed_lane),
            form_named.owner(Context),
            told(
                Context,
                "kind",
                entry=choice(
                    ("context", "Bounded context"),
                    ("actor", "Actor"),
                    ("department", "Department"),
                ),
            ),
            told(Context, "subdomain"),
            told(Context, "description"),
            told(Context, "colour", hint="#RRGGBB, or empty for the usual one"),
            told(Context, "runtime"),
            told(Context, "broker"),
            told(Context, "slug", label="Package", hint="Such as order-intake"),
        ),
        Area: (told(Area, "name", label="Name"),),
        Profile: (
            told(Profile, "title"),
            told(
                Profile,
                "level",
                entry=choice(
                    (None, "Follows from the kinds"),
                    ("big-picture", "Big picture"),
                    ("process", "Process"),
                    ("software-design", "Software design"),
                ),
            ),
            told(Profile, "scope", hint="From which event to which"),
            told(Profile, "status"),
            told(Profile, "language", hint="Detected; or a code such as en"),
            told(Profile, "description"),
            told(Profile, "summary"),
            told(Profile, "namespace"),
            told(Profile, "compatibility_policy"),
            told(Profile, "version"),
            told(Profile, "confidentiality"),
            told(Profile, "reviewed_on", label="Reviewed on"),
            told(Profile, "logo"),
        ),
        Team: (
            told(Team, "name", label="Name"),
            told(Team, "kind"),
            told(Team, "channel"),
            told(Team, "on_call"),
            told(Team, "escalation"),
        ),
        Participant: (
            told(Participant, "name", label="Name"),
            told(Participant, "role"),
            told(Participant, "team", entry=_teams),
        ),
        NamedType: (
            told(NamedType, "name", label="Name", verb=_rename_type, revise=_renamed_type),
            told(NamedType, "doc"),
            told(NamedType, "values", label="Values", hint="One a line; or fields, below"),
        ),
        Term: (
            told(Term, "term"),
            told(Term, "definition"),
            form_named.lane(Term, "context", "In the context", "Everywhere"),
        ),
        Decision: (
            told(Decision, "text", label="What was agreed"),
            told(Decision, "date"),
            told(Decision, "status"),
            form_named.about(Decision),
        ),
        Step: (
            told(Step, "text", label="What is to be done"),
            form_named.owner(Step),
            told(Step, "due"),
            form_named.about(Step),
        ),
        Relation: (told(Relation, "pattern"),),
        Kpi: (
            told(Kpi, "name", label="Name"),
            form_named.sticky(Kpi, "event", (Kind.EVENT,), label="Moved by the event"),
            told(Kpi, "measure", hint="Such as sum(total)"),
            told(Kpi, "unit", hint="Such as EUR"),
        ),
    }
)
LATER: Collection[tuple[type[Record], str]] = frozenset(
    {
        (Context, "runtime"),
        (Context, "broker"),
        (Context, "slug"),
        *(
            (Profile, name)
            for name in (
                "description",
                "summary",
                "namespace",
                "compatibility_policy",
                "version",
                "confidentiality",
                "reviewed_on",
                "logo",
            )
        ),
    }
)
"""What is offered, not shown, where nothing is said."""


def relations(board: Board, context: Context, shown: Shown) -> Iterator[Part]:
    """Yield the contexts that one feeds or is fed by, and an offer of the others."""
    for relation in relations_of(board, context.id):
        feeds = relation.upstream == context.id
        other = board.contexts[relation.downstream if feeds else relation.upstream]
        label = tr("Feeds") if feeds else tr("Is fed by")
        yield Link(relation.id, other.name, label, (relation.pattern or "").replace("-", " "))
    feeding = [
        Choice("", tr("Feeds {lane}", lane=other.name), do=_relating(other.id, feeds=True))
        for other in unrelated(board, context.id, is_upstream=True)
    ]
    fed = [
        Choice("", tr("Is fed by {lane}", lane=other.name), do=_relating(other.id, feeds=False))
        for other in unrelated(board, context.id, is_upstream=False)
    ]
    if feeding or fed:
        yield Offer("Relate to another lane …", (*feeding, *fed))


def ends(board: Board, flow: Flow) -> Iterator[Part]:
    """Yield the way to both stickies of a flow."""
    for label, end in ((tr("From"), flow.source), (tr("To"), flow.target)):
        sticky = board.stickies[end]
        text = sticky.text.replace("\n", " ") or label_of(sticky.kind, board.profile)
        yield Link(end, text, label)


def _relating(other: str, *, feeds: bool) -> Deed:
    def add(editor: Editor, record: Record) -> None:
        relate(editor, *((record.id, other) if feeds else (other, record.id)))

    return add
