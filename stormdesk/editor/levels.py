"""Service levels as people decide on them: taken as suggested, agreed by name, or open again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from stormdesk.editor.action import Aside
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Name
from stormdesk.model.repetition import original_of
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.analysis.targets import Suggestion
    from stormdesk.editor.editor import Editor

SUGGESTIONS = "stormdesk.analysis.targets:suggestions"
"""Found when they are first asked for: what they follow from would delay the start."""

_NAME: TypeAdapter[str] = TypeAdapter(Name)

Levels = Mapping[str, Iterable[ServiceLevel]]
"""Levels by the id of the sticky that promises them."""


def suggested(board: Board, among: Iterable[str] = ()) -> list[Suggestion]:
    """Return the levels that are suggested for some stickies; for the whole board without any."""
    chosen = {original_of(board, board.stickies[i]).id for i in among if i in board.stickies}
    return [s for s in resolved(SUGGESTIONS)(board) if not chosen or s.event in chosen]


def take(editor: Editor, suggestions: Iterable[Suggestion]) -> int:
    """Take suggestions as one step, assumed until somebody agrees; return how many there were.

    What is there already, or whose event is gone, is left out.
    """
    board, taken = editor.board, 0
    levels: dict[str, tuple[ServiceLevel, ...]] = {}
    for each in suggestions:
        event = board.stickies.get(each.event)
        if event is None:
            continue
        before = levels.get(each.event, event.service_levels)
        if each.level not in before:
            levels[each.event] = (*before, each.level)
            taken += 1
    label = "Take service level" if taken == 1 else "Take service levels"
    _put(editor, {i: board.stickies[i].revised(service_levels=v) for i, v in levels.items()}, label)
    return taken


def take_of_selected(editor: Editor) -> Aside:
    """Take what is suggested for the selected events, and tell how much that was."""
    return _told(take(editor, suggested(editor.board, editor.selection)))


def take_all(editor: Editor) -> Aside:
    """Take what is suggested for all events of the board, and tell how much that was."""
    return _told(take(editor, suggested(editor.board)))


def assumed_of(board: Board, among: Iterable[str]) -> dict[str, tuple[ServiceLevel, ...]]:
    """Return the levels of some stickies that nobody has agreed to."""
    return _such(board, among, lambda level: level.assumed)


def unconfirmed_of(board: Board, among: Iterable[str]) -> dict[str, tuple[ServiceLevel, ...]]:
    """Return the levels of some stickies that are a guess, or that nobody is named for."""
    return _such(board, among, lambda level: level.standing != "confirmed")


def open_selected(editor: Editor) -> Aside | None:
    """Open what was agreed of the selected events again; tell where nothing was."""
    agreed = _such(editor.board, editor.selection, lambda level: not level.assumed)
    take_back(editor, agreed)
    return None if agreed else Aside("Nobody has agreed to a number of the selection.")


def confirm(editor: Editor, levels: Levels, by: str) -> None:
    """Write down who agreed to some levels, which are assumed no more, as one step.

    Raises BadInput, before any change, for a name that is none and for levels that are gone.
    """
    try:
        name = _NAME.validate_python(by.strip())
    except ValidationError:
        raise BadInput("name", "say who agrees, in one line") from None
    agreed = _revised(editor.board, levels, lambda v: v.revised(assumed=False, confirmed_by=name))
    _put(editor, agreed, "Agree to service levels")


def take_back(editor: Editor, levels: Levels) -> None:
    """Open some levels again, as one step: they are assumed, and nobody has agreed to them.

    Raises BadInput, before any change, for levels that are gone.
    """
    opened = _revised(editor.board, levels, lambda v: v.revised(assumed=True, confirmed_by=None))
    _put(editor, opened, "Open service levels again")


def _such(
    board: Board, among: Iterable[str], wanted: Callable[[ServiceLevel], bool]
) -> dict[str, tuple[ServiceLevel, ...]]:
    found = (original_of(board, board.stickies[i]) for i in among if i in board.stickies)
    levels = {s.id: tuple(filter(wanted, s.service_levels)) for s in found}
    return {i: each for i, each in sorted(levels.items()) if each}


def _revised(
    board: Board, levels: Levels, revise: Callable[[ServiceLevel], ServiceLevel]
) -> dict[str, Sticky]:
    found: dict[str, Sticky] = {}
    for sticky_id, chosen in levels.items():
        sticky, meant = board.stickies.get(sticky_id), [*chosen]
        there = sticky.service_levels if sticky is not None else ()
        if sticky is None or any(level not in there for level in meant):
            raise BadInput("service level", "it was changed meanwhile; look again")
        after = tuple(revise(level) if level in meant else level for level in there)
        found[sticky_id] = sticky.revised(service_levels=after)
    return found


def _put(editor: Editor, after: Mapping[str, Sticky], label: str) -> None:
    board = editor.board
    changed = [sticky for i, sticky in after.items() if sticky != board.stickies[i]]
    if changed:
        with editor.document.edit(label) as edit:
            edit.put(*changed)


def _told(taken: int) -> Aside:
    if not taken:
        return Aside("Nothing to suggest: mark a hot path, or say what travels behind an event.")
    if taken == 1:
        return Aside("One service level is taken, assumed until somebody agrees to it.")
    return Aside(
        "{n} service levels are taken, assumed until somebody agrees to them.", {"n": taken}
    )
