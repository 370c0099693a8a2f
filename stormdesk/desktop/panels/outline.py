"""The panel that shows the board as a tree, in step with what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop import look
from stormdesk.desktop.panels.outline_model import COLUMN, TEXT, OutlineModel
from stormdesk.desktop.words import tr
from stormdesk.editor import stickies, typing
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import Palette
from stormdesk.model.board import Change

_PAUSE = 40
_ROW = 30
_WIDTH = 52


class Outline(QWidget):
    """Lanes and their stickies along the timeline; what is chosen here is selected on the board.

    While it is hidden it only notes what changed, and catches up when it is shown.
    """

    revealing = Signal(str)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.model = OutlineModel(editor)
        self.tree = _Tree(editor)
        self.tree.setModel(self.model)
        self.tree.dress()
        self._changed: set[str] = set()
        self._selection: frozenset[str] | None = None
        self._is_following = False
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.catch_up)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._due.start())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 4, 8)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        editor.watch(self._watch)
        editor.document.follow(self._follow)

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        self.model.palette = palette
        self.tree.viewport().update()

    def catch_up(self) -> None:
        """Show what changed since, and what is selected; not in the midst of a drag."""
        editor = self._editor
        if not self.isVisible():
            return
        is_typing = isinstance(editor.tool, typing.Type)
        if editor.document.open_edit is not None and not is_typing:
            self._due.start()
            return
        if not self.model.rowCount() and editor.board.records:
            self.model.renew()
            self._changed.clear()
            self.tree.expandAll()
        elif self._changed:
            changed, self._changed = self._changed, set()
            self._take_over(changed)
        if self._selection != editor.selection:
            self._show_selection()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the panel was hidden."""
        super().showEvent(event)
        self._due.start(0)

    def _take_over(self, changed: set[str]) -> None:
        folded = [i for i in self._lanes() if not self.tree.isExpanded(i)]
        ids = [self.model.record_id(i) for i in folded]
        bar = self.tree.verticalScrollBar()
        at = bar.value()
        self._is_following = True
        if self.model.follow(changed):
            self.tree.expandAll()
            for index in (self.model.index_of(i) for i in ids):
                if index.isValid():
                    self.tree.collapse(index)
            bar.setValue(at)
        self._selection = None
        self._is_following = False

    def _lanes(self) -> Iterable[QModelIndex]:
        return (self.model.index(row, TEXT) for row in range(self.model.rowCount()))

    def _show_selection(self) -> None:
        """Select the rows of what is selected on the board, in runs of neighbours."""
        self._selection = self._editor.selection
        found = [i for i in map(self.model.index_of, self._selection) if i.isValid()]
        chosen, model = QItemSelection(), self.tree.selectionModel()
        for first, last in _runs(found):
            chosen.select(first, last.siblingAtColumn(COLUMN))
        self._is_following = True
        flags = QItemSelectionModel.SelectionFlag
        model.select(chosen, flags.ClearAndSelect)
        if found and model.currentIndex().siblingAtColumn(TEXT) not in found:
            model.setCurrentIndex(found[0], flags.NoUpdate)
        if len(found) == 1:
            self.tree.scrollTo(found[0], QAbstractItemView.ScrollHint.EnsureVisible)
        self._is_following = False

    def _choose(self) -> None:
        """Select on the board what somebody chose here."""
        if self._is_following:
            return
        typing.finish(self._editor)
        rows = self.tree.selectionModel().selectedRows(TEXT)
        ids = [self.model.record_id(row) for row in rows]
        self._editor.select(ids)
        self._selection = self._editor.selection
        if len(ids) == 1 and ids[0] in self._editor.board.records:
            self.revealing.emit(ids[0])

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self._editor.selection is not self._selection:
            self._due.start()

    def _follow(self, change: Change) -> None:
        self._changed.update(i for i in change.pairs if not i.startswith("flow:"))
        if not self._due.isActive():
            self._due.start()


class _Tree(QTreeView):
    """The tree itself: Enter opens the text of a row, Del removes what is selected."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self.setObjectName("outline")
        self.setAccessibleName(tr("Outline of the board"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(14)
        self.setIconSize(QSize(20, 20))
        self.setItemDelegate(_Row(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def dress(self) -> None:
        """Share the width between text and column; possible only once there is a model."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_WIDTH)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COLUMN, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(COLUMN, _WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Del; everything else is the tree's."""
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_editing:
            self.edit(self.currentIndex().siblingAtColumn(TEXT))
        elif event.key() == Qt.Key.Key_Delete and self._editor.is_editable and not is_editing:
            typing.finish(self._editor)
            stickies.remove_selected(self._editor)
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    """Gives rows room, and the column the faint ink."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        shades = look.shades_of(QGuiApplication.palette())
        ink = QColor(shades.faint if index.column() == COLUMN else shades.ink)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, ink)


def _runs(indexes: Iterable[QModelIndex]) -> Iterable[tuple[QModelIndex, QModelIndex]]:
    """Yield first and last of each run of neighbouring rows."""
    ordered = sorted(indexes, key=lambda i: (i.internalId(), i.row()))
    start = 0
    for place, (one, other) in enumerate(pairwise(ordered), 1):
        if one.internalId() != other.internalId() or other.row() != one.row() + 1:
            yield ordered[start], ordered[place - 1]
            start = place
    if ordered:
        yield ordered[start], ordered[-1]
