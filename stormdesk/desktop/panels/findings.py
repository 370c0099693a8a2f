"""The panel of what the rules find on the board, which leads to the stickies concerned."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stormdesk.analysis.finding import Finding, Level
from stormdesk.desktop import look
from stormdesk.desktop.icons import icon
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.document.document import Document
from stormdesk.exchange.format import resolved
from stormdesk.model.board import Change

CHECK = "stormdesk.analysis.findings:check"
"""Found when it is first needed: the rules and their word lists would delay the start."""

_PAUSE = 600
_MOST = 1_000
_FINDING = Qt.ItemDataRole.UserRole


class Findings(QWidget):
    """Checks the board in a worker whenever it rests; a click reveals what a finding is about."""

    counted = Signal(int)
    revealing = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._task = Task(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.check)
        self._summary = QLabel(tr("Looking the board over…"))
        self._summary.setProperty("role", "faint")
        self._summary.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("findings")
        self.list.setAccessibleName(tr("Findings"))
        self.list.setItemDelegate(_Card(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        # Only a list that wraps lays its rows out anew when it gets wider or narrower.
        self.list.setWordWrap(True)
        self.list.setMouseTracking(True)
        self.list.setSpacing(3)
        self.list.itemClicked.connect(self._reveal)
        self.list.itemActivated.connect(self._reveal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 14, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._summary)
        layout.addWidget(self.list, 1)
        document.follow(self._follow)
        self._pause.start()

    def close_task(self) -> None:
        """End the worker, and look no more."""
        self._pause.stop()
        self._task.close()

    def check(self) -> None:
        """Look the board over as it is now."""
        board = self._document.board
        self._task.run(lambda: list(resolved(CHECK)(board)), self.show_findings, self._tell)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List findings by how much they matter."""
        row = self.list.currentRow()
        self.list.clear()
        for finding in sorted(findings, key=lambda each: each.level.rank)[:_MOST]:
            item = QListWidgetItem(finding.message)
            item.setData(_FINDING, finding)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{finding.level}: {finding.message} {finding.remedy}",
            )
            item.setToolTip(finding.rule)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._summary.setText(_summary(findings))
        self.counted.emit(len(findings))

    def _tell(self, error: Exception) -> None:
        self._summary.setText(tr("The board could not be looked over: {why}", why=error))

    def _reveal(self, item: QListWidgetItem) -> None:
        finding: Finding = item.data(_FINDING)
        there = [i for i in finding.records if i in self._document.board.records]
        if there:
            self.revealing.emit(there[0])

    def _follow(self, change: Change) -> None:
        self._pause.start()


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return tr("Nothing to mend. Every rule of this level is kept.")
    nouns = {
        Level.ERROR: ("error", "errors"),
        Level.WARNING: ("warning", "warnings"),
        Level.ADVICE: ("piece of advice", "pieces of advice"),
    }
    numbers = {level: sum(f.level is level for f in findings) for level in Level}
    return " · ".join(counted(n, *nouns[level]) for level, n in numbers.items() if n)


def set_text(text: str, font: QFont, width: float) -> QTextLayout:
    """Return a text set in lines of a width, in pixels; a word too long for a line is broken."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    bottom = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, bottom))
        bottom += line.height()
    layout.endLayout()
    return layout


class _Card(QStyledItemDelegate):
    """Draws a finding: its level's sign, what is wrong, and what to do."""

    _margin, _sign, _gap = 10, 18, 3

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        finding: Finding = index.data(_FINDING)
        view = self.parent()
        width = 300
        if isinstance(view, QListWidget):
            width = view.viewport().width() - 2 * view.spacing()
        text = width - self._sign - 3 * self._margin
        message = set_text(_sentence(finding.message), self._bold(option.font), text)
        remedy = set_text(_sentence(finding.remedy), self._small(option.font), text)
        height = message.boundingRect().height() + self._gap + remedy.boundingRect().height()
        return QSize(width, ceil(height) + 2 * self._margin)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        finding: Finding = index.data(_FINDING)
        # The list's own palette knows no ground: the style sheet lets the panel shine through.
        shades = look.shades_of(QGuiApplication.palette())
        colours = {
            Level.ERROR: shades.error,
            Level.WARNING: shades.warning,
            Level.ADVICE: shades.advice,
        }
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hot = option.state & QStyle.StateFlag.State_MouseOver
        is_current = option.state & QStyle.StateFlag.State_Selected
        if is_current or is_hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.wash if is_current else shades.hover))
            painter.drawRoundedRect(option.rect, 8, 8)
        inner = option.rect.adjusted(self._margin, self._margin, -self._margin, -self._margin)
        sign = icon(finding.level.value, colours[finding.level])
        sign.paint(painter, inner.x(), inner.y(), self._sign, self._sign)
        text = QPointF(inner.x() + self._sign + self._margin, inner.y())
        width = inner.width() - self._sign - self._margin
        message = set_text(_sentence(finding.message), self._bold(option.font), width)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        message.draw(painter, text)
        remedy = set_text(_sentence(finding.remedy), self._small(option.font), width)
        painter.setPen(QColor(shades.faint))
        remedy.draw(painter, text + QPointF(0, message.boundingRect().height() + self._gap))
        painter.restore()

    @staticmethod
    def _bold(font: QFont) -> QFont:
        result = QFont(font)
        result.setPixelSize(13)
        result.setWeight(QFont.Weight.Medium)
        return result

    @staticmethod
    def _small(font: QFont) -> QFont:
        result = QFont(font)
        result.setPixelSize(12)
        return result
