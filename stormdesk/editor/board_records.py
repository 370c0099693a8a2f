"""What a board holds beside its wall: teams, shared types, words, decisions and their like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stormdesk.editor.minting import minted_id
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Relation
from stormdesk.model.message import Field, NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.problem import quoted
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Step, Term

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
        record_id = _free(board, Term.derived_id(term), term)
        return Term(id=record_id, term=term, order=order).revised(definition=definition)
    if issubclass(record_type, Team):
        return Team(id=minted_id(text, board), name=text, order=order)
    record_id = _free(board, record_type.derived_id(text), text)
    return record_type(id=record_id, name=text, order=order)


def rename_type(editor: Editor, type_id: str, name: str) -> str:
    """Give a shared type another name, and with it all that mention it; return its id.

    Raises ValueError where another type has the name, and pydantic.ValidationError.
    """
    board = editor.board
    old = board.of_type(NamedType)[type_id]
    new = old.renamed(name)
    if new.name == old.name:
        return old.id
    _free(board, new.id, name)
    changed: list[Record] = []
    for each in (new, *board.of_type(NamedType).values()):
        if each is not old:
            fields = _respelled(each.fields, old.name, name)
            if fields != each.fields or each is new:
                changed.append(each.revised(fields=fields))
    for sticky in board.stickies.values():
        message = sticky.message
        fields = _respelled(message.fields, old.name, name) if message is not None else ()
        if message is not None and fields != message.fields:
            changed.append(sticky.revised(message=message.revised(fields=fields)))
    with editor.document.edit("Rename type") as edit:
        edit.put(*changed)
        edit.remove(old.id)
    return new.id


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


def _respelled(fields: tuple[Field, ...], old: str, new: str) -> tuple[Field, ...]:
    word = re.compile(rf"\b{re.escape(old)}\b")
    return tuple(
        field.revised(type=word.sub(new, field.type)) if word.search(field.type) else field
        for field in fields
    )
