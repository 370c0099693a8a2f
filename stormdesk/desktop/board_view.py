"""One open board in the window: banners, kinds, canvas and side."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QSplitter, QVBoxLayout, QWidget

from stormdesk.desktop.banner import Banner, Offer, Tone
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.clipboard import DesktopClipboard
from stormdesk.desktop.kind_strip import KindStrip
from stormdesk.desktop.menus import Bound, context_menu
from stormdesk.desktop.panels.findings import Findings
from stormdesk.desktop.panels.inspector import Inspector
from stormdesk.desktop.panels.side import Side
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.status import Status
from stormdesk.desktop.window_actions import CONTEXT_MENU
from stormdesk.desktop.words import tr
from stormdesk.document.opening import OpenBoard
from stormdesk.editor import lanes, typing
from stormdesk.editor.actions import ACTIONS, Action
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.card import Cards

_WHILE_TYPING = ("next", "alternative")
_SIDE_WIDTH = 330


class BoardView(QWidget):
    """Wires an editor to what shows it; ``changed`` tells that title or actions may differ."""

    changed = Signal()

    def __init__(self, opened: OpenBoard, cards: Cards, settings: SettingsFile) -> None:
        super().__init__()
        self.opened = opened
        self._settings = settings
        self.editor = Editor(opened.document, cards, DesktopClipboard())
        self.canvas = Canvas(self.editor, DEFAULT_PALETTE)
        self.inspector = Inspector(self.editor)
        self.kinds = KindStrip(self.editor)
        self.findings = Findings(opened.document)
        self.status = Status(opened, self.editor)
        self.bound = Bound(
            ACTIONS,
            self.editor,
            self.canvas,
            self._ready,
            lambda row: row.name in ("undo", "redo"),
            self,
        )
        self._refreshed = (self.editor.board, self.editor.selection)
        self._lay_out()
        self._connect()

    def tell(self, text: str, tone: Tone, *offers: Offer, closable: bool = True) -> None:
        """Show a banner above the canvas."""
        self._banners.addWidget(Banner(text, tone, *offers, closable=closable))

    @property
    def banners(self) -> list[Banner]:
        """The banners that are shown."""
        return self.findChildren(Banner)

    def finish_typing(self) -> None:
        """Commit whatever text is open, on the board or in the inspector."""
        typing.finish(self.editor)
        self.inspector.flush()
        self.keep_text()

    def zoom_to_selection(self) -> None:
        """Show the selected stickies as large as they fit."""
        self.canvas.zoom_to(self.editor.selection)

    def turn_to(self, page: str) -> None:
        """Show a panel of the side, and give it the keyboard."""
        self._side.show()
        self._side.turn_to(page)
        panel = self.inspector if page == "inspector" else self.findings
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        panel.focusNextChild()
        self._remember()

    def toggle_side(self) -> None:
        """Show or hide the side."""
        self._side.setVisible(not self._side.isVisible())
        self._remember()

    def let_go(self) -> None:
        """End what runs beside, before the view is closed."""
        self._remember()
        self._second.stop()
        self.findings.close_task()
        self.editor.stop()

    def _lay_out(self) -> None:
        settings = self._settings.value
        self._side = Side()
        self._side.add("inspector", tr("Inspector"), self.inspector)
        self._side.add("findings", tr("Findings"), self.findings)
        self._side.turn_to(settings.side_page)
        self._side.setVisible(settings.side_panel)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setHandleWidth(1)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self.canvas)
        self._panes.addWidget(self._side)
        self._panes.setStretchFactor(0, 1)
        if not settings.panes or not self._panes.restoreState(
            QByteArray(base64.b64decode(settings.panes))
        ):
            self._panes.setSizes([10_000, _SIDE_WIDTH])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.kinds)
        middle.addWidget(self._panes, 1)
        self._banners = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._banners)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.canvas.zoomed.connect(self.status.show_zoom)
        self.status.show_zoom(self.canvas.zoom)
        self.canvas.menu_wanted.connect(self._open_menu)
        self.canvas.lane_renaming.connect(self._rename_lane)
        self.inspector.revealing.connect(self.canvas.reveal)
        self.findings.revealing.connect(self.canvas.reveal)
        self.findings.counted.connect(lambda n: self._side.show_number("findings", n))
        self._side.turned.connect(lambda _: self._remember())
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._refresh)
        self.editor.watch(self._due.start)
        self.editor.document.follow(lambda _: self._due.start())
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.keep_text)
        self._second.start()

    def _ready(self, row: Action[Editor]) -> bool:
        """Bring typed text to an end before anything else is done; False while a drag is on."""
        if row.name not in _WHILE_TYPING:
            typing.finish(self.editor)
        return self.editor.document.open_edit is None or row.name in _WHILE_TYPING

    def _refresh(self) -> None:
        editor = self.editor
        now = (editor.board, editor.selection)
        is_typing = isinstance(editor.tool, typing.Type)
        if not is_typing and editor.document.open_edit is not None:
            return
        # Most calls only tell that the pointer is over something else.
        if self._refreshed[0] is not now[0] or self._refreshed[1] is not now[1]:
            self._refreshed = now
            self.bound.refresh()
            self.changed.emit()

    def keep_text(self) -> None:
        """Checkpoint the text that is being typed, or note that none is any more."""
        tool = self.editor.tool
        if isinstance(tool, typing.Type) and self.editor.document.open_edit is not None:
            self.opened.checkpoint(tool.sticky(self.editor))
        else:
            self.opened.typing_ended()

    def _open_menu(self, at: QPointF) -> None:
        typing.finish(self.editor)
        menu = context_menu(self.bound, CONTEXT_MENU, self)
        menu.popup(QPoint(round(at.x()), round(at.y())))
        menu.aboutToHide.connect(menu.deleteLater)

    def _rename_lane(self, lane_id: str) -> None:
        if not self.editor.is_editable:
            return
        lane = self.editor.board.contexts[lane_id]
        name, is_taken = QInputDialog.getText(
            self, tr("Rename lane"), tr("Name of the lane"), text=lane.name
        )
        if is_taken:
            lanes.rename_lane(self.editor, lane_id, name[:400])

    def _remember(self) -> None:
        self._settings.change(
            side_panel=not self._side.isHidden(),
            side_page=self._side.page,
            panes=base64.b64encode(self._panes.saveState().data()).decode(),
        )
