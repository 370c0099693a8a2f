from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.spatial_index import SpatialIndex

SPAN = st.integers(-2000, 2000)
BOXES = st.builds(
    Box, SPAN, SPAN, st.sampled_from([1, 80, 160, 320, 200_000]), st.sampled_from([1, 160, 200_000])
)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), BOXES),
    st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.none() | BOXES), max_size=4),
    BOXES,
    st.builds(Point, SPAN, SPAN),
)
def test_it_finds_what_looking_at_every_box_would(
    boxes: dict[str, Box],
    changes: list[dict[str, Box | None]],
    area: Box,
    point: Point,
) -> None:
    index = SpatialIndex(boxes)
    now: dict[str, Box | None] = dict(boxes)
    for change in changes:
        index.after(change)
        now.update(change)
    left = {i: box for i, box in now.items() if box is not None}
    assert len(index) == len(left)
    assert index.found(area) == {i: box for i, box in left.items() if box.intersects(area)}
    near = index.found(Box(point.x, point.y, 0, 0).inflated(1))
    assert {i for i in near if near[i].contains(point)} == {
        i for i, box in left.items() if box.contains(point)
    }
