"""The panel that shows what is selected, and changes it field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from stormdesk.desktop.panels.field_row import FieldRow
from stormdesk.desktop.panels.form import Form
from stormdesk.desktop.panels.form_deeds import Deeds, heir_of
from stormdesk.desktop.panels.form_heading import heading, way_back, way_out
from stormdesk.desktop.panels.form_parts import Choice, Fold, Part, Shown
from stormdesk.desktop.panels.form_plan import form_of, surroundings
from stormdesk.desktop.panels.live_verdict import LiveVerdict
from stormdesk.desktop.panels.table_of_fields import LineRow
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Flow
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_MOST = 2_000
"""With more selected than this, fields would cost more than anybody gains from them."""
_EVERYWHERE = (Sticky, Flow)
"""Records of these types change all the time and stand on no form but their own."""


class Inspector(QScrollArea):
    """Shows the selected records; where nothing is selected, the board and what it holds."""

    revealing = Signal(str)
    asking = Signal(str, str)
    typed = Signal()

    def __init__(
        self,
        editor: Editor,
        settings: SettingsFile,
        palette: Palette = DEFAULT_PALETTE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._settings = settings
        self._palette = palette
        self._shown = Shown(settings.value.unfolded)
        self._form: Form | None = None
        self._shape: object = None
        self._deeds = Deeds(editor, self._shown)
        self._opened = ""
        self._selection: frozenset[str] = frozenset()
        self.verdict = LiveVerdict(editor, self.draft, settings, self)
        self.typed.connect(self.verdict.look_soon)
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._catch_up)
        content = QWidget()
        self._page = QVBoxLayout(content)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.setWidget(content)
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
        return self._form.rows if self._form is not None else {}

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        if palette is not self._palette:
            self._palette = palette
            self._shape = None
            self.refresh()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that the board does not hold yet."""
        return any(row.entry.is_dirty for row in self.rows.values())

    def draft(self) -> list[Record]:
        """Return the records as they would be if what is being typed were taken now."""
        if self._form is None:
            return []
        return self._form.draft(self._editor.board, self._deeds.records)

    def flush(self) -> None:
        """Commit what somebody is still changing."""
        for row in list(self.rows.values()):
            if row.entry.is_dirty:
                row.entry.commit()

    def refresh(self) -> None:
        """Show the selected records as they are now."""
        self._due.stop()
        board, records = self._editor.board, self._records()
        ids = tuple(record.id for record in records)
        is_other = ids != self._deeds.ids
        if is_other and self.is_dirty:
            self.flush()
            board, records = self._editor.board, self._records()
        if is_other:
            self._shown.leave()
        self._selection, self._deeds.ids = self._editor.selection, ids
        parts = form_of(board, records, self._shown)
        shape = (parts, surroundings(board, records), self._opened, self._editor.is_editable)
        if shape != self._shape:
            self._shape = shape
            self._build(parts, board, records, afresh=is_other)
        for row in self.rows.values():
            row.show_records(board, records, afresh=is_other)

    def open_record(self, record_id: str) -> None:
        """Show a record that does not stand on the wall; an empty id leads back to the board."""
        self.flush()
        come_from = f"link:{self._opened}"
        self._opened = record_id
        self.refresh()
        self._focus_on(come_from if not record_id else next(iter(self.rows), ""))

    def open_section(self, name: str) -> None:
        """Show a section of the selected sticky, and give it the keyboard."""
        self.flush()
        self._come_to(self._deeds.choose(Choice(name, "", is_section=True)))

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Left from the board while it leads back to the board's page."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and self._goes_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the board's page on Alt+Left."""
        if self._goes_back(event):
            self.open_record("")
        else:
            super().keyPressEvent(event)

    def _goes_back(self, event: QKeyEvent) -> bool:
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return bool(self._opened) and is_alt and event.key() == Qt.Key.Key_Left

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed while another panel was shown."""
        super().showEvent(event)
        self._due.start()

    def _catch_up(self) -> None:
        # Forms cost some milliseconds each, which nobody pays for what nobody sees.
        if self.isVisible():
            self.refresh()

    def _records(self) -> list[Record]:
        editor = self._editor
        if editor.selection and editor.selection is not self._selection:
            self._opened = ""
        opened = editor.board.records.get(self._opened)
        if opened is not None:
            return [opened]
        self._opened = ""
        if len(editor.selection) > _MOST:
            return []
        found = [editor.board.records[i] for i in sorted(editor.selection)]
        stickies = [record for record in found if isinstance(record, Sticky)]
        # Flows selected along with stickies share nothing with them.
        return [*stickies] if stickies else found or [editor.board.profile]

    def _build(
        self, parts: Sequence[Part], board: Board, records: list[Record], *, afresh: bool
    ) -> None:
        head = QVBoxLayout()
        if self._opened:
            is_selected = bool(self._editor.selection)
            head.addWidget(way_back(lambda: self.open_record(""), is_selected=is_selected))
        head.addLayout(heading(board, records, len(self._editor.selection), self._palette))
        form = Form(head, parts, board, records, is_editable=self._editor.is_editable)
        if self._opened and self._editor.is_editable:
            form.add_last(way_out(records[0], self._remove_record))
        old, self._form = self._form, form
        stop = old.stop if old is not None and not afresh else ""
        if old is not None:
            if not afresh:
                form.take_over(old)
            old.silence()
        place = self.verticalScrollBar().value()
        self._connect(form)
        self._page.addWidget(form)
        form.show()
        self.verdict.show_in(*form.verdict)
        if stop:
            # The keyboard goes over before the old form does, or the window would lose it.
            self._focus_on(stop)
        if old is not None:
            self._page.removeWidget(old)
            old.hide()
            old.deleteLater()
        if stop or afresh:
            self.verticalScrollBar().setValue(0 if afresh else place)

    def _connect(self, form: Form) -> None:
        form.committed.connect(self._commit)
        form.entered.connect(self._enter)
        form.typed.connect(self.typed)
        form.turned.connect(self._turn)
        form.chosen.connect(self._choose)
        form.removed.connect(self._remove)
        form.linked.connect(self._link)
        form.asked.connect(self.asking)
        form.passed.connect(self._pass)
        form.moved.connect(self._move)

    def _focus_on(self, name: str) -> None:
        stop = self._form.focus_on(name) if self._form is not None else None
        if stop is not None:
            QTimer.singleShot(0, stop, lambda: self.ensureWidgetVisible(stop))

    def _turn(self, name: str) -> None:
        self._shown.turn(name)
        self._come_to("")

    def _choose(self, choice: Choice) -> None:
        self.flush()
        self._come_to(self._deeds.choose(choice))

    def _remove(self, fold: Fold) -> None:
        self.flush()
        self._come_to(self._deeds.remove_item(fold))

    def _link(self, record_id: str) -> None:
        if isinstance(self._editor.board.records.get(record_id), Sticky):
            self.revealing.emit(record_id)
        else:
            self.open_record(record_id)

    def _pass(self, row: LineRow) -> None:
        # An emptied line goes, and the next one comes to its place.
        following = row.sibling(row.index + (1 if row.entry.value() else 0))
        row.entry.commit()
        if not row.is_wrong:
            self._come_to(following)

    def _move(self, row: LineRow, to: int) -> None:
        row.entry.commit()
        if not row.is_wrong:
            self._come_to(self._deeds.move_field(row.field, to))

    def _come_to(self, name: str) -> None:
        self._settings.change(unfolded=self._shown.lasting)
        self.refresh()
        if name:
            self._focus_on(name)

    def _enter(self, row: FieldRow) -> None:
        if isinstance(self._editor.tool, typing.Type):
            # Ending the text gives the keyboard back to the canvas, but somebody came here.
            typing.finish(self._editor)
            QTimer.singleShot(0, row.entry, row.entry.setFocus)

    def _commit(self, row: FieldRow) -> None:
        typing.finish(self._editor)
        wrong = self._deeds.commit(row.field, row.entry.value())
        if wrong is None:
            return
        row.show_wrong(wrong)
        if not wrong:
            self._opened = self._deeds.ids[0] if self._opened else ""
            row.entry.show_value("" if row.field.is_new else row.entry.value())
            self._due.start()

    def _remove_record(self, record_id: str) -> None:
        self._deeds.remove_record(record_id)
        self.open_record("")

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self._editor.selection is not self._selection:
            self._due.start()

    def _follow(self, change: Change) -> None:
        heir = heir_of(change, self._opened)
        if heir != self._opened:
            self._opened, self._deeds.ids = heir, (heir,)
        if any(record_id in change.pairs for record_id in self._deeds.ids) or any(
            either is not None and not isinstance(either, _EVERYWHERE)
            for _, *pair in change
            for either in pair
        ):
            self._due.start()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # named by Qt
        """Walk on, and bring the field that the keyboard reaches into view."""
        moved = super().focusNextPrevChild(next)
        focus = QApplication.focusWidget()
        if moved and focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus)
        return moved
