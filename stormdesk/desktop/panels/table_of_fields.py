"""The lines of a fields table: typed one after the other, moved by keys or by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from stormdesk.desktop.icons import faint_icon
from stormdesk.desktop.look import shades_of
from stormdesk.desktop.panels.field_row import FieldRow
from stormdesk.desktop.panels.form_parts import Line
from stormdesk.desktop.panels.marking import mark
from stormdesk.desktop.words import tr
from stormdesk.model.board import Board
from stormdesk.model.record import Record

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineRow(FieldRow):
    """One field as a line; Enter goes to the next, Alt+Up and Alt+Down move it, Alt+Enter opens."""

    passed = Signal()
    turned = Signal()
    moved = Signal(int)
    going = Signal(int)

    def __init__(self, line: Line, board: Board, records: Sequence[Record]) -> None:
        self.line = line
        super().__init__(line.field, board, records)
        self.entry.installEventFilter(self)

    @property
    def index(self) -> int:
        """The place of the field among the others."""
        return int(self.field.path[-1])

    def sibling(self, index: int) -> str:
        """Return the name of another line of the same table."""
        return ".".join(str(step) for step in (*self.field.path[:-1], index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that the line itself does not need."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            # With Alt they would go to a neighbour on the board.
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key, is_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in _RETURN:
            if is_alt and not self.line.is_last:
                self.turned.emit()
            elif not is_alt:
                self.passed.emit()
            return True
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step is None:
            return False
        if not is_alt:
            self.going.emit(self.index + step)
        elif not self.line.is_last:
            self.moved.emit(self.index + step)
        return True

    def _lay_out(self, layout: QVBoxLayout) -> None:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.setContentsMargins(0, 0, 0, 0)
        grip, details = Grip(self), self._detail_button()
        for each in (grip, details):
            # The empty line is as wide as the others.
            policy = each.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            each.setSizePolicy(policy)
            if self.line.is_last:
                each.hide()
        line.addWidget(grip)
        line.addWidget(self.entry, 1)
        line.addWidget(details)
        layout.addLayout(line)
        self.entry.setToolTip(
            tr("Name and type; ? after it: not required. Alt+Up and Alt+Down move the field,")
            + " "
            + tr("Alt+Enter shows its details, an empty line removes it.")
        )

    def _detail_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(faint_icon("chevron" if self.line.is_open else "chevron-right"))
        button.setToolTip(tr("Details (Alt+Enter)"))
        button.setAccessibleName(tr("Details of {field}", field=self.field.label))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.turned)
        return button


class Grip(QWidget):
    """What a line is dragged by."""

    def __init__(self, row: LineRow) -> None:
        super().__init__(row)
        self._row = row
        self._target: LineRow | None = None
        self.setFixedWidth(14)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tr("Drag to another place"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._target = self._row
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where it would go."""
        self._mark(self._under(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the line down."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        target = self._under(event)
        self._mark(None)
        if target is not None and target is not self._row:
            self._row.moved.emit(target.index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint six dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(shades_of(self.palette()).hot_edge), 2.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = self.height() / 2
        painter.drawPoints([QPointF(x, middle + y) for x in (4, 9) for y in (-5, 0, 5)])

    def _under(self, event: QMouseEvent) -> LineRow | None:
        y = event.globalPosition().y()
        parent = self._row.parentWidget()
        rows = [row for row in parent.findChildren(LineRow) if not row.line.is_last]
        same = [row for row in rows if row.field.path[:-1] == self._row.field.path[:-1]]
        return min(same, key=lambda row: abs(_middle(row) - y), default=None)

    def _mark(self, target: LineRow | None) -> None:
        for row, is_marked in ((self._target, False), (target, True)):
            if row is not None:
                mark(row.entry, "target", is_marked and row is not self._row)
        self._target = target


def _is_ours(event: QKeyEvent) -> bool:
    with_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return with_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, *_RETURN)


def _middle(row: QWidget) -> float:
    return row.mapToGlobal(row.rect().center()).y()
