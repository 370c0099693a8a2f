"""One open board in the window: banners, kinds, canvas and side."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stormdesk.desktop.back_row import BackRow
from stormdesk.desktop.banner import Banner, Offer, Tone
from stormdesk.desktop.canvas.letters import Letters
from stormdesk.desktop.canvas.pointing_hand import PointingHand
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.clipboard import DesktopClipboard
from stormdesk.desktop.desk import Desk
from stormdesk.desktop.draft import Draft
from stormdesk.desktop.dropping import Dropping
from stormdesk.desktop.icons import redraw
from stormdesk.desktop.kind_strip import KindStrip, name_kinds
from stormdesk.desktop.menus import Bound, context_menu
from stormdesk.desktop.observability_legend import ObservabilityLegend
from stormdesk.desktop.panels.context_map import ContextMap
from stormdesk.desktop.panels.contract_preview import ContractPreview
from stormdesk.desktop.panels.findings import Findings
from stormdesk.desktop.panels.glossary import GlossaryPanel
from stormdesk.desktop.panels.inspector import Inspector
from stormdesk.desktop.panels.outline import Outline
from stormdesk.desktop.panels.readiness import ReadinessPanel
from stormdesk.desktop.panels.service_levels import ServiceLevelPanel
from stormdesk.desktop.panels.simulation_page import SimulationPage
from stormdesk.desktop.panes import Panes
from stormdesk.desktop.quick_entry import QuickEntry
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.simulation_bar import SimulationBar
from stormdesk.desktop.simulation_runs import SimulationRuns
from stormdesk.desktop.stage import Stage
from stormdesk.desktop.status import Status
from stormdesk.desktop.wall.presentation import Presentation
from stormdesk.desktop.wall.projection import Projection
from stormdesk.desktop.window_actions import CONTEXT_MENU
from stormdesk.desktop.words import tr
from stormdesk.desktop.workshop import Workshop
from stormdesk.document.opening import OpenBoard
from stormdesk.editor import typing
from stormdesk.editor.actions import ACTIONS, Action
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import label_of
from stormdesk.layout.card import Cards
from stormdesk.layout.themes import palette_of
from stormdesk.model.level import lowest_level
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind

_WHILE_TYPING = ("next", "alternative", "paste")


class BoardView(QWidget):
    """Wires an editor to what shows it; ``changed`` tells that title or actions may differ."""

    changed = Signal()
    leaving = Signal()

    def __init__(self, opened: OpenBoard, cards: Cards, settings: SettingsFile) -> None:
        super().__init__()
        self.opened = opened
        self._settings = settings
        self.editor = Editor(opened.document, cards, DesktopClipboard())
        palette = palette_of(settings.value.theme)
        self.canvas = Canvas(self.editor, palette)
        self.inspector = Inspector(self.editor, settings, palette)
        self.stage = Stage(self.canvas, settings)
        self.contracts = ContractPreview(self.editor, self.inspector.draft)
        self.desk = Desk(self.stage, self.contracts, settings)
        self.outline = Outline(self.editor)
        self.kinds = KindStrip(self.editor, palette)
        self.findings = Findings(self.editor)
        self.context_map = ContextMap(self.editor, palette)
        self.readiness = ReadinessPanel(self.editor)
        self.glossary = GlossaryPanel(self.editor)
        self.service_levels = ServiceLevelPanel(self.editor)
        self.observability = ObservabilityLegend(self.canvas)
        self.runs = SimulationRuns(opened.document, self)
        self.simulation = SimulationPage(self.editor, self.runs)
        self.simulation_bar = SimulationBar(self.canvas, self.runs)
        self.stage.add_below(self.simulation_bar)
        self.status = Status(opened, self.editor)
        self.back_row = BackRow(self.canvas)
        self.status.add(self.back_row)
        self.bound = Bound(
            ACTIONS,
            self.editor,
            self.canvas,
            self._ready,
            lambda row: row.name in ("undo", "redo"),
            self,
            self._refuse,
            lambda aside: self.status.say(tr(aside.text, **aside.values)),
        )
        self.quick = QuickEntry(self.editor, palette)
        self.dropping = Dropping(self.canvas)
        self.letters = Letters(self.editor, self.canvas)
        self.projection = Projection(self.canvas, settings, self)
        self.workshop = Workshop(opened, self.stage, self.projection, settings, palette, self)
        self.status.add(self.workshop.clock)
        self.pointing_hand = PointingHand(self.canvas, self.canvas.pointing)
        self.draft = Draft(opened, self.canvas, self.inspector, self.letters, self)
        self._refreshed = (self.editor.board, self.editor.selection, False)
        self._lay_out()
        self.presentation = Presentation(self)
        self._connect()
        self.take_settings()

    def tell(
        self, text: str, tone: Tone, *offers: Offer, closable: bool = True, passing: bool = False
    ) -> None:
        """Show a banner above the canvas; a passing one stays until the board is saved."""
        banner = Banner(text, tone, *offers, closable=closable)
        banner.setProperty("passing", passing)
        self._banners.addWidget(banner)

    @property
    def banners(self) -> list[Banner]:
        """The banners that are shown."""
        return self.findChildren(Banner)

    @property
    def is_unsaved(self) -> bool:
        """Whether something was committed or typed that no file holds."""
        return self.opened.is_unsaved or self.inspector.is_dirty

    def finish_typing(self) -> None:
        """Commit whatever text is open, on the board or in the inspector."""
        self.draft.finish()

    def forget_passing(self) -> None:
        """Take away the banners that are about what was not saved: it is now."""
        for banner in self.banners:
            if banner.property("passing"):
                banner.close_for_good()

    def take_settings(self) -> None:
        """Look and behave as the settings say."""
        settings = self._settings.value
        palette = palette_of(settings.theme)
        parts = (self.canvas, self.inspector, self.outline, self.kinds, self.quick)
        for part in (*parts, self.stage.filter, self.context_map, self.workshop):
            part.use_palette(palette)
        self.bound.redraw()
        redraw(self)
        self._name_kinds()
        self.editor.snaps = settings.snapping
        self.canvas.glide.is_smooth = not settings.reduced_motion
        self.back_row.use(settings)
        self.projection.take_settings()

    def zoom_to_selection(self) -> None:
        """Show the selected stickies as large as they fit."""
        self.canvas.zoom_to(self.editor.selection)

    def turn_to(self, page: str) -> None:
        """Show a panel of the side, and give it the keyboard."""
        panel = self.panes.turn_to(page)
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if panel.focusProxy() is None:
            panel.focusNextChild()

    def show_message(self) -> None:
        """Show what travels when the selected event or command does, to be filled in."""
        self.panes.turn_to("inspector")
        self.inspector.open_section("message")

    def toggle_contracts(self) -> None:
        """Show the contracts of the selected message below the canvas, or hide them."""
        self.desk.toggle()
        if self.contracts.isHidden():
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def let_go(self) -> None:
        """End what runs beside, before the view is closed; ``leaving`` tells others to."""
        self.leaving.emit()
        self.workshop.let_go()
        self.projection.close()
        self.opened.document.dismiss()
        self.panes.remember()
        self.desk.remember()
        self.draft.let_go()
        self.findings.close_task()
        self.stage.let_go()
        self.context_map.close_task()
        self.readiness.close_task()
        self.service_levels.close_task()
        self.observability.close_task()
        self.simulation.close_task()
        self.contracts.close_task()
        self.inspector.verdict.close_task()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back to the canvas on an Escape that nothing in a panel needs."""
        if event.key() == Qt.Key.Key_Escape:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        panels = {
            "inspector": (tr("Inspector"), self.inspector),
            "outline": (tr("Outline"), self.outline),
            "findings": (tr("Findings"), self.findings),
            "context-map": (tr("Map"), self.context_map),
            "readiness": (tr("Readiness"), self.readiness),
            "glossary": (tr("Glossary"), self.glossary),
            "service-levels": (tr("Service levels"), self.service_levels),
            "simulation": (tr("Simulation"), self.simulation),
            **self.workshop.panels,
        }
        self.panes = Panes(self.desk, panels, self._settings)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.kinds)
        middle.addWidget(self.panes, 1)
        self._banners = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._banners)
        layout.addLayout(middle, 1)
        layout.addWidget(self.quick)
        layout.addWidget(self.status)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.canvas.zoomed.connect(self.status.show_zoom)
        self.status.show_zoom(self.canvas.zoom)
        self.canvas.menu_wanted.connect(self._open_menu)
        self.canvas.many_pasted.connect(lambda: self.bound.run("paste"))
        self.quick.pasting.connect(self._paste_lines)
        self.quick.added.connect(self._follow_quick)
        self.quick.closing.connect(self._close_quick)
        self.inspector.revealing.connect(self._go_to)
        self.findings.revealing.connect(self._go_to)
        self.context_map.revealing.connect(self._go_to)
        self.readiness.showing.connect(self._show_all)
        self.service_levels.showing.connect(self._show_all)
        self.simulation.showing.connect(self._show_all)
        self.workshop.showing.connect(self._show_all)
        self.workshop.turning.connect(self.turn_to)
        self.workshop.changed.connect(self.changed)
        self.workshop.waiting.connect(lambda n: self.panes.show_number("inbox", n))
        self.workshop.told.connect(self._tell_unseen)
        self.dropping.answered.connect(self.workshop.inbox.take_answers)
        self.panes.show_number("inbox", len(self.workshop.inbox.waiting))
        self.simulation_bar.turned.connect(self.changed)
        self.findings.marked.connect(self.canvas.marks.show)
        self.findings.turned.connect(self.changed)
        self.outline.revealing.connect(self.canvas.reveal)
        self.stage.turned.connect(self.changed)
        self.projection.turned.connect(self.changed)
        self.canvas.pointing.turned.connect(self.changed)
        self.stage.following.connect(self._follow_link)
        self.findings.counted.connect(lambda n: self.panes.show_number("findings", n))
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._refresh)
        self.editor.watch(self._due.start)
        self.editor.document.follow(lambda _: self._due.start())
        self.inspector.typed.connect(self._due.start)
        self.inspector.typed.connect(self.status.refresh)
        self.inspector.typed.connect(self.contracts.look_soon)
        self.contracts.closing.connect(self.toggle_contracts)
        self.status.is_drafted = lambda: self.inspector.is_dirty
        self.letters.refused.connect(self._tell_refused)

    def _ready(self, row: Action[Editor]) -> bool:
        """Bring typed text to an end before anything else is done; False while a drag is on."""
        if row.name not in _WHILE_TYPING:
            typing.finish(self.editor)
        is_typing = isinstance(self.editor.tool, typing.Type)
        return is_typing or self.editor.document.open_edit is None

    def _refresh(self) -> None:
        editor = self.editor
        now = (editor.board, editor.selection, self.inspector.is_dirty)
        is_typing = isinstance(editor.tool, typing.Type)
        if not is_typing and editor.document.open_edit is not None:
            return
        if self._named is not editor.board.profile:
            self._name_kinds()
        # Most calls only tell that the pointer is over something else.
        if any(before is not after for before, after in zip(self._refreshed, now, strict=True)):
            self._refreshed = now
            self.bound.refresh()
            self.changed.emit()

    def _go_to(self, record_id: str) -> None:
        self.canvas.reveal(record_id)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_link(self, record_id: str) -> None:
        """Show what a link leads to, on the wall or in the inspector; the keyboard stays there."""
        if record_id in self.editor.board.stickies or self.editor.wall.lane(record_id) is not None:
            self.canvas.reveal(record_id)
        else:
            self.editor.select([])
            self.panes.turn_to("inspector")
            self.inspector.open_record(record_id)
            self.stage.find_bar.entry.setFocus()

    def _show_all(self, record_ids: tuple[str, ...]) -> None:
        """Select what a row is about, and bring all of it into view; the keyboard stays there."""
        there = [i for i in record_ids if i in self.editor.board.records]
        if len(there) == 1:
            self.canvas.reveal(there[0])
        elif there:
            self.editor.select(there)
            self.zoom_to_selection()

    def _tell_refused(self, kind: str) -> None:
        self.status.say(_why_refused(Kind(kind), self.editor.board.profile))

    def _tell_unseen(self, text: str) -> None:
        """Tell where a sticky went that is not on the board; it can be taken back at once."""
        self.status.say(text)
        self.bound.refresh()

    def _refuse(self, problem: BadInput) -> None:
        """Tell why something could not be done, until it is acknowledged."""
        self.tell(f"{problem.where}: {problem.why}.".removeprefix(": "), "error")

    def _paste_lines(self) -> None:
        self.bound.run("paste")
        self._follow_quick()

    def _follow_quick(self) -> None:
        bounds = self.editor.wall.bounds_of(self.editor.selection)
        if bounds is not None:
            self.canvas.pull_into_view(bounds)

    def _close_quick(self) -> None:
        self.quick.hide()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, at: QPointF) -> None:
        typing.finish(self.editor)
        menu = context_menu(self.bound, CONTEXT_MENU, self)
        menu.popup(QPoint(round(at.x()), round(at.y())))
        menu.aboutToHide.connect(menu.deleteLater)

    def _name_kinds(self) -> None:
        self._named = self.editor.board.profile
        name_kinds(self.bound.actions, self._named, palette_of(self._settings.value.theme))


def _why_refused(kind: Kind, profile: Profile) -> str:
    name = label_of(kind, profile).lower()
    article = "An" if name[:1] in "aeiou" else "A"
    return tr(
        "{sticky} belongs to the {level} level: set the level of the board in the inspector.",
        sticky=f"{article} {name}",
        level=lowest_level(kind).replace("-", " "),
    )
