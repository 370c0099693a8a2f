"""The board as it lies, in one view: lanes, flows, stickies, and what the hand holds up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import DimPainter, Light
from stormdesk.desktop.canvas.flow_painter import FlowPainter
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.lane_painter import LanePainter
from stormdesk.desktop.canvas.lift import Lift
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.sheet import Sheet
from stormdesk.desktop.canvas.sticky_painter import InHand, StickyPainter
from stormdesk.desktop.canvas.structure import Structure
from stormdesk.editor.wall import Wall
from stormdesk.layout.marks import HOT
from stormdesk.model.board import Change
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

_MANY = 400
"""Where more changed, painting everything again is faster than asking what to paint."""
_A_PART = 0.15


class BoardSheet:
    """Paints a wall in the colours of one palette, and again only what became different.

    Several of them can show one wall, each in a view of its own.
    """

    def __init__(
        self, canvas: QWidget, wall: Wall, structure: Structure, paints: Paints, texts: GlyphText
    ) -> None:
        self._canvas = canvas
        self._wall = wall
        self._structure = structure
        self.stickies = StickyPainter(wall, paints, texts)
        self._flows = FlowPainter(wall, paints)
        self.lanes = LanePainter(wall, paints, texts, canvas.font())
        self._dim = DimPainter(wall, paints)
        self._sheet = Sheet()
        structure.use(paints)
        self._lift = Lift(wall, self.stickies, self._flows, structure.marks, self._dim)
        self._hand = InHand()
        self._light: Light | None = None

    @property
    def lifted(self) -> frozenset[str]:
        """The stickies that are held up."""
        return self._lift.ids

    def prepare(self) -> None:
        """Make ready what is seen from afar, while a board is opened and people wait anyway."""
        self.stickies.prepare()
        self._flows.prepare()

    def follow(self, change: Change) -> None:
        """Take note of what a change of the wall touched."""
        wall = self._wall
        flows, stickies = wall.touched_flows, wall.touched_stickies
        for sticky_id in self._structure.marks.recount(change):
            self._spoil_box(sticky_id)
        if wall.shifted_from is not None:
            self._flows.follow_all()
        self.stickies.follow(stickies - self._lift.ids)
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

    def spoilt(self, camera: Camera) -> QRegion:
        """Return what has to be painted again of the view."""
        sharp = self._canvas.devicePixelRatioF()
        return self._sheet.spoilt(camera.aligned(sharp), sharp)

    def paint(
        self, painter: QPainter, camera: Camera, exposed: QRegion, *, in_flight: bool = False
    ) -> None:
        """Paint what is in view where it is exposed; the camera is aligned to whole pixels."""
        area = QRectF(self._canvas.rect())
        if in_flight:
            self._paint_ground(painter, camera, area)
            self._structure.flight.paint(painter, self.stickies)
        else:
            sharp = self._canvas.devicePixelRatioF()
            sheet, corner = self._sheet.fresh(camera, self._canvas.size(), sharp, self._paint_part)
            _copy(painter, sheet, corner, exposed)
            self._lift.paint(painter, camera, area, self._hand)

    def attend(
        self, typing: str | None, selected: frozenset[str], light: Light | None = None
    ) -> None:
        """Have painted again what looks different by what the hand is at."""
        if self._lift.ids and not self._wall.holds_lanes:
            self._put_down()
        before = self._hand
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

    def _paint_ground(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        self.lanes.paint_bands(painter, camera, area)
        self.lanes.paint_columns(painter, camera, area)
        self.lanes.paint_pivotal(painter, camera, area)
        self._structure.paint_under(painter, camera, area, self._hand.selected)

    def _paint_part(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        whole = self._canvas.width() * self._canvas.height()
        is_part = area.width() * area.height() < _A_PART * whole
        self._paint_ground(painter, camera, area)
        self._flows.paint(painter, camera, area, self._hand.selected, is_part=is_part)
        self._structure.paint_names(painter, camera, area, self._hand.selected)
        self.stickies.paint(painter, camera, area, self._hand, is_part=is_part)
        self._structure.paint_over(painter, camera, area)
        if self._light is not None:
            paint_lit = partial(
                self._flows.paint,
                painter,
                camera,
                area,
                self._hand.selected,
                is_part=is_part,
                among=self._light.ids,
            )
            paint_stickies = partial(self.stickies.paint_these, painter, camera, hand=self._hand)
            self._dim.paint(painter, camera, area, self._light, paint_lit, paint_stickies)

    def _put_down(self) -> None:
        for sticky_id in self._lift.ids:
            self._spoil_box(sticky_id)
        for flow_id in self._lift.flows:
            self._spoil_flow(flow_id)
        self._lift.take(())

    def _spoil_sticky(self, sticky_id: str, change: Change) -> None:
        wall = self._wall
        before, after = change.pairs.get(sticky_id, (None, None))
        for box in (wall.left.get(sticky_id), wall.box(sticky_id)):
            if box is not None:
                self._sheet.spoil_box(box)
        if any(isinstance(s, Sticky) and s.pivotal for s in (before, after)):
            self._spoil_boundary(sticky_id)

    def _spoil_boundary(self, sticky_id: str) -> None:
        wall = self._wall
        for box in (wall.left.get(sticky_id), wall.box(sticky_id)):
            if box is not None:
                self._sheet.spoil_column(box.center.x)

    def _spoil_box(self, sticky_id: str | None) -> None:
        box = self._wall.box(sticky_id) if sticky_id is not None else None
        if box is not None:
            self._sheet.spoil_box(box)

    def _spoil_flow(self, flow_id: str) -> None:
        wall = self._wall
        dropped, flow = wall.dropped.get(flow_id), self._wall.board.flows.get(flow_id)
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
        board = self._wall.board
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
        return {flow.id for i in hot for flow in self._wall.board.referrers(i, Flow)}

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
