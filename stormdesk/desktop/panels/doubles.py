"""What says the same on the board in other words, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stormdesk.desktop.panels.session_parts import Rows, column, label, small
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop import inbox
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Sticky

_MOST_SHOWN = 60


class Doubles(QWidget):
    """Offers to keep one of them, or both.

    ``showing`` tells what to select, ``told`` what could not be done.
    """

    showing = Signal(tuple)
    told = Signal(str)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._apart: set[tuple[str, ...]] = set()
        self._rows = Rows(10)
        layout = column(self, 8)
        layout.addWidget(label("section", tr("Do these mean the same?")))
        layout.addLayout(self._rows)
        self.hide()

    def refresh(self) -> None:
        """Look for what says the same on the board as it is now."""
        found = [c for c in inbox.doubles(self._editor.board) if _ids(c) not in self._apart]
        self.setVisible(bool(found))
        self._rows.fill(found, lambda: map(self._cluster, found[:_MOST_SHOWN]))

    def _cluster(self, cluster: tuple[Sticky, ...]) -> QWidget:
        place = QWidget()
        layout = column(place, 4)
        for widget in self._offers(cluster):
            layout.addWidget(widget)
        return place

    def _offers(self, cluster: tuple[Sticky, ...]) -> Iterator[QWidget]:
        for sticky in cluster:
            others = [other.id for other in cluster if other is not sticky]
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(label("plain", " ".join(sticky.text.split())), 1)
            keep = small(tr("Keep this"), lambda s=sticky, o=others: self._merge(s.id, o))
            keep.setEnabled(self._editor.is_editable)
            inside.addWidget(keep)
            yield row
        ids = _ids(cluster)
        buttons = QWidget()
        inside = QHBoxLayout(buttons)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(small(tr("Show"), lambda: self.showing.emit(ids)), 1)
        inside.addWidget(small(tr("Keep both"), lambda: self._leave(ids)), 1)
        yield buttons

    def _merge(self, kept: str, gone: list[str]) -> None:
        typing.finish(self._editor)
        for other in gone:
            try:
                inbox.merge(self._editor, kept, other)
            except BadInput as problem:
                self.told.emit(f"{problem.why}.")
        self.refresh()

    def _leave(self, ids: tuple[str, ...]) -> None:
        self._apart.add(ids)
        self.refresh()


def _ids(cluster: tuple[Sticky, ...]) -> tuple[str, ...]:
    return tuple(sticky.id for sticky in cluster)
