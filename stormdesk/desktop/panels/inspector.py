"""The panel that shows what is selected, and changes it field by field."""

from __future__ import annotations

from contextlib import suppress

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.icons import icon, kind_icon
from stormdesk.desktop.panels.entries import AreaEntry, LineEntry
from stormdesk.desktop.panels.field_row import FieldRow
from stormdesk.desktop.panels.fields import fields_of
from stormdesk.desktop.words import counted, tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette, label_of
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.problem import explain
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_MOST = 2_000
"""With more selected than this, fields would cost more than anybody gains from them."""


class Inspector(QScrollArea):
    """Shows the selected records, or the board itself where nothing is selected."""

    revealing = Signal(str)
    typed = Signal()

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._palette = palette
        self._rows: list[FieldRow] = []
        self._shape: object = None
        self._ids: tuple[str, ...] = ()
        self._selection: frozenset[str] = frozenset()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.refresh)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Inspector"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        editor.watch(self._watch)
        editor.document.follow(self._follow)
        self.refresh()

    @property
    def rows(self) -> dict[str, FieldRow]:
        """The rows that are shown, by the name of their field."""
        return {row.field.name: row for row in self._rows}

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        self._palette = palette
        self._shape = None
        self.refresh()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that the board does not hold yet."""
        return any(row.entry.is_dirty for row in self._rows)

    def draft(self) -> list[Record]:
        """Return the records as they would be if what is being typed were taken now."""
        board = self._editor.board
        records = {i: board.records[i] for i in self._ids if i in board.records}
        found: dict[str, Record] = {}
        for row in self._rows:
            if records and row.entry.is_dirty:
                given = [found.get(i, record) for i, record in records.items()]
                # What cannot be taken yet, such as half a colour, cannot be kept either.
                with suppress(ValueError):
                    changed = row.field.revise(board, given, row.field.name, row.entry.value())
                    found |= {record.id: record for record in changed}
        return list(found.values())

    def flush(self) -> None:
        """Commit what somebody is still changing."""
        for row in self._rows:
            if row.entry.is_dirty:
                row.entry.commit()

    def refresh(self) -> None:
        """Show the selected records as they are now."""
        board = self._editor.board
        records = self._records()
        ids = tuple(record.id for record in records)
        is_other = ids != self._ids
        if is_other and self.is_dirty:
            self.flush()
            board = self._editor.board
            records = self._records()
        self._selection, self._ids = self._editor.selection, ids
        shape = _shape(board, records, self._editor.is_editable)
        if shape != self._shape:
            self._shape = shape
            self._build(board, records)
        for row in self._rows:
            row.show_records(board, records, afresh=is_other)

    def _records(self) -> list[Record]:
        editor = self._editor
        if len(editor.selection) > _MOST:
            return []
        found = [editor.board.records[i] for i in sorted(editor.selection)]
        stickies = [record for record in found if isinstance(record, Sticky)]
        # Flows selected along with stickies share nothing with them.
        return [*stickies] if stickies else found or [editor.board.profile]

    def _build(self, board: Board, records: list[Record]) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(18, 16, 18, 20)
        layout.setSpacing(14)
        layout.addLayout(_heading(board, records, len(self._editor.selection), self._palette))
        if len(records) == 1 and isinstance(records[0], Flow):
            layout.addLayout(self._ends(board, records[0]))
        self._rows = [FieldRow(field, board) for field in fields_of(records)]
        for row in self._rows:
            row.entry.setEnabled(self._editor.is_editable)
            row.entry.committed.connect(lambda row=row: self._commit(row))
            row.entry.entered.connect(lambda row=row: self._enter(row))
            if isinstance(row.entry, LineEntry | AreaEntry):
                row.entry.typed.connect(self.typed)
            layout.addWidget(row)
        layout.addStretch(1)
        old = self.takeWidget()
        self.setWidget(content)
        if old is not None:
            old.deleteLater()

    def _ends(self, board: Board, flow: Flow) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        for label, end in ((tr("From"), flow.source), (tr("To"), flow.target)):
            sticky = board.stickies[end]
            text = sticky.text.replace("\n", " ") or label_of(sticky.kind, board.profile)
            button = QPushButton(kind_icon(sticky.kind, self._palette), text)
            button.setProperty("link", True)
            button.setAccessibleName(f"{label} {text}")
            button.clicked.connect(lambda _=False, end=end: self.revealing.emit(end))
            title = QLabel(label)
            title.setProperty("role", "field")
            form.addRow(title, button)
        return form

    def _enter(self, row: FieldRow) -> None:
        if isinstance(self._editor.tool, typing.Type):
            # Ending the text gives the keyboard back to the canvas, but somebody came here.
            typing.finish(self._editor)
            QTimer.singleShot(0, row.entry.setFocus)

    def _commit(self, row: FieldRow) -> None:
        typing.finish(self._editor)
        board = self._editor.board
        records = [board.records[i] for i in self._ids if i in board.records]
        if not records or not self._editor.is_editable or self._editor.document.open_edit:
            return
        try:
            row.field.apply(self._editor, records, row.entry.value())
        except ValidationError as error:
            row.show_wrong(explain(error, (row.field.name,)))
            return
        except ValueError as error:
            row.show_wrong(str(error))
            return
        row.show_wrong("")
        row.entry.show_value(row.entry.value())
        self._due.start()

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self._editor.selection is not self._selection:
            self._due.start()

    def _follow(self, change: Change) -> None:
        if any(record_id in change.pairs for record_id in self._ids) or any(
            isinstance(either, Context | Profile) for _, *pair in change for either in pair
        ):
            self._due.start()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # named by Qt
        """Walk on, and bring the field that the keyboard reaches into view."""
        moved = super().focusNextPrevChild(next)
        focus = QApplication.focusWidget()
        if moved and focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus)
        return moved


def _shape(board: Board, records: list[Record], is_editable: bool) -> object:
    """Return what the form has to be built anew for when it differs."""
    kinds = frozenset(record.kind for record in records if isinstance(record, Sticky))
    ids = () if all(isinstance(r, Sticky) for r in records) else tuple(r.id for r in records)
    lanes = tuple((lane.id, lane.name) for lane in board.in_order(Context))
    labels = tuple(board.profile.labels.items())
    return (tuple({type(r) for r in records}), kinds, len(records), ids, lanes, labels, is_editable)


def _heading(board: Board, records: list[Record], selected: int, palette: Palette) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(10)
    picture, text = _title(board, records, selected, palette)
    if picture is not None:
        sign = QLabel()
        sign.setPixmap(picture.pixmap(24, 24))
        layout.addWidget(sign)
    title = QLabel(text)
    title.setProperty("role", "title")
    layout.addWidget(title, 1)
    return layout


def _title(
    board: Board, records: list[Record], selected: int, palette: Palette
) -> tuple[QIcon | None, str]:
    kinds = {record.kind for record in records if isinstance(record, Sticky)}
    if len(kinds) == 1:
        kind = kinds.pop()
        name = label_of(kind, board.profile)
        picture = kind_icon(kind, palette)
        return picture, name if len(records) == 1 else f"{len(records)} × {name}"
    if kinds:
        return None, counted(len(records), "sticky", "stickies")
    match records:
        case [Flow()]:
            return icon("redo"), tr("Flow")
        case [Context()]:
            return icon("lane"), tr("Lane")
        case [Area()]:
            return icon("lasso"), tr("Area")
        case [Profile()]:
            return icon("board"), tr("Board")
        case _:
            return None, tr("{n} selected", n=selected)
