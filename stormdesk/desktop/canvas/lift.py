"""Stickies in the hand: painted over the sheet, so that nothing under them is painted again."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import DimPainter
from stormdesk.desktop.canvas.flow_painter import FlowPainter
from stormdesk.desktop.canvas.mark_painter import MarkPainter
from stormdesk.desktop.canvas.sticky_painter import InHand, StickyPainter
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.model.context import Flow

_FEW = 12
"""So many are painted one by one; of more a picture is taken and carried."""
_AROUND = 200.0
"""Pixels that the picture shows beyond the widget, which the hand may bring into view."""


class Lift:
    """Holds stickies up with the flows among them, and redraws only those that hold them back."""

    def __init__(
        self,
        wall: Wall,
        stickies: StickyPainter,
        flows: FlowPainter,
        marks: MarkPainter,
        dim: DimPainter,
    ) -> None:
        self._wall = wall
        self._marks = marks
        self._dim = dim
        self._stickies = stickies
        self._flows = flows
        self.ids: frozenset[str] = frozenset()
        self.flows: frozenset[str] = frozenset()
        self._inner: list[str] = []
        self._outer: list[str] = []
        self._picture: QPixmap | None = None
        self._pictured: dict[str, Box] = {}
        self._seen = self._bounds = Box(0, 0, 0, 0)
        self._scale = 1.0

    def take(self, ids: Iterable[str]) -> None:
        """Hold up these stickies and no others; nobody else paints them from now on."""
        self.ids = frozenset(ids)
        self._picture = None
        ends = {
            flow.id: flow.source in self.ids and flow.target in self.ids
            for sticky_id in self.ids
            for flow in self._wall.board.referrers(sticky_id, Flow)
        }
        self._inner = sorted(i for i, is_inner in ends.items() if is_inner)
        self._outer = sorted(i for i, is_inner in ends.items() if not is_inner)
        self.flows = frozenset(ends)
        self._stickies.lift(self.ids)
        self._marks.lift(self.ids)
        self._dim.lift(self.ids)
        self._flows.lift(self.flows)

    def paint(self, painter: QPainter, camera: Camera, area: QRectF, hand: InHand) -> None:
        """Paint what is held up, in pixels."""
        if not self.ids:
            return
        if len(self.ids) <= _FEW:
            boxes = {i: box for i in self.ids if (box := self._wall.box(i)) is not None}
            flows = [*self._outer, *self._inner]
            self._paint_all(painter, camera, area, boxes, flows, hand)
            return
        self._flows.paint_these(painter, camera, self._outer, hand.selected)
        way = self._way()
        if self._picture is None or way is None or not self._shows(camera, area, way):
            self._take_picture(painter, camera, area, hand)
            way = (0.0, 0.0)
        if self._picture is not None:
            shift = QPointF(
                (self._seen.x - camera.x + way[0]) * camera.scale,
                (self._seen.y - camera.y + way[1]) * camera.scale,
            )
            painter.drawPixmap(shift, self._picture)

    def _paint_all(
        self,
        painter: QPainter,
        camera: Camera,
        area: QRectF,
        boxes: dict[str, Box],
        flows: list[str],
        hand: InHand,
    ) -> None:
        view, with_outer = camera.on_board(area), flows != self._inner
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        self._marks.paint_lifted_under(painter, view, camera.scale, with_outer=with_outer)
        painter.restore()
        self._flows.paint_these(painter, camera, flows, hand.selected)
        self._stickies.paint_these(painter, camera, boxes, hand)
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        self._marks.paint_lifted(painter, view, camera.scale)
        painter.restore()
        framed = {i: box for i, box in boxes.items() if i in hand.selected}
        self._stickies.paint_frames_of(painter, camera, framed)

    def _way(self) -> tuple[float, float] | None:
        """Return how far all that is on the picture was carried since; None if not evenly."""
        ways = {
            (round(box.x - old.x, 3), round(box.y - old.y, 3))
            for i, old in self._pictured.items()
            if (box := self._wall.box(i)) is not None
        }
        return ways.pop() if len(ways) == 1 else None

    def _shows(self, camera: Camera, area: QRectF, way: tuple[float, float]) -> bool:
        """Tell whether the picture, carried that far, has all that is now in view."""
        view = camera.on_board(area)
        needed = Box(view.x - way[0], view.y - way[1], view.width, view.height)
        seen = self._seen
        return camera.scale == self._scale and (
            (needed.x >= seen.x or seen.x <= self._bounds.x)
            and (needed.y >= seen.y or seen.y <= self._bounds.y)
            and (needed.right <= seen.right or seen.right >= self._bounds.right)
            and (needed.bottom <= seen.bottom or seen.bottom >= self._bounds.bottom)
        )

    def _take_picture(self, painter: QPainter, camera: Camera, area: QRectF, hand: InHand) -> None:
        sharp = painter.device().devicePixelRatioF()
        around = round(_AROUND * sharp) / sharp
        seen = area.adjusted(-around, -around, around, around)
        there = Camera(*camera.to_board(seen.topLeft()), camera.scale)
        self._seen, self._scale = camera.on_board(seen), camera.scale
        self._bounds = self._wall.bounds_of(self.ids) or self._seen
        self._pictured = {
            i: box for i, box in self._wall.found(self._seen).items() if i in self.ids
        }
        picture = QPixmap((QSizeF(seen.size()) * sharp).toSize())
        picture.setDevicePixelRatio(sharp)
        picture.fill(Qt.GlobalColor.transparent)
        own = QPainter(picture)
        whole = QRectF(0, 0, seen.width(), seen.height())
        self._paint_all(own, there, whole, self._pictured, self._inner, hand)
        own.end()
        self._picture = picture
