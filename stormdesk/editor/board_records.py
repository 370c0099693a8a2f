"""What a board holds beside its wall: teams, shared types, words, decisions and their like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from stormdesk.editor.minting import minted_id
from stormdesk.exchange.ids import Repeats
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Relation
from stormdesk.model.message import Field, NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.problem import quoted
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Kpi, Step, Suppressed, Term

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

Listed = Team | Participant | NamedType | Term | Decision | Step
"""What is made by writing its first line."""


def fresh_record(board: Board, record_type: type[Listed], text: str) -> Listed:
    """Return a new record that a first line makes; of a term the definition may follow a colon.

    Raises ValueError for what is there already, and pydantic.ValidationError.
    """
    order = board.next_order(record_type)
    if issubclass(record_type, Decision | Step):
        return record_type(id=minted_id(text, board), text=text, order=order)
    if issubclass(record_type, Term):
        term, _, definition = (part.strip() for part in text.partition(":"))
        # What it means within one context leaves room for what it means elsewhere.
        _check_name(term, (t.term for t in board.of_type(Term).values() if t.context is None))
        record_id = _next_id(board, Term.derived_id(term))
        return Term(id=record_id, term=term, order=order).revised(definition=definition)
    if issubclass(record_type, NamedType):
        record_id = _free(board, NamedType.derived_id(text), text)
        return NamedType(id=record_id, name=text, order=order)
    _check_name(text, (each.name for each in board.of_type(record_type).values()))
    if issubclass(record_type, Team):
        return Team(id=minted_id(text, board), name=text, order=order)
    return Participant(id=_next_id(board, Participant.derived_id(text)), name=text, order=order)


def fresh_kpi(board: Board, name: str, event: str) -> Kpi:
    """Return a new key figure that an event moves; raises ValueError for a name that is there."""
    record_id = _free(board, Kpi.derived_id(name), name)
    return Kpi(id=record_id, name=name, event=event, order=board.next_order(Kpi))


def rename_type(editor: Editor, type_id: str, name: str) -> str:
    """Give a shared type another name, and with it all that mention it; return its id.

    Published versions name it as they did. Raises ValueError where another type has the name,
    and pydantic.ValidationError.
    """
    board = editor.board
    old = board.of_type(NamedType)[type_id]
    new = old.renamed(name)
    if new.name == old.name:
        return old.id
    changed = [
        each.revised(id=new.id) if each.id == old.id else each
        for each in renamed_type(board, old, name)
    ]
    for each in board.referrers(old.id, Record):
        if isinstance(each, Decision | Step):
            changed.append(each.revised(about=_readdressed(each.about, old.id, new.id)))
        elif isinstance(each, Suppressed):
            changed.append(each.revised(records=_readdressed(each.records, old.id, new.id)))
    with editor.document.edit("Rename type") as edit:
        edit.put(*changed)
        edit.remove(old.id)
    return new.id


def renamed_type(board: Board, old: NamedType, name: str) -> list[Record]:
    """Return a shared type under another name, and all fields of its type; its id is the same.

    Raises ValueError where another type has the name, and pydantic.ValidationError.
    """
    named = old.revised(name=name)
    _free(board, NamedType.derived_id(name), name)
    changed: list[Record] = [named.revised(fields=_respelled(old.fields, old.name, name))]
    for each in board.of_type(NamedType).values():
        fields = _respelled(each.fields, old.name, name)
        if each.id != old.id and fields != each.fields:
            changed.append(each.revised(fields=fields))
    for sticky in board.stickies.values():
        message = sticky.message
        fields = _respelled(message.fields, old.name, name) if message is not None else ()
        if message is not None and fields != message.fields:
            changed.append(sticky.revised(message=message.revised(fields=fields)))
    return changed


def relate(editor: Editor, upstream: str, downstream: str) -> None:
    """Say that one context depends on another, where nobody has said so yet."""
    board, record_id = editor.board, Relation.derived_id(upstream, downstream)
    if record_id not in board.records:
        order = board.next_order(Relation)
        with editor.document.edit("Relate contexts") as edit:
            edit.put(Relation(id=record_id, upstream=upstream, downstream=downstream, order=order))


def relations_of(board: Board, context: str) -> list[Relation]:
    """Return the relations of a context, to those it feeds and from those that feed it."""
    found = board.referrers(context, Relation)
    return sorted(found, key=lambda each: (each.upstream != context, each.order, each.id))


def unrelated(board: Board, context: str, *, is_upstream: bool) -> list[Context]:
    """Return the contexts that one does not feed yet, or that do not feed it."""
    known = {
        each.downstream if is_upstream else each.upstream
        for each in board.referrers(context, Relation)
        if context == (each.upstream if is_upstream else each.downstream)
    }
    return [c for c in board.in_order(Context) if c.id != context and c.id not in known]


def _free(board: Board, record_id: str, name: str) -> str:
    if record_id in board.records:
        raise ValueError(f"{quoted(name)} is there already; take another name")
    return record_id


def _check_name(name: str, there: Iterable[str]) -> None:
    if name.casefold() in map(str.casefold, there):
        raise ValueError(f"{quoted(name)} is there already; take another name")


def _next_id(board: Board, plain: str) -> str:
    """Return an id that nothing has yet; whoever had this one may have another name by now."""
    repeats = Repeats()
    while (found := repeats.next(plain)) in board.records:
        pass
    return found


def _readdressed(ids: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if each == old else each for each in ids)


def _respelled(fields: tuple[Field, ...], old: str, new: str) -> tuple[Field, ...]:
    word = re.compile(rf"\b{re.escape(old)}\b")
    return tuple(
        field.revised(type=word.sub(new, field.type)) if word.search(field.type) else field
        for field in fields
    )
