"""A tree whose rows tell something in two lines: a head, and below it more of it in small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from stormdesk.desktop import look
from stormdesk.desktop.panels.finding_rows import set_text
from stormdesk.desktop.panels.told_signs import (
    DEED_PAD,
    Sign,
    deed_box,
    draw_chevron,
    draw_deed,
    draw_sign,
    head_font,
    small_font,
)
from stormdesk.desktop.tip import tip

_ROW = Qt.ItemDataRole.UserRole
_SAID = {
    "done": "met",
    "open": "not met",
    "box": "not ticked",
    "crossed": "no",
    "offered": "suggested",
}
_CHOSEN = QItemSelectionModel.SelectionFlag.ClearAndSelect
_NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate


@dataclass(frozen=True, slots=True)
class Row:
    """What a row tells; ``aside`` stands at its right, ``records`` are the ids it is about.

    ``id`` is unique in the tree. A box can be ticked; it is known by its ``sign``. ``deed`` names
    what can be done about the row, in place of what stands aside.
    """

    id: str
    head: str
    foot: str = ""
    aside: str = ""
    help: str = ""
    sign: Sign = ""
    records: tuple[str, ...] = ()
    deed: str = ""

    @property
    def is_box(self) -> bool:
        """Whether somebody can tick it."""
        return self.sign in ("box", "ticked", "crossed")


class ToldRows(QTreeWidget):
    """Groups of rows; what is folded and where the keyboard stands outlasts their renewal."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("told")
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_Told(self))

    def show_groups(self, groups: Sequence[tuple[Row, Sequence[Row]]], folded: set[str]) -> None:
        """Show groups of rows; ``folded`` are those groups that begin folded."""
        folded = self._folded() if self.topLevelItemCount() else folded
        current, scrolled = self.row(self.currentItem()), self.verticalScrollBar().value()
        chosen = _CHOSEN if self.selectedItems() else _NOTHING
        self.clear()
        for head, rows in groups:
            group = _item(head)
            self.addTopLevelItem(group)
            for row in rows:
                item = _item(row)
                group.addChild(item)
                if current is not None and row.id == current.id:
                    self.setCurrentItem(item, 0, chosen)
            group.setExpanded(head.id not in folded)
            if current is not None and head.id == current.id:
                self.setCurrentItem(group, 0, chosen)
        if self.currentItem() is None:
            # The keyboard begins somewhere, but nothing was chosen yet.
            self.setCurrentItem(self.topLevelItem(0), 0, _NOTHING)
        self.verticalScrollBar().setValue(scrolled)

    @staticmethod
    def row(item: QTreeWidgetItem | None) -> Row | None:
        """Return what a row tells."""
        return item.data(0, _ROW) if item is not None else None

    def item_of(self, row_id: str) -> QTreeWidgetItem | None:
        """Return the item of a row that is shown."""
        groups = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        items = [*groups, *(g.child(n) for g in groups for n in range(g.childCount()))]
        return next((i for i in items if (row := self.row(i)) and row.id == row_id), None)

    def is_on_sign(self, item: QTreeWidgetItem, x: float) -> bool:
        """Tell whether a place is over the sign of a row, where it is ticked."""
        row = self.row(item)
        return row is not None and row.is_box and x < _Told.margin + _Told.sign + 6

    def is_on_deed(self, item: QTreeWidgetItem, at: QPoint) -> bool:
        """Tell whether a place is over what can be done about a row."""
        row = self.row(item)
        where = (
            deed_box(self.visualItemRect(item), row.deed, self.font()) if row is not None else None
        )
        return where is not None and where.contains(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew: narrower ones are higher."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _folded(self) -> set[str]:
        groups = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        return {row.id for g in groups if not g.isExpanded() and (row := self.row(g))}


def _item(row: Row) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.head])
    item.setData(0, _ROW, row)
    item.setToolTip(0, tip(row.help))
    parts = (row.head, _SAID.get(row.sign, row.sign), row.aside, row.foot, row.help)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, "; ".join(filter(None, parts)))
    return item


class _Told(QStyledItemDelegate):
    """Draws a row: a sign, a head with something aside, and a foot; a group without a sign."""

    margin, sign = 10, 16
    _gap, _above = 2, 7

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row | None = index.data(_ROW)
        width = self._tree.viewport().width()
        if row is None:
            return super().sizeHint(option, index)
        head, foot = self._texts(row, option.font, width, is_group=not index.parent().isValid())
        height = head.boundingRect().height()
        if foot is not None:
            height += self._gap + foot.boundingRect().height()
        return QSize(width, ceil(height) + 2 * self._above)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row | None = index.data(_ROW)
        if row is None:
            return
        shades = look.shades_of(QGuiApplication.palette())
        is_group = not index.parent().isValid()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = option.state & QStyle.StateFlag.State_Selected
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.wash if is_current else shades.hover))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 7, 7)
        at = QPointF(option.rect.x() + self.margin, option.rect.y() + self._above)
        if is_group:
            is_open = bool(option.state & QStyle.StateFlag.State_Open)
            draw_chevron(painter, at + QPointF(3, 4), shades.faint, is_open=is_open)
        else:
            draw_sign(painter, QRectF(at.x(), at.y() + 1, 14, 14), row.sign, shades)
        left = self._indent(row, is_group=is_group)
        head, foot = self._texts(row, option.font, option.rect.width(), is_group=is_group)
        is_offered = row.sign == "offered"
        text = option.palette.color(QPalette.ColorRole.Text)
        painter.setPen(QColor(shades.faint) if is_offered else text)
        head.draw(painter, QPointF(option.rect.x() + left, at.y()))
        painter.setPen(QColor(shades.faint))
        if foot is not None:
            below = at.y() + head.boundingRect().height() + self._gap
            foot.draw(painter, QPointF(option.rect.x() + left, below))
        painter.setFont(small_font(option.font))
        button = deed_box(option.rect, row.deed, option.font)
        if button is not None:
            draw_deed(painter, button, row.deed, shades)
        where = option.rect.adjusted(0, self._above, -self.margin, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, row.aside)
        painter.restore()

    def _indent(self, row: Row, *, is_group: bool) -> int:
        return self.margin + (self.sign + 6 if is_group or row.sign else 0)

    def _texts(
        self, row: Row, font: QFont, width: int, *, is_group: bool
    ) -> tuple[QTextLayout, QTextLayout | None]:
        room = width - self._indent(row, is_group=is_group) - self.margin
        beside = QFontMetrics(small_font(font)).horizontalAdvance(row.aside or row.deed)
        aside = beside + (2 * DEED_PAD + 8 if row.deed else 10) if beside else 0
        head = set_text(row.head, head_font(font, is_group=is_group), max(40, room - aside))
        # Within a layout only this sign of Unicode's ends a line.
        foot = row.foot.replace("\n", "\u2028")
        return head, set_text(foot, small_font(font), room) if foot else None
