"""What is done to the selected stickies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from stormdesk.editor.carrying import Load, movable
from stormdesk.editor.minting import minted_id
from stormdesk.layout.pins import is_parked
from stormdesk.layout.timeline import column_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of, repetitions_of
from stormdesk.model.sticky import Kind, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

_ASIDE = 32.0


def remove_selected(editor: Editor) -> None:
    """Remove the selected stickies and flows; what is pinned on a removed sticky goes too."""
    going = [i for i in editor.selection if not isinstance(editor.board.records[i], Context)]
    pinned = [p.id for i in going for p in editor.board.pinned(i)]
    if going:
        with editor.document.edit("Remove") as edit:
            edit.remove(*going, *pinned)


def nudge(editor: Editor, dx: float, dy: float) -> None:
    """Move the selected stickies by some board units."""
    moving = [s for s in movable(editor) if not is_parked(editor.board, s)]
    if not moving:
        return
    places, taken_out = Load(editor.wall, moving).moved(dx, dy)
    with editor.document.edit("Nudge") as edit:
        edit.place(places, *taken_out)


def duplicate(editor: Editor) -> None:
    """Put copies of the selected stickies, with the flows among them, a little aside."""
    originals = editor.selected_stickies
    if originals:
        copies = copied(editor.board, originals, editor.board.flows.values(), _ASIDE, _ASIDE)
        with editor.document.edit("Duplicate") as edit:
            edit.put(*copies)
        editor.select(r.id for r in copies if isinstance(r, Sticky))


def copied(board: Board, originals: list[Sticky], flows: Any, dx: float, dy: float) -> list[Record]:
    """Return copies of stickies under new ids, with the flows among them, moved aside.

    Names and versions that others rely on stay with the original.
    """
    ids: dict[str, str] = {}
    columns = {s.at for s in board.stickies.values() if s.at is not None}
    result: list[Record] = []
    order = board.next_order(Sticky)
    for sticky in originals:
        ids[sticky.id] = minted_id(sticky.text or sticky.kind.value, board)
    for sticky in originals:
        message = sticky.message
        if message is not None and (message.name is not None or message.published):
            message = message.revised(name=None, published=())
        result.append(
            sticky.revised(
                id=ids[sticky.id],
                order=order + len(result),
                x=(sticky.x or 0) + dx,
                y=(sticky.y or 0) + dy,
                at=column_of((sticky.x or 0) + dx, columns),
                context=sticky.context if sticky.context in board.contexts else None,
                pinned_to=ids.get(sticky.pinned_to or ""),
                again=sticky.again if sticky.again in board.stickies else None,
                compensates=sticky.compensates if sticky.compensates in board.stickies else None,
                locked=False,
                message=message,
            )
        )
    order = board.next_order(Flow)
    for flow in flows:
        if flow.source in ids and flow.target in ids:
            source, target = ids[flow.source], ids[flow.target]
            result.append(
                flow.revised(
                    id=Flow.derived_id(source, target), source=source, target=target, order=order
                )
            )
            order += 1
    return result


def change_kind(editor: Editor, chosen: Iterable[Sticky], kind: Kind) -> None:
    """Give stickies another kind, and with them all that repeats them."""
    board = editor.board
    originals = {original_of(board, s).id for s in chosen}
    again = {s.id for i in originals for s in repetitions_of(board, i)}
    revised = [board.stickies[i].revised(kind=kind) for i in sorted(originals | again)]
    if revised:
        with editor.document.edit("Change kind") as edit:
            edit.put(*revised)


def revise_selected(editor: Editor, label: str, **changes: Any) -> None:
    """Change fields of all selected stickies; raises pydantic.ValidationError before any change."""
    revised = [s.revised(**changes) for s in editor.selected_stickies]
    if revised:
        with editor.document.edit(label) as edit:
            edit.put(*revised)


def move_to_lane(editor: Editor, context: str | None) -> None:
    """Make the selected stickies members of a lane, at the same height within it."""
    moving = movable(editor)
    if moving:
        with editor.document.edit("Move to lane") as edit:
            edit.put(*(s.placed(context=context) for s in moving))


def toggle_pivotal(editor: Editor) -> None:
    """Make the selected events pivotal, or ordinary again if all of them are."""
    events = [s for s in editor.selected_stickies if s.kind is Kind.EVENT]
    wanted = not all(s.pivotal for s in events)
    if events:
        with editor.document.edit("Pivotal event") as edit:
            edit.put(*(s.revised(pivotal=wanted) for s in events))


def toggle_locked(editor: Editor) -> None:
    """Lock the position of the selected stickies and lanes, or free them if all are locked.

    Their texts can be changed all the same.
    """
    lanes = [c for i in sorted(editor.selection) if (c := editor.board.contexts.get(i))]
    chosen = [*editor.selected_stickies, *lanes]
    wanted = not all(each.locked for each in chosen)
    if chosen:
        with editor.document.edit("Lock" if wanted else "Unlock") as edit:
            edit.put(*(each.revised(locked=wanted) for each in chosen))
