"""The canvas, with what helps to find one's way over it: bars to find, filter, trace, and map."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stormdesk.desktop.canvas.accessible import tell_selection
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import Light
from stormdesk.desktop.canvas.lane_painter import RULER
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.filter_bar import FilterBar
from stormdesk.desktop.find_bar import FindBar
from stormdesk.desktop.minimap import Minimap
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.trace_bar import Question, TraceBar
from stormdesk.editor import typing, walking
from stormdesk.editor.filters import Filter
from stormdesk.editor.search import Search, is_link
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Change
from stormdesk.model.context import Context

_PAUSE = 120
_MARGIN = 14


class Stage(QWidget):
    """Lights what is found and passes the filter, and leads from place to place."""

    turned = Signal()
    following = Signal(str)

    def __init__(self, canvas: Canvas, settings: SettingsFile) -> None:
        super().__init__()
        self.canvas = canvas
        self._editor = canvas.editor
        self._settings = settings
        self._search = Search()
        self._found: list[str] = []
        self._told: frozenset[str] = frozenset()
        self._only: frozenset[str] | None = None
        self.filter = FilterBar(self._editor)
        self.trace_bar = TraceBar(self._editor)
        self._room = QWidget()
        self._over: QWidget | None = None
        self._inside = QVBoxLayout(self._room)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(canvas)
        self.find_bar = FindBar(self._room)
        self.map = Minimap(canvas, self._room)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.filter)
        self._layout.addWidget(self.trace_bar)
        self._layout.addWidget(self._room, 1)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self._look_again)
        self._connect()
        self.want_map()

    def add_below(self, bar: QWidget) -> None:
        """Put a bar below the canvas."""
        self._layout.addWidget(bar)

    def cover(self, other: QWidget | None) -> None:
        """Put something in place of the canvas for a while; none brings the canvas back."""
        if self._over is not None:
            self._over.hide()
            self._over.deleteLater()
        self._over = other
        self.canvas.setVisible(other is None)
        self.map.want(other is None and self._settings.value.minimap)
        if other is not None:
            self._inside.addWidget(other)
            other.lower()

    @property
    def lit(self) -> frozenset[str] | None:
        """The stickies that are not dimmed; None where nothing is."""
        each = (
            self.filter.value.lit(self._editor.board) if self.filter.value else None,
            frozenset(self._found) if self._is_searching else None,
            self.trace_bar.lit,
            self._only,
        )
        wanted = [ids for ids in each if ids is not None]
        return frozenset.intersection(*wanted) if wanted else None

    def light_only(self, ids: frozenset[str] | None) -> None:
        """Dim all but these, whatever else is lit; none lets go of that."""
        if ids != self._only:
            self._only = ids
            self._light()

    @property
    def traced(self) -> Question | None:
        """The question whose answer is lit."""
        return self.trace_bar.question

    def find(self) -> None:
        """Open the find bar."""
        typing.finish(self._editor)
        self.find_bar.open()

    def close_find(self) -> None:
        """Close the find bar; what was stepped to stays selected."""
        self.find_bar.hide()
        self.canvas.setFocus()
        self._light()

    def step(self, step: int) -> None:
        """Go to the next match along the timeline, or with -1 to the one before."""
        typing.finish(self._editor)
        if not self._is_searching:
            self.find_bar.open()
        lit = self.lit or frozenset()
        ids = [i for i in self._found if i in lit] or self._found
        there = walking.following(self.canvas.editor.wall, ids, self._editor.selection, step)
        if there is None and self._found:
            there = self._found[0]
        if there is not None:
            self.canvas.reveal(there)
            self._count()

    def toggle_filter(self) -> None:
        """Show the filter bar, or close it and light everything."""
        typing.finish(self._editor)
        if self.filter.isVisible():
            self.close_filter()
        else:
            self.filter.open()
            self._light()

    def close_filter(self) -> None:
        """Close the filter bar and light everything."""
        self.filter.hide()
        self.filter.choose(Filter())
        self.canvas.setFocus()

    def trace(self, question: Question) -> None:
        """Light what answers a question; asked again, light everything."""
        typing.finish(self._editor)
        self.trace_bar.ask(None if question == self.trace_bar.question else question)

    def close_trace(self) -> None:
        """Follow the flows no more, and light everything."""
        self.trace_bar.ask(None)
        self.canvas.setFocus()

    def let_go(self) -> None:
        """End what runs beside."""
        self.trace_bar.close_task()

    def toggle_map(self) -> None:
        """Show the map of the board while something is out of view, or never."""
        self._settings.change(minimap=not self._settings.value.minimap)
        self.want_map()

    def want_map(self) -> None:
        """Show the map as the settings say."""
        self.map.want(self._settings.value.minimap)

    def walk(self, direction: walking.Direction) -> None:
        """Select the neighbour in a direction and keep it in view."""
        typing.finish(self._editor)
        if self._editor.document.open_edit is None:
            self._keep_in_view(walking.walk(self._editor, direction))

    def go_to_hotspot(self, step: int) -> None:
        """Go to the next open hotspot along the timeline, or with -1 to the one before."""
        typing.finish(self._editor)
        if self._editor.document.open_edit is None:
            there = walking.next_hotspot(self._editor, step)
            if there is not None:
                self.canvas.reveal(there)

    def go_back(self) -> None:
        """Go back to where the last leap began."""
        self._return(self.canvas.places.back(self.canvas.camera))

    def go_forward(self) -> None:
        """Go to where the last way back began."""
        self._return(self.canvas.places.forward(self.canvas.camera))

    def zoom_to_lane(self) -> None:
        """Show the lane of what is selected as large as it fits."""
        editor = self._editor
        chosen = editor.selected_stickies[:1]
        lane_id = chosen[0].context if chosen else next(iter(editor.selection), None)
        lane = editor.wall.lane(lane_id)
        if lane is not None:
            members = editor.board.members(lane.context_id) if lane.context_id else chosen
            width = editor.wall.bounds_of(s.id for s in members) or Box(0, 0, 960, 0)
            box = Box(width.x, lane.top, width.width, lane.height)
            self.canvas.show_box(box)

    def has_lane(self) -> bool:
        """Tell whether what is selected has a lane to be shown."""
        editor = self._editor
        stickies = editor.selected_stickies
        return bool(stickies) or any(editor.board.get(i, Context) for i in editor.selection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep bar and map in their corners of the canvas, and put the light out by Escape."""
        if watched is self._room and event.type() == QEvent.Type.Resize:
            self._settle()
        is_key = watched is self.canvas and isinstance(event, QKeyEvent)
        if is_key and event.type() == QEvent.Type.KeyPress and self._puts_out(event):
            self.close_trace()
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.find_bar.searching.connect(lambda _: self._look_again())
        self.find_bar.entry.textChanged.connect(self._follow_link)
        self.find_bar.stepping.connect(self.step)
        self.find_bar.closing.connect(self.close_find)
        self.filter.changed.connect(self._light)
        self.filter.closing.connect(self.close_filter)
        self.trace_bar.changed.connect(self._light)
        self.trace_bar.closing.connect(self.close_trace)
        self.canvas.leapt.connect(self.turned)
        self.canvas.installEventFilter(self)
        self._editor.document.follow(self._follow)
        self._editor.watch(self._watch)
        self._room.installEventFilter(self)

    @property
    def _is_searching(self) -> bool:
        return not self.find_bar.isHidden() and bool(self.find_bar.entry.text().strip())

    def _look_again(self) -> None:
        """Search and filter the board as it is now."""
        if self._is_searching:
            self._found = self._search.found(self._editor.board, self.find_bar.entry.text())
        if self.filter.isVisible():
            self.filter.refresh()
        self.trace_bar.refresh()
        self._light()

    def _follow_link(self, text: str) -> None:
        """Lead to what a link names as soon as all of it is there; nobody has to step to it."""
        if is_link(text) and self._found:
            self.following.emit(self._found[0])
            self._count()

    def _light(self) -> None:
        lit = self.lit
        self.canvas.light(None if lit is None else Light(lit, self._is_searching))
        self.map.light(lit)
        self.filter.show_count(len(self._editor.board.stickies if lit is None else lit))
        self._count()

    def _count(self) -> None:
        lit = self.lit if self._is_searching else None
        here = self._editor.selection & (lit or frozenset())
        place = 0
        if lit and len(here) == 1:
            place = walking.place_among(self._editor.wall, lit, next(iter(here)))
        self.find_bar.show_count(place, len(lit or ()))

    def _puts_out(self, event: QKeyEvent) -> bool:
        """Tell whether a key is for the light: what the hand has begun comes first."""
        editor = self._editor
        is_idle = editor.document.open_edit is None and type(editor.tool) is type(editor.idle())
        return event.key() == Qt.Key.Key_Escape and self.traced is not None and is_idle

    def _keep_in_view(self, record_id: str | None) -> None:
        wall = self._editor.wall
        box = wall.box(record_id) if record_id is not None else None
        lane = wall.lane(record_id) if record_id is not None else None
        if box is not None:
            self.canvas.pull_into_view(box)
        elif lane is not None:
            self.canvas.pull_into_view(Box(self.canvas.camera.x + 200, lane.top, 0, lane.height))

    def _return(self, there: Camera | None) -> None:
        if there is not None:
            self.canvas.glide.to(self.canvas.camera, there)
            self.turned.emit()

    def _follow(self, change: Change) -> None:
        if self._is_searching or self.filter.isVisible() or self.trace_bar.question is not None:
            self._due.start()

    def _watch(self) -> None:
        # Most calls only tell that the pointer is over something else.
        if self._editor.selection is not self._told:
            self._told = self._editor.selection
            tell_selection(self.canvas)

    def _settle(self) -> None:
        self.find_bar.fit(self._room.width() - 2 * _MARGIN)
        width = self._room.width() - self.find_bar.width() - _MARGIN
        self.find_bar.move(max(_MARGIN, width), round(RULER) + 10)
        self.map.make_room()
