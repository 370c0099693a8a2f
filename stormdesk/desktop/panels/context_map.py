"""The panel that draws how the contexts of a board depend on one another, and lists it below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.panels.map_picture import MapPicture
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.editor import Editor
from stormdesk.late import resolved
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.map_plan import Pair
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context

if TYPE_CHECKING:
    from stormdesk.analysis.coupling import Coupling

COUPLINGS = "stormdesk.analysis.coupling:couplings"
"""Found when the panel is first shown: graphs would delay the start."""

_PAUSE = 300
_PAIR = Qt.ItemDataRole.UserRole


class ContextMap(QWidget):
    """Follows the board while it is shown; a click or Enter leads to what crosses."""

    revealing = Signal(str)

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._palette = palette
        self._task = Task(self)
        self._shown: Board | None = None
        self._couplings: dict[Pair, Coupling] = {}
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.refresh)
        self._summary = QLabel()
        self._summary.setProperty("role", "faint")
        self._summary.setWordWrap(True)
        self.picture = MapPicture()
        self.picture.use_palette(palette)
        self.picture.setAccessibleName(tr("Context map"))
        self.list = QListWidget()
        self.list.setObjectName("context-map")
        self.list.setAccessibleName(tr("Who feeds whom"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self._lay_out()
        self.picture.choosing.connect(self._go_to)
        self.picture.entering.connect(self.revealing)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(lambda item: self._go_to(item.data(_PAIR)))
        self.list.itemActivated.connect(lambda item: self._go_to(item.data(_PAIR)))
        editor.document.follow(self._follow)

    def use_palette(self, palette: Palette) -> None:
        """Draw in other colours from now on."""
        self._palette = palette
        self.picture.use_palette(palette)
        self._draw()

    def refresh(self) -> None:
        """Draw the board as it is now, if it is seen."""
        board = self._editor.board
        if self.isVisible() and board is not self._shown:
            self._task.run(
                lambda: resolved(COUPLINGS)(board),
                lambda found: self._take(board, found),
                lambda error: self._summary.setText(
                    tr("The map could not be drawn: {why}", why=error)
                ),
            )

    def close_task(self) -> None:
        """End the worker, and draw no more."""
        self._due.stop()
        self._task.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while nobody looked."""
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self.picture)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(scroll)
        parts.addWidget(self.list)
        parts.setHandleWidth(1)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 14, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._summary)
        layout.addWidget(parts, 1)

    def _take(self, board: Board, found: Sequence[Coupling]) -> None:
        self._shown = board
        self._couplings = {(each.upstream, each.downstream): each for each in found}
        self._draw()
        chosen = self.list.currentRow()
        self.list.clear()
        for pair, coupling in self._couplings.items():
            names = [board.contexts[context].name for context in pair]
            told = _told(coupling)
            item = QListWidgetItem(f"{names[0]} → {names[1]}\n{told}")
            item.setData(_PAIR, pair)
            spoken = tr("{one} feeds {other}: {how}", one=names[0], other=names[1], how=told)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(min(chosen, self.list.count() - 1))
        self._summary.setText(_summary(len(board.contexts), found))

    def _draw(self) -> None:
        board = self._shown
        if board is None:
            return
        arrangement = self._editor.wall.arrangement
        colours = {
            lane.context_id: colour
            for lane, colour in zip(
                arrangement.lanes, lane_colours(arrangement, self._palette), strict=True
            )
        }
        usual = self._palette.lanes[0]
        contexts = [(each, colours.get(each.id, usual)) for each in board.in_order(Context)]
        self.picture.show_map(contexts, list(self._couplings.values()))

    def _choose(self, item: QListWidgetItem | None) -> None:
        self.picture.choose(item.data(_PAIR) if item is not None else None)

    def _go_to(self, pair: Pair) -> None:
        """Lead to the first event that crosses, or to a flow, or to the context that feeds."""
        rows = (row for row in range(self.list.count()))
        row = next((r for r in rows if self.list.item(r).data(_PAIR) == pair), -1)
        self.list.setCurrentRow(row)
        coupling, board = self._couplings[pair], self._editor.board
        ids = (*coupling.events, *coupling.flows, coupling.upstream)
        there = next((i for i in ids if i in board.records), None)
        if there is not None:
            self.revealing.emit(there)

    def _follow(self, change: Change) -> None:
        if self.isVisible():
            self._due.start()


def _told(coupling: Coupling) -> str:
    events = counted(len(coupling.events), "event", "events")
    flows = counted(len(coupling.flows), "flow", "flows")
    pattern = (coupling.pattern or tr("no pattern told")).replace("-", " ")
    if not coupling.flows:
        return tr("{pattern}, but nothing crosses yet", pattern=pattern)
    return tr("{events} in {flows} · {pattern}", events=events, flows=flows, pattern=pattern)


def _summary(contexts: int, found: Sequence[Coupling]) -> str:
    if not contexts:
        return tr("No lanes yet. A lane is a context; add one to see what it depends on.")
    if not found:
        return tr("Nothing leads from one lane to another yet.")
    pairs = counted(len(found), "way between them", "ways between them")
    return f"{counted(contexts, 'context', 'contexts')} · {pairs}"
