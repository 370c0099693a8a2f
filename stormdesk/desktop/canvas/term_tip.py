"""The tooltip over a sticky: words of the board's own glossary, and numbers that are assumed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from stormdesk.desktop.canvas.viewport import Viewport
from stormdesk.desktop.promise_words import INDICATORS, numbers
from stormdesk.desktop.words import tr
from stormdesk.editor.editor import Editor
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.session import Term
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.analysis.vocabulary import Vocabulary

VOCABULARY = "stormdesk.analysis.vocabulary:vocabulary_of"
"""Found when somebody first rests on a sticky: word forms would delay the start."""

_MOST = 4


class TermTip:
    """Knows the words of a board, and explains those that a sticky uses."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._read: object = None
        self._vocabulary: Vocabulary | None = None

    def text_for(self, sticky: Sticky) -> str:
        """Return what is told of a sticky, as rich text: its words and what is assumed of it."""
        return "<br>".join([*self._words(sticky), *_assumed(sticky)])

    def _words(self, sticky: Sticky) -> list[str]:
        board = self._editor.board
        terms = board.of_type(Term)
        if not terms:
            return []
        if self._read is not terms or self._vocabulary is None:
            self._read, self._vocabulary = terms, resolved(VOCABULARY)(board)
        found = [t for t in self._vocabulary.found_in(sticky.text) if t.definition.strip()]
        return [_line(board, term) for term in found[:_MOST]]

    def tell(self, view: Viewport, event: QHelpEvent) -> None:
        """Tell of the sticky under the hand, for as long as it rests there."""
        pointer = view.pointer_at(QPointF(event.pos()), Qt.KeyboardModifier.NoModifier)
        wall = self._editor.wall
        sticky = wall.at(pointer.point)
        box = wall.box(sticky.id) if sticky is not None else None
        if sticky is not None and box is not None:
            around = view.camera.on_screen(box).toAlignedRect()
            # An empty text hides what was told of another sticky.
            QToolTip.showText(event.globalPos(), self.text_for(sticky), view, around)


def _assumed(sticky: Sticky) -> list[str]:
    told = [
        f"{tr(INDICATORS[level.indicator])} {numbers(level)}"
        for level in sticky.service_levels
        if level.assumed
    ]
    if len(told) > _MOST:
        told[_MOST - 1 :] = [tr("{n} more", n=len(told) - _MOST + 1)]
    return [tr("≈ Assumed: {what}", what=escape("; ".join(told)))] if told else []


def _line(board: Board, term: Term) -> str:
    context = board.contexts.get(term.context or "")
    where = f" ({escape(context.name)})" if context is not None else ""
    said = escape(" ".join(term.definition.split()))
    return tr("<b>{term}</b>{where}: {said}", term=escape(term.term), where=where, said=said)
