"""The board as the canvas shows it: what lies on it, what is in the hand, and the frame."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import DimPainter, Light
from stormdesk.desktop.canvas.empty_hint import paint_empty_hint
from stormdesk.desktop.canvas.finding_marks import FindingMarks
from stormdesk.desktop.canvas.flow_painter import FlowPainter
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER, LanePainter
from stormdesk.desktop.canvas.lift import Lift
from stormdesk.desktop.canvas.observability_painter import ObservabilityPainter
from stormdesk.desktop.canvas.overlay_painter import paint_overlay
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.sheet import Sheet
from stormdesk.desktop.canvas.simulation_painter import SimulationPainter
from stormdesk.desktop.canvas.sticky_painter import InHand, StickyPainter
from stormdesk.desktop.canvas.structure import Structure
from stormdesk.editor.editor import Editor
from stormdesk.layout.marks import HOT
from stormdesk.model.board import Change
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

_MANY = 400
"""Where more changed, painting everything again is faster than asking what to paint."""
_A_PART = 0.15
_FAINT = 0.25
"""How much is seen of the parking lot's frame while the stickies around it are dimmed."""


class Scene:
    """Paints a wall in the colours of one palette, and again only what became different."""

    def __init__(
        self,
        canvas: QWidget,
        editor: Editor,
        structure: Structure,
        marks: tuple[FindingMarks, ObservabilityPainter, SimulationPainter],
        paints: Paints,
        texts: GlyphText,
    ) -> None:
        wall = editor.wall
        self._canvas = canvas
        self._editor = editor
        self._structure = structure
        self._marks = marks
        self._paints = paints
        self._stickies = StickyPainter(wall, paints, texts)
        self._flows = FlowPainter(wall, paints)
        self._lanes = LanePainter(wall, paints, texts, canvas.font())
        self._dim = DimPainter(wall, paints)
        self._sheet = Sheet()
        structure.use(paints)
        self._lift = Lift(wall, self._stickies, self._flows, structure.marks, self._dim)
        self._hand = InHand()
        self._light: Light | None = None

    def prepare(self) -> None:
        """Make ready what is seen from afar, while a board is opened and people wait anyway."""
        self._stickies.prepare()
        self._flows.prepare()

    def follow(self, change: Change) -> None:
        """Take note of what a change of the wall touched."""
        wall = self._editor.wall
        flows, stickies = wall.touched_flows, wall.touched_stickies
        if wall.shifted_from is not None:
            self._flows.follow_all()
        self._stickies.follow(stickies - self._lift.ids)
        self._flows.follow(flows)
        if wall.holds_lanes and stickies == self._lift.ids:
            self._spoil_areas(change, stickies)
            for sticky_id in stickies & wall.pivotal:
                self._spoil_boundary(sticky_id)
            return
        self._put_down()
        if wall.holds_lanes:
            self._lift.take(stickies)
            flows = flows | self._lift.flows
        flows = flows.union(wall.dropped)
        if len(stickies) + len(flows) > _MANY or _repaints_all(change):
            self._sheet.spoil()
            return
        if wall.shifted_from is not None:
            self._sheet.spoil_below(wall.shifted_from)
        for sticky_id in stickies:
            self._spoil_sticky(sticky_id, change)
        for flow_id in flows | self._heated(change):
            self._spoil_flow(flow_id)
        self._spoil_areas(change, stickies)

    def torn(self, change: Change, camera: Camera) -> QRegion | None:
        """Return what a change has spoilt of the widget; None where anything may look different."""
        wall, ids = self._editor.wall, change.pairs.keys()
        is_text = len(ids) == 1 and self._hand.typing in ids and wall.pivotal.isdisjoint(ids)
        if not is_text or wall.shifted_from is not None:
            return None
        sharp = self._canvas.devicePixelRatioF()
        return self._sheet.spoilt(camera.aligned(sharp), sharp)

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        typing: str | None,
        light: Light | None,
        exposed: QRegion,
    ) -> None:
        """Paint the canvas where it is exposed; everything but a part of what is being typed."""
        self._attend(typing, light)
        flight = self._structure.flight
        is_in_flight = flight.is_under_way(camera)
        camera = camera.aligned(self._canvas.devicePixelRatioF())
        editor, area = self._editor, QRectF(self._canvas.rect())
        width, height = area.width(), area.height()
        if is_in_flight:
            self._paint_ground(painter, camera, area)
            flight.paint(painter, self._stickies)
        else:
            sharp = self._canvas.devicePixelRatioF()
            sheet, corner = self._sheet.fresh(camera, self._canvas.size(), sharp, self._paint_part)
            _copy(painter, sheet, corner, exposed)
            self._lift.paint(painter, camera, area, self._hand)
        painter.setOpacity(1.0 if light is None else _FAINT)
        self._structure.paint_lot(painter, camera, area)
        painter.setOpacity(1.0)
        self._stickies.paint_frames(painter, camera, area, editor.selection - self._lift.ids)
        if not is_in_flight:
            for marks in self._marks:
                marks.paint(painter, camera, area)
        paint_overlay(painter, editor, camera, self._paints)
        self._structure.paint_hints(painter, camera)
        free = area.adjusted(HEADER, RULER, 0, 0)
        paint_empty_hint(painter, editor, camera, free, self._paints)
        bounds = exposed.boundingRect()
        if bounds.left() < HEADER:
            self._lanes.paint_headers(painter, camera, editor.selection, height)
        if bounds.top() < RULER:
            self._lanes.paint_ruler(painter, camera, width, height)

    def _paint_ground(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        self._lanes.paint_bands(painter, camera, area)
        self._lanes.paint_columns(painter, camera, area)
        self._lanes.paint_pivotal(painter, camera, area)
        self._structure.paint_under(painter, camera, area, self._editor.selection)

    def _paint_part(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        whole = self._canvas.width() * self._canvas.height()
        is_part = area.width() * area.height() < _A_PART * whole
        self._paint_ground(painter, camera, area)
        self._flows.paint(painter, camera, area, self._editor.selection, is_part=is_part)
        self._structure.paint_names(painter, camera, area, self._editor.selection)
        self._stickies.paint(painter, camera, area, self._hand, is_part=is_part)
        self._structure.paint_over(painter, camera, area)
        if self._light is not None:
            paint_lit = partial(
                self._flows.paint,
                painter,
                camera,
                area,
                self._editor.selection,
                is_part=is_part,
                among=self._light.ids,
            )
            paint_stickies = partial(self._stickies.paint_these, painter, camera, hand=self._hand)
            self._dim.paint(painter, camera, area, self._light, paint_lit, paint_stickies)

    def _attend(self, typing: str | None, light: Light | None) -> None:
        """Have painted again what looks different by what the hand is at."""
        if self._lift.ids and not self._editor.wall.holds_lanes:
            self._put_down()
        before, selected = self._hand, self._editor.selection
        self._hand = InHand(typing, selected, self._lift.ids)
        if light is not self._light:
            self._light = light
            self._sheet.spoil()
        if typing != before.typing:
            for sticky_id in (before.typing, typing):
                self._spoil_box(sticky_id)
        if selected is before.selected or selected == before.selected:
            return
        changed = selected ^ before.selected
        if len(changed) > _MANY:
            self._sheet.spoil()
            return
        for record_id in changed:
            self._spoil_box(record_id)
            self._spoil_flow(record_id)
            for box in self._structure.area_bounds(record_id, self._scale):
                self._sheet.spoil_box(box)

    def _put_down(self) -> None:
        for sticky_id in self._lift.ids:
            self._spoil_box(sticky_id)
        for flow_id in self._lift.flows:
            self._spoil_flow(flow_id)
        self._lift.take(())

    def _spoil_sticky(self, sticky_id: str, change: Change) -> None:
        wall = self._editor.wall
        before, after = change.pairs.get(sticky_id, (None, None))
        for box in (wall.left.get(sticky_id), wall.box(sticky_id)):
            if box is not None:
                self._sheet.spoil_box(box)
        if any(isinstance(s, Sticky) and s.pivotal for s in (before, after)):
            self._spoil_boundary(sticky_id)

    def _spoil_boundary(self, sticky_id: str) -> None:
        wall = self._editor.wall
        for box in (wall.left.get(sticky_id), wall.box(sticky_id)):
            if box is not None:
                self._sheet.spoil_column(box.center.x)

    def _spoil_box(self, sticky_id: str | None) -> None:
        box = self._editor.wall.box(sticky_id) if sticky_id is not None else None
        if box is not None:
            self._sheet.spoil_box(box)

    def _spoil_flow(self, flow_id: str) -> None:
        wall = self._editor.wall
        dropped, flow = wall.dropped.get(flow_id), self._editor.board.flows.get(flow_id)
        if dropped is not None:
            self._sheet.spoil_box(dropped.bounds)
        ends = (flow.source, flow.target) if flow is not None else ()
        span = wall.bounds_of(ends)
        if flow is None or span is None:
            return
        if self._flows.is_far(self._scale):
            self._sheet.spoil_box(span)
            old = [wall.left.get(i) or wall.box(i) for i in ends]
            if old[0] is not None and old[1] is not None:
                self._sheet.spoil_box(old[0].united(old[1]))
        elif self._sheet.shows(span):
            route = wall.route_of(flow)
            if route is not None:
                self._sheet.spoil_box(route.bounds)

    def _spoil_areas(self, change: Change, stickies: Iterable[str]) -> None:
        board = self._editor.board
        if not board.of_type(Area) and not self._structure.has_areas:
            return
        touched = {i for i, *pair in change if isinstance(pair[0] or pair[1], Area)}
        touched.update(area.id for i in stickies for area in board.referrers(i, Area))
        for area_id in touched:
            for box in self._structure.area_bounds(area_id, self._scale):
                self._sheet.spoil_box(box)

    def _heated(self, change: Change) -> set[str]:
        """Return the flows of the stickies that a change puts on the hot path or takes off it."""
        hot = {
            i
            for i, *pair in change
            if len({HOT in s.tags for s in pair if isinstance(s, Sticky)}) > 1
        }
        return {flow.id for i in hot for flow in self._editor.board.referrers(i, Flow)}

    @property
    def _scale(self) -> float:
        return self._sheet.camera.scale


def _copy(painter: QPainter, picture: QPixmap, corner: QPointF, exposed: QRegion) -> None:
    """Paint a picture where a widget is exposed.

    Rectangle by rectangle, for round an open text Qt else blends it line by line in several
    threads; where pixels are no whole ones the rectangles might leave a gap.
    """
    parts = list(exposed)
    if len(parts) > 1 and painter.device().devicePixelRatioF().is_integer():
        for part in parts:
            painter.setClipRect(part)
            painter.drawPixmap(corner, picture)
        painter.setClipping(False)
    else:
        painter.drawPixmap(corner, picture)


def _repaints_all(change: Change) -> bool:
    """Tell whether lanes or the whole board look different."""
    return any(isinstance(pair[0] or pair[1], Context | Profile) for _, *pair in change)
