"""Which parts the form of some records has: what is said first, a quiet offer of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stormdesk.desktop.panels.form_board import board_lists
from stormdesk.desktop.panels.form_fields import counted_fields, fields_table
from stormdesk.desktop.panels.form_kpis import figures_of
from stormdesk.desktop.panels.form_lists import LISTS
from stormdesk.desktop.panels.form_parts import Choice, Fold, Offer, Part, Row, Shown, rows, said_of
from stormdesk.desktop.panels.form_published import (
    contract,
    relied_on_fixed,
    verdict,
    with_names_fixed,
)
from stormdesk.desktop.panels.form_records import FIELDS, LATER, ends, relations
from stormdesk.desktop.panels.form_sticky import BASE, EXTRA, OBSERVABILITY, SECTIONS
from stormdesk.desktop.words import tr
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import NamedType
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky


def form_of(board: Board, records: Sequence[Record], shown: Shown) -> tuple[Part, ...]:
    """Return the parts of a form for records of one type; several share fewer of them."""
    if not records or len({type(record) for record in records}) > 1:
        return ()
    stickies = [record for record in records if isinstance(record, Sticky)]
    if stickies:
        return tuple(_of_stickies(board, stickies, shown))
    return tuple(_of_record(board, records[0], shown)) if len(records) == 1 else ()


def surroundings(board: Board, records: Sequence[Record]) -> object:
    """Return what a form has to be built anew for when it differs, besides its parts."""
    stickies = [original_of(board, record) for record in records if isinstance(record, Sticky)]
    ids = () if stickies else tuple(record.id for record in records)
    kinds = frozenset(sticky.kind for sticky in stickies)
    lanes = tuple((lane.id, lane.name) for lane in board.in_order(Context))
    teams = tuple((team.id, team.name) for team in board.in_order(Team))
    messages = [sticky.message for sticky in stickies if sticky.message is not None]
    names = tuple(field.name for message in messages for field in message.fields)
    labels = tuple(board.profile.labels.items())
    return (len(records), kinds, ids, lanes, teams, names, labels)


def _of_stickies(board: Board, stickies: list[Sticky], shown: Shown) -> Iterator[Part]:
    kinds = {sticky.kind for sticky in stickies}
    is_single = len(stickies) == 1
    for field in BASE:
        if (not field.kinds or kinds <= set(field.kinds)) and (is_single or not field.single):
            yield Row(field)
    originals = [original_of(board, sticky) for sticky in stickies]
    more: list[Choice] = []
    for section in SECTIONS:
        if not kinds <= set(section.kinds):
            continue
        is_set = bool(said_of(section.fields, board, originals))
        is_message = section.name == "message"
        if is_message:
            is_set = is_set or any(s.message is not None for s in originals)
        if not is_set and section.name not in shown.added:
            more.append(Choice(section.name, section.title, is_section=True))
            continue
        is_open = shown.is_open(section.name)
        has_fields = is_single and is_message
        note = counted_fields(originals[0], ("message",)) if has_fields else ""
        yield Fold(section.name, section.title, note, is_open)
        if is_open:
            if has_fields:
                yield from fields_table(board, originals[0], ("message",), shown)
                yield from verdict(originals[0])
            offered = tr("Add to the {section} …", section=section.title.lower())
            said = rows(section.fields, section.first, board, originals, shown, offered)
            yield from with_names_fixed(said, originals)
            if has_fields:
                yield from contract(originals[0], shown)
    if is_single:
        yield from _lists(board, originals[0], shown, more)
        if kinds == {Kind.EVENT}:
            yield from figures_of(board, originals[0], shown, more)
    extra = [
        field
        for field in (OBSERVABILITY, *EXTRA)
        if (not field.kinds or kinds <= set(field.kinds)) and (is_single or not field.single)
    ]
    everyone = list({sticky.id: sticky for sticky in (*stickies, *originals)}.values())
    for part in rows(extra, (), board, everyone, shown, ""):
        if isinstance(part, Offer):
            more += part.choices
        else:
            yield part
    if more:
        yield Offer(tr("Add …"), tuple(more))


def _lists(board: Board, sticky: Sticky, shown: Shown, more: list[Choice]) -> Iterator[Part]:
    for each in LISTS:
        if sticky.kind not in each.kinds:
            continue
        number = len(getattr(sticky, each.name))
        if not number and each.name not in shown.added:
            more.append(Choice(each.name, each.title, is_section=True))
            continue
        is_open = shown.is_open(each.name)
        yield Fold(each.name, each.title, str(number or ""), is_open)
        if is_open:
            yield from each.parts(board, sticky, shown)
            yield Offer(tr(each.offered), each.choices())


def _of_record(board: Board, record: Record, shown: Shown) -> Iterator[Part]:
    record_type = type(record)
    if isinstance(record, Flow):
        yield from ends(board, record)
    fields = FIELDS.get(record_type, ())
    first = [f.path[-1] for f in fields if (record_type, f.path[-1]) not in LATER]
    names = frozenset(str(name) for name in first)
    offered = tr("More about the board …") if record_type is Profile else tr("Add …")
    said = rows(fields, names, board, [record], shown, offered)
    yield from relied_on_fixed(said, board, record)
    if isinstance(record, NamedType) and not record.values:
        yield Fold("type", tr("Fields"), counted_fields(record, ()), shown.is_open("type"))
        if shown.is_open("type"):
            yield from fields_table(board, record, (), shown)
    if isinstance(record, Context):
        yield from relations(board, record, shown)
    if isinstance(record, Profile):
        yield from board_lists(board, shown)
