"""The board as a tree: lanes, in them stickies along the timeline, and last what is set aside."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from stormdesk.desktop.icons import kind_icon
from stormdesk.desktop.panels.form_sticky import TEXT as TEXT_FIELD
from stormdesk.desktop.spoken import one_line, spoken
from stormdesk.desktop.words import counted, tr
from stormdesk.editor import lanes
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette, label_of
from stormdesk.layout.pins import host_of, is_parked
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.sticky import Sticky

NO_LANE, PARKED = "lane:", "parked:"
"""Ids of the groups that are no record; they are there only while something stands in them."""

TEXT, COLUMN = 0, 1
_UNNAMED = (NO_LANE, PARKED)
_MOST_STEPS = 200
"""More changes than this are taken over at once instead of row by row."""

Index = QModelIndex | QPersistentModelIndex
Key = tuple[float, float, int, int, str]


class OutlineModel(QAbstractItemModel):
    """Follows the board when told which records changed; the rows that stay keep their places.

    It is empty until it is told to ``renew`` for the first time.
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self.palette = DEFAULT_PALETTE
        self._groups: list[str] = []
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._rows: dict[str, list[Key]] = {}
        self._places: dict[str, tuple[str, Key]] = {}

    def follow(self, ids: Iterable[str]) -> bool:
        """Take over what became of some records; return whether all rows were made anew."""
        changed = self._with_pins(ids)
        board = self._editor.board
        if len(changed) > _MOST_STEPS or not self._has_groups(board, changed):
            return self.renew()
        for record_id in changed:
            if record_id in self._groups:
                index = self.group_index(record_id)
                self.dataChanged.emit(index, index)
            self._move(board, record_id)
        emptied = any(not rows for group, rows in self._rows.items() if group in _UNNAMED)
        return self.renew() if emptied else False

    def renew(self) -> bool:
        """Make all rows anew."""
        self.beginResetModel()
        self._gather()
        self.endResetModel()
        return True

    def index_of(self, record_id: str, column: int = TEXT) -> QModelIndex:
        """Return the index of a sticky or a lane; an invalid one for anything else."""
        if record_id in self._groups:
            return self.group_index(record_id)
        place = self._places.get(record_id)
        if place is None:
            return QModelIndex()
        group, key = place
        row = bisect_left(self._rows[group], key)
        return self.createIndex(row, column, self._numbers[group] + 1)

    def group_index(self, group: str) -> QModelIndex:
        """Return the index of a lane, or of what is set aside."""
        return self.createIndex(self._groups.index(group), TEXT, 0)

    def record_id(self, index: Index) -> str:
        """Return the id of what a row stands for."""
        group = self._group_of(index)
        return self._groups[index.row()] if group is None else self._rows[group][index.row()][-1]

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the index of a row."""
        if not (0 <= row < self.rowCount(parent) and 0 <= column < self.columnCount()):
            return QModelIndex()
        if parent is None or not parent.isValid():
            return self.createIndex(row, column, 0)
        return self.createIndex(row, column, self._numbers[self._groups[parent.row()]] + 1)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # one of two in Qt
        """Return the lane that a sticky's row stands in."""
        group = self._group_of(index) if index.isValid() else None
        return QModelIndex() if group is None else self.group_index(group)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of groups, or of the stickies in one."""
        if parent is None or not parent.isValid():
            return len(self._groups)
        if parent.internalId() != 0 or parent.column() != TEXT:
            return 0
        return len(self._rows[self._groups[parent.row()]])

    def columnCount(self, parent: Index | None = None) -> int:
        """Return two: the text, and the column on the timeline."""
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_record = self.record_id(index) in self._editor.board.records
        if index.column() == TEXT and is_record and self._editor.is_editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks for of a row."""
        if not index.isValid():
            return None
        board, record_id = self._editor.board, self.record_id(index)
        sticky = board.stickies.get(record_id)
        if sticky is not None and index.column() == COLUMN:
            return _of_column(sticky, role)
        if sticky is not None:
            return _of_sticky(board, sticky, role, self.palette)
        if self._group_of(index) is not None or index.column() == COLUMN:
            return None
        return _of_group(board, record_id, len(self._rows[record_id]), role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Change a sticky's text or a lane's name as one step; nothing cannot be put there."""
        editor, record_id, text = self._editor, self.record_id(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not text or editor.document.open_edit is not None:
            return False
        sticky = editor.board.stickies.get(record_id)
        if sticky is None:
            lanes.rename_lane(editor, record_id, one_line(text)[:400])
        elif text != sticky.text:
            TEXT_FIELD.apply(editor, [sticky], text[:10_000])
        return True

    def _gather(self) -> None:
        board = self._editor.board
        self._places = {s.id: _place(board, s) for s in board.stickies.values()}
        self._rows = {lane.id: [] for lane in board.in_order(Context)}
        for group, key in self._places.values():
            self._rows.setdefault(group, []).append(key)
        for rows in self._rows.values():
            rows.sort()
        self._groups = sorted(self._rows, key=lambda group: (group != NO_LANE, group == PARKED))
        for group in self._groups:
            number = self._numbers.setdefault(group, len(self._numbers))
            self._names[number] = group

    def _has_groups(self, board: Board, ids: Iterable[str]) -> bool:
        """Tell whether the lanes are still the same, and those stickies stand in them."""
        named = [group for group in self._groups if group not in _UNNAMED]
        stickies = (board.stickies[i] for i in ids if i in board.stickies)
        return named == [lane.id for lane in board.in_order(Context)] and all(
            _place(board, sticky)[0] in self._rows for sticky in stickies
        )

    def _move(self, board: Board, sticky_id: str) -> None:
        sticky, old = board.stickies.get(sticky_id), self._places.get(sticky_id)
        new = _place(board, sticky) if sticky is not None else None
        if old == new:
            if old is not None:
                self.dataChanged.emit(self.index_of(sticky_id), self.index_of(sticky_id, COLUMN))
            return
        if old is None and new is not None:
            group, key = new
            row = bisect_left(self._rows[group], key)
            self.beginInsertRows(self.group_index(group), row, row)
            insort(self._rows[group], key)
            self._places[sticky_id] = new
            self.endInsertRows()
        elif old is not None and new is None:
            group, key = old
            row = bisect_left(self._rows[group], key)
            self.beginRemoveRows(self.group_index(group), row, row)
            del self._rows[group][row]
            del self._places[sticky_id]
            self.endRemoveRows()
        elif old is not None and new is not None:
            self._shift(sticky_id, old, new)

    def _shift(self, sticky_id: str, old: tuple[str, Key], new: tuple[str, Key]) -> None:
        source, target = self._rows[old[0]], self._rows[new[0]]
        row, place = bisect_left(source, old[1]), bisect_left(target, new[1])
        stays = source is target and place in (row, row + 1)
        if not stays:
            parents = self.group_index(old[0]), self.group_index(new[0])
            self.beginMoveRows(parents[0], row, row, parents[1], place)
        del source[row]
        insort(target, new[1])
        self._places[sticky_id] = new
        if not stays:
            self.endMoveRows()
        self.dataChanged.emit(self.index_of(sticky_id), self.index_of(sticky_id, COLUMN))

    def _group_of(self, index: Index) -> str | None:
        number = index.internalId()
        return self._names[number - 1] if number else None

    def _with_pins(self, ids: Iterable[str]) -> dict[str, None]:
        """Return the records with what is pinned on them, which goes along into other lanes."""
        changed = dict.fromkeys(ids)
        waiting = list(changed)
        while waiting:
            for pin in self._editor.board.pinned(waiting.pop()):
                if pin.id not in changed:
                    changed[pin.id] = None
                    waiting.append(pin.id)
        return changed


def _place(board: Board, sticky: Sticky) -> tuple[str, Key]:
    """Return in which group a sticky stands, and where: what is pinned right after its host."""
    host = host_of(board, sticky)
    group = PARKED if is_parked(board, sticky) else host.context or NO_LANE
    at = float("inf") if host.at is None else host.at
    depth = 0 if host is sticky else sticky.order + 1
    return group, (at, host.y or 0.0, host.order, depth, sticky.id)


def _of_sticky(board: Board, sticky: Sticky, role: int, palette: Palette) -> Any:
    roles = Qt.ItemDataRole
    match role:
        case roles.DisplayRole | roles.ToolTipRole:
            return one_line(sticky.text) or label_of(sticky.kind, board.profile)
        case roles.EditRole:
            return sticky.text
        case roles.DecorationRole:
            return kind_icon(sticky.kind, palette)
        case roles.FontRole:
            return _bold() if sticky.pivotal else None
        case roles.AccessibleTextRole:
            return spoken(board, sticky)
        case _:
            return None


def _of_column(sticky: Sticky, role: int) -> Any:
    roles = Qt.ItemDataRole
    if role == roles.DisplayRole and sticky.at is not None and not sticky.parked:
        return f"{sticky.at:g}"
    if role == roles.TextAlignmentRole:
        return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return None


def _of_group(board: Board, group: str, members: int, role: int) -> Any:
    roles = Qt.ItemDataRole
    lane = board.contexts.get(group)
    name = lane.name if lane is not None else tr("Set aside" if group == PARKED else "No lane")
    match role:
        case roles.DisplayRole | roles.EditRole:
            return name
        case roles.AccessibleTextRole:
            number = counted(members, "sticky", "stickies")
            return tr("Lane: {name}, {number}", name=name, number=number)
        case roles.FontRole:
            return _bold()
        case _:
            return None


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
