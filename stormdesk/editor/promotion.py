"""Promotion: a board goes from big picture to process to software design."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from stormdesk.editor.scaffolding import (
    aggregates_between,
    build,
    commands_for,
    policies_between,
    questions_in,
)
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.profile import LEVELS, Level
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stormdesk.editor.action import Aside
    from stormdesk.editor.editor import Editor
    from stormdesk.editor.scaffolding import Stub


def next_level(level: Level) -> Level | None:
    """Return the level that follows, None after the last."""
    place = LEVELS.index(level) + 1
    return LEVELS[place] if place < len(LEVELS) else None


def promote(editor: Editor) -> Aside | None:
    """Raise the board's level, and add stubs of what the new level asks for, in one step.

    What is on the board stays; each stub names the sticky that it comes from.
    """
    level = next_level(editor.level)
    if level is None:
        return None
    profile = editor.board.profile.revised(level=level)
    stubs = list(_stubs(editor.board, level))
    build(editor, f"Promote to {level.replace('-', ' ')}", stubs, profile)
    return questions_in(stubs)


def _stubs(board: Board, level: Level) -> Iterable[Stub]:
    flows = board.in_order(Flow)
    if level == "process":
        return chain(commands_for(board, board.in_order(Sticky)), policies_between(board, flows))
    return chain(aggregates_between(board, flows), policies_between(board, flows))
