"""A form on the screen: its parts as widgets, and what a person does to them as signals."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from stormdesk.desktop.panels.field_row import FieldRow
from stormdesk.desktop.panels.form_parts import (
    Ask,
    Fold,
    Line,
    Link,
    Note,
    Offer,
    Part,
    Row,
    Verdict,
    is_inner,
)
from stormdesk.desktop.panels.form_pieces import (
    FoldHead,
    OfferButton,
    ask_button,
    link_button,
    note_label,
)
from stormdesk.desktop.panels.table_of_fields import LineRow
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry
from stormdesk.desktop.panels.verdict_box import VerdictBox
from stormdesk.model.board import Board
from stormdesk.model.record import Record

_INNER = 18
"""How much further in stands what belongs to an item of a list."""


class Form(QWidget):
    """The widgets of some parts; ``stops`` are those that take the keyboard, by name."""

    committed = Signal(object)
    entered = Signal(object)
    typed = Signal()
    turned = Signal(str)
    chosen = Signal(object)
    removed = Signal(object)
    linked = Signal(str)
    asked = Signal(str, str)
    passed = Signal(object)
    moved = Signal(object, int)

    def __init__(
        self,
        head: QLayout,
        parts: Sequence[Part],
        board: Board,
        records: Sequence[Record],
        *,
        is_editable: bool,
    ) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self.stops: dict[str, QWidget] = {}
        self.verdict: tuple[VerdictBox | None, str] = (None, "")
        self._board, self._records, self._is_editable = board, records, is_editable
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(18, 16, 18, 20)
        self._layout.setSpacing(12)
        self._layout.addLayout(head)
        before: Part | None = None
        for part in parts:
            widget = self._widget(part)
            if widget is None:
                continue
            if isinstance(part, Line | Link) and type(part) is type(before):
                # The lines of a table stand closer than fields of their own.
                self._layout.addSpacing(-8)
            if is_inner(part):
                line = QHBoxLayout()
                line.addSpacing(_INNER)
                line.addWidget(widget)
                self._layout.addLayout(line)
            else:
                self._layout.addWidget(widget)
            before = part
        self._layout.addStretch(1)

    @property
    def stop(self) -> str:
        """The name of what has the keyboard; empty where nothing here has."""
        focus = QApplication.focusWidget()
        return next(
            (n for n, w in self.stops.items() if focus and (w is focus or w.isAncestorOf(focus))),
            "",
        )

    def take_over(self, old: Form) -> None:
        """Hold what was being typed in the form that this one replaces."""
        for name, row in self.rows.items():
            if name in old.rows:
                row.take_over(old.rows[name])

    def draft(self, board: Board, records: Sequence[Record]) -> list[Record]:
        """Return the records as they would be if what is being typed were taken now."""
        found: dict[str, Record] = {}
        for row in self.rows.values():
            if records and row.entry.is_dirty:
                given = [found.get(record.id, record) for record in records]
                # What cannot be taken yet, such as half a colour, cannot be kept either.
                with suppress(ValueError):
                    changed = row.field.revision(board, given, row.entry.value())
                    found |= {record.id: record for record in changed}
        return list(found.values())

    def add_last(self, widget: QWidget) -> None:
        """Put something below everything else."""
        self._layout.insertWidget(self._layout.count() - 1, widget)

    def silence(self) -> None:
        """Say nothing any more: another form has taken over."""
        for row in self.rows.values():
            row.entry.blockSignals(True)

    def focus_on(self, name: str) -> QWidget | None:
        """Give the keyboard to a stop, or to the first under the heading of that name."""
        names = iter(self.stops)
        under = next(names, "") if f"fold:{name}" in names else ""
        stop = self.stops.get(name) or self.stops.get(under)
        if stop is not None:
            stop.setFocus()
        return stop

    def _widget(self, part: Part) -> QWidget | None:
        match part:
            case Row():
                row = self._row(FieldRow(part.field, self._board, self._records))
                row.entry.setEnabled(self._is_editable and not part.is_fixed)
                return row
            case Line():
                return self._line(LineRow(part, self._board, self._records))
            case Fold():
                return self._fold(part)
            case Offer():
                return self._offer(part) if self._is_editable else None
            case Link():
                button = link_button(part)
                button.clicked.connect(lambda: self.linked.emit(part.record_id))
                self.stops[f"link:{part.record_id}"] = button
                return button
            case Note():
                return note_label(part.text)
            case Verdict():
                box = VerdictBox()
                self.verdict = (box, part.sticky_id)
                return box
            case Ask():
                return self._ask(part) if self._is_editable else None

    def _row(self, row: FieldRow) -> FieldRow:
        row.entry.setEnabled(self._is_editable)
        row.entry.committed.connect(lambda: self.committed.emit(row))
        row.entry.entered.connect(lambda: self.entered.emit(row))
        if isinstance(row.entry, LineEntry | AreaEntry):
            row.entry.typed.connect(self.typed)
        self.rows[row.field.name] = row
        self.stops[row.field.name] = row.entry
        return row

    def _line(self, row: LineRow) -> FieldRow:
        row.passed.connect(lambda: self.passed.emit(row))
        row.moved.connect(lambda to: self.moved.emit(row, to))
        row.turned.connect(lambda: self.turned.emit(row.field.name))
        row.going.connect(lambda to: self.focus_on(row.sibling(to)))
        return self._row(row)

    def _fold(self, fold: Fold) -> QWidget:
        head = FoldHead(fold, is_editable=self._is_editable)
        head.turned.connect(lambda: self.turned.emit(fold.name))
        head.removed.connect(lambda: self.removed.emit(fold))
        self.stops[f"fold:{fold.name}"] = head
        return head

    def _ask(self, ask: Ask) -> QWidget:
        button = ask_button(ask)
        button.clicked.connect(lambda: self.asked.emit(ask.name, ask.record_id))
        self.stops[f"ask:{ask.name}"] = button
        return button

    def _offer(self, offer: Offer) -> QWidget:
        button = OfferButton(offer)
        button.chosen.connect(self.chosen)
        first = offer.choices[0].name.rpartition(".")[0] or offer.choices[0].name
        self.stops[f"offer:{first}"] = button
        return button
