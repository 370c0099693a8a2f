from __future__ import annotations

from stormdesk.layout.geometry import Box, Point, bounds_of

BOX = Box(10, 20, 100, 50)


def test_edges_and_middle_follow_from_corner_and_size() -> None:
    assert (BOX.right, BOX.bottom) == (110, 70)
    assert BOX.center == Point(60, 45)


def test_a_point_on_the_edge_is_inside() -> None:
    assert BOX.contains(Point(10, 20))
    assert BOX.contains(Point(110, 70))
    assert not BOX.contains(Point(111, 45))


def test_boxes_that_only_touch_do_not_intersect() -> None:
    assert not BOX.intersects(Box(110, 20, 5, 5))
    assert not BOX.intersects(Box(10, 70, 100, 5))
    assert BOX.intersects(Box(109, 69, 5, 5))


def test_a_box_grows_moves_and_unites() -> None:
    assert BOX.inflated(5) == Box(5, 15, 110, 60)
    assert BOX.moved(-10, 1) == Box(0, 21, 100, 50)
    assert BOX.united(Box(0, 100, 1, 1)) == Box(0, 20, 110, 81)
    assert bounds_of([BOX, Box(0, 100, 1, 1)]) == BOX.united(Box(0, 100, 1, 1))
    assert bounds_of([]) == Box(0, 0, 0, 0)
