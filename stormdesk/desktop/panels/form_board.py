"""The page of a board: the lists of what it holds beside its wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stormdesk.desktop.panels.fields import Field, told
from stormdesk.desktop.panels.form_kpis import all_figures
from stormdesk.desktop.panels.form_labels import kind_names
from stormdesk.desktop.panels.form_parts import Choice, Deed, Fold, Link, Offer, Part, Row, Shown
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.words import tr
from stormdesk.editor.board_records import Listed, fresh_record
from stormdesk.editor.detailing import Path, detailed
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board
from stormdesk.model.context import Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Environment
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Step, Term


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of the board's page: its records, how they are called, and how one is begun."""

    record_type: type[Listed]
    title: str
    one: str
    hint: str
    called: Callable[[Any], str]

    @property
    def name(self) -> str:
        """What the fold is remembered by."""
        return f"list:{self.record_type.type_name}"

    def beginning(self) -> Field:
        """Return the field that makes one more."""

        def revise(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
            return [fresh_record(board, self.record_type, value)]

        return Field(
            (self.name, "new"),
            self.one,
            lambda board, records: LineEntry(hint=tr(self.hint)),
            revise=revise,
            is_new=True,
        )


RECORD_LISTS: tuple[RecordList, ...] = (
    RecordList(Team, "Teams", "New team", "Its name, and Enter", lambda r: r.name),
    RecordList(NamedType, "Shared types", "New type", "Such as OrderLine", lambda r: r.name),
    RecordList(Term, "Glossary", "New term", "Word: what it means", lambda r: r.term),
    RecordList(Decision, "Decisions", "New decision", "What was agreed", lambda r: r.text),
    RecordList(Step, "Next steps", "New step", "What is to be done", lambda r: r.text),
    RecordList(Participant, "Participants", "New participant", "A name", lambda r: r.name),
)


def board_lists(board: Board, shown: Shown) -> Iterator[Part]:
    """Yield the lists of a board that hold something or were added, and an offer of the others."""
    rest: list[Choice] = []
    for each in RECORD_LISTS:
        records = board.in_order(each.record_type)
        if not records and each.name not in shown.added:
            rest.append(Choice(each.name, each.title, is_section=True))
            continue
        is_open = shown.is_open(each.name)
        yield Fold(each.name, each.title, str(len(records) or ""), is_open)
        if is_open:
            yield from (Link(record.id, _short(each.called(record))) for record in records)
            yield Row(each.beginning())
    relations = board.in_order(Relation)
    if relations:
        is_open = shown.is_open("relations")
        yield Fold("relations", "Relations", str(len(relations)), is_open)
        if is_open:
            yield from (
                Link(r.id, _between(board, r), note=(r.pattern or "").replace("-", " "))
                for r in relations
            )
    yield from all_figures(board, shown, rest)
    yield from kind_names(board, shown, rest)
    yield from _environments(board, shown, rest)
    if rest:
        yield Offer("Teams, words, decisions …", tuple(rest))


def _environments(board: Board, shown: Shown, rest: list[Choice]) -> Iterator[Part]:
    profile = board.profile
    if not profile.environments and "environments" not in shown.added:
        rest.append(Choice("environments", "Environments", is_section=True))
        return
    is_open = shown.is_open("environments")
    number = str(len(profile.environments) or "")
    yield Fold("environments", "Environments", number, is_open)
    if not is_open:
        return
    for name in profile.environments:
        place = f"environments.{name}"
        is_there = shown.is_open(place)
        yield Fold(place, name, "", is_there, _leaving(name), is_inner=True)
        if is_there:
            for each in ("retention", "partitions"):
                yield Row(told(Environment, each, ("environments", name)))
    yield Row(
        Field(
            ("environments", "new"),
            "New environment",
            lambda board, records: LineEntry(hint=tr("Such as staging")),
            revise=_with_environment,
            is_new=True,
        )
    )


def _with_environment(
    board: Board, records: Sequence[Record], path: Path, value: Any
) -> list[Record]:
    if value in board.profile.environments:
        raise ValueError(tr("{name} is there already", name=value))
    return [detailed(board.profile, ("environments", value), Environment())]


def _leaving(name: str) -> Deed:
    def leave(editor: Editor, record: Record) -> None:
        left = {k: v for k, v in editor.board.profile.environments.items() if k != name}
        with editor.document.edit("Remove environment") as edit:
            edit.put(editor.board.profile.revised(environments=left))

    return leave


def _between(board: Board, relation: Relation) -> str:
    upstream, downstream = (
        board.contexts[relation.upstream].name,
        board.contexts[relation.downstream].name,
    )
    return f"{upstream} → {downstream}"


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= 60 else f"{line[:59]}…"
