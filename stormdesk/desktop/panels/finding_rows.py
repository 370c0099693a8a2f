"""The rows of the findings: cards, headings of subjects, and what folds and unfolds the rest."""

from __future__ import annotations

from collections.abc import Container, Iterable
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
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
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stormdesk.analysis.finding import Finding, Level
from stormdesk.desktop import look
from stormdesk.desktop.icons import icon
from stormdesk.desktop.words import tr
from stormdesk.editor.advice import Told
from stormdesk.model.session import Suppressed

Remark = Finding | Suppressed
_TOLD = Qt.ItemDataRole.UserRole
_FOLD = Qt.ItemDataRole.UserRole + 1
_FOOT = Qt.ItemDataRole.UserRole + 2


class Fold(StrEnum):
    """What a row folds: the findings after the first few, or those that were accepted."""

    REST = "rest"
    ACCEPTED = "accepted"


class FindingRows(QListWidget):
    """Rows that each tell a finding, name a group of them, or fold one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setItemDelegate(_Card(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        # Only a list that wraps lays its rows out anew when it gets wider or narrower.
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setSpacing(3)

    def fill(
        self, told: Told, accepted: Iterable[tuple[Suppressed, str]], unfolded: Container[Fold]
    ) -> None:
        """Show these findings and those that were accepted; the current one stays current.

        What was accepted comes with what it is about, for its reason alone does not tell.
        """
        current, row = self.told, self.currentRow()
        accepted = list(accepted)
        self.clear()
        for finding in told.best:
            self._add_card(finding, finding.remedy)
        more = sum(len(group) for _, group in told.rest)
        if self._add_fold(Fold.REST, tr("{count} more", count=f"{more:,}"), more, unfolded):
            for subject, group in told.rest:
                self._add_heading(f"{subject.replace('-', ' ').capitalize()}  {len(group)}")
                for finding in group:
                    self._add_card(finding, finding.remedy)
        text = tr("{count} accepted", count=f"{len(accepted):,}")
        if self._add_fold(Fold.ACCEPTED, text, len(accepted), unfolded):
            for suppressed, about in accepted:
                rule = suppressed.rule.replace("-", " ")
                self._add_card(suppressed, f"{rule} · {about}" if about else rule)
        there = self.row_of(current)
        self.setCurrentRow(there if there >= 0 else min(row, self.count() - 1))

    def _add_card(self, told: Remark, foot: str) -> None:
        item = QListWidgetItem(_sentence(_head(told)))
        item.setData(_TOLD, told)
        item.setData(_FOOT, _sentence(foot))
        level = told.level.value if isinstance(told, Finding) else Fold.ACCEPTED.value
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{level}: {_head(told)} {foot}")
        item.setToolTip(told.rule)
        self.addItem(item)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add_fold(self, fold: Fold, text: str, number: int, unfolded: Container[Fold]) -> bool:
        """Add the row that folds or unfolds a number of others; tell whether they follow."""
        if not number:
            return False
        is_open = fold in unfolded
        item = QListWidgetItem(icon("chevron" if is_open else "chevron-right"), text)
        item.setData(_FOLD, fold)
        self.addItem(item)
        return is_open

    @property
    def told(self) -> Remark | None:
        """The finding in the current row."""
        return told_in(self.currentItem())

    def row_of(self, told: Remark | None) -> int:
        """Return the row of a finding, -1 where it is not shown."""
        rows = range(self.count())
        return next((n for n in rows if told is not None and told_in(self.item(n)) == told), -1)


def told_in(item: QListWidgetItem | None) -> Remark | None:
    """Return the finding that a row tells."""
    return item.data(_TOLD) if item is not None else None


def fold_in(item: QListWidgetItem) -> Fold | None:
    """Return what a row folds."""
    return item.data(_FOLD)


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


def _head(told: Remark) -> str:
    return told.message if isinstance(told, Finding) else told.reason or told.rule


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


class _Card(QStyledItemDelegate):
    """Draws a finding: its level's sign, what is wrong, and what to do; other rows as one line."""

    _margin, _sign, _gap, _line = 10, 18, 3, 30

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        told: Remark | None = index.data(_TOLD)
        view = self.parent()
        width = 300
        if isinstance(view, QListWidget):
            width = view.viewport().width() - 2 * view.spacing()
        if told is None:
            return QSize(width, self._line)
        text = width - self._sign - 3 * self._margin
        head = set_text(_sentence(_head(told)), self._bold(option.font), text)
        foot = set_text(index.data(_FOOT), self._small(option.font), text)
        height = head.boundingRect().height() + self._gap + foot.boundingRect().height()
        return QSize(width, ceil(height) + 2 * self._margin)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        # The list's own palette knows no ground: the style sheet lets the panel shine through.
        shades = look.shades_of(QGuiApplication.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hot = option.state & QStyle.StateFlag.State_MouseOver
        is_current = option.state & QStyle.StateFlag.State_Selected
        is_row = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if is_row and (is_current or is_hot):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.wash if is_current else shades.hover))
            painter.drawRoundedRect(option.rect, 8, 8)
        told: Remark | None = index.data(_TOLD)
        if told is None:
            self._paint_line(painter, option, index, shades)
        else:
            self._paint_told(painter, option, told, index.data(_FOOT), shades)
        painter.restore()

    def _paint_line(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        shades: look.Shades,
    ) -> None:
        inner = option.rect.adjusted(self._margin, 0, -self._margin, 0)
        font = self._small(option.font)
        fold: Fold | None = index.data(_FOLD)
        if fold is not None:
            chevron = index.data(Qt.ItemDataRole.DecorationRole)
            chevron.paint(painter, inner.x(), inner.y(), self._sign, inner.height())
            inner.setLeft(inner.left() + self._sign + self._margin)
        else:
            font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(QColor(shades.accent if fold is not None else shades.faint))
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_told(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        told: Remark,
        foot_text: str,
        shades: look.Shades,
    ) -> None:
        colours = {
            Level.ERROR: shades.error,
            Level.WARNING: shades.warning,
            Level.ADVICE: shades.advice,
        }
        inner = option.rect.adjusted(self._margin, self._margin, -self._margin, -self._margin)
        if isinstance(told, Finding):
            sign = icon(told.level.value, colours[told.level])
        else:
            sign = icon("done", shades.faint)
        sign.paint(painter, inner.x(), inner.y(), self._sign, self._sign)
        text = QPointF(inner.x() + self._sign + self._margin, inner.y())
        width = inner.width() - self._sign - self._margin
        head = set_text(_sentence(_head(told)), self._bold(option.font), width)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        head.draw(painter, text)
        foot = set_text(foot_text, self._small(option.font), width)
        painter.setPen(QColor(shades.faint))
        foot.draw(painter, text + QPointF(0, head.boundingRect().height() + self._gap))

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
