"""What the room answers to a question of the agenda, kept where such answers belong."""

from __future__ import annotations

from datetime import datetime

from pydantic import ValidationError

from stormdesk.editor.editor import Editor
from stormdesk.editor.entry import place_at
from stormdesk.editor.minting import minted_id
from stormdesk.editor.workshop import session as sessions
from stormdesk.exchange.agenda import Question
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Step
from stormdesk.model.sticky import Kind, Sticky

_BESIDE_THE_BOARD = 320.0


def keep_answer(editor: Editor, question: Question, answer: str, now: datetime) -> str | None:
    """Keep an answer as the question says; return the id of the record, None where it is a note.

    A decision, next step or hotspot is one undoable step, about what is selected; a note goes to
    the notes of the session, together with its question. Raises BadInput for an answer that is
    none.
    """
    said = answer.strip()
    if not said:
        raise BadInput("answer", "write what the room said")
    if question.answer in (None, "note"):
        if sessions.running(editor.board) is None:
            sessions.begin(editor.document, now)
        try:
            sessions.note(editor.document, f"{question.ask} {said}")
        except ValidationError as error:
            raise BadInput("answer", explain(error)) from None
        return None
    try:
        record = _record(editor, question, said, now)
    except ValidationError as error:
        raise BadInput("answer", explain(error)) from None
    with editor.document.edit("Keep the answer") as edit:
        edit.put(record)
    return record.id


def _record(editor: Editor, question: Question, said: str, now: datetime) -> Record:
    board = editor.board
    about = tuple(s.id for s in editor.selected_stickies)
    match question.answer:
        case "decision":
            return Decision(
                id=minted_id(said, board), text=said, order=board.next_order(Decision)
            ).revised(about=about, date=now.date().isoformat(), status="accepted")
        case "next-step":
            return Step(id=minted_id(said, board), text=said, order=board.next_order(Step)).revised(
                about=about
            )
        case _:
            return _hotspot(editor).revised(id=minted_id(said, board), text=said)


def _hotspot(editor: Editor) -> Sticky:
    """Return an empty hotspot where it is put: on what is selected, else after all the rest."""
    boxes = [box for s in editor.selected_stickies if (box := editor.wall.box(s.id)) is not None]
    if boxes:
        return place_at(editor.wall, Kind.HOTSPOT, *boxes[0].center)
    others = (box for i in editor.board.stickies if (box := editor.wall.box(i)) is not None)
    right = max((box.right for box in others), default=0.0)
    return place_at(editor.wall, Kind.HOTSPOT, right + _BESIDE_THE_BOARD, 0.0)
