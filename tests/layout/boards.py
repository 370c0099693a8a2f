"""Boards for the tests of the layout, read from the templates or made up by Hypothesis."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

MEANING = ("id", "kind", "text", "context", "at", "parked", "pinned-to", "again", "sign")


def board_of(*records: Context | Sticky | Flow) -> Board:
    """A board of these records, their order as given."""
    numbered = (record.model_copy(update={"order": n}) for n, record in enumerate(records))
    return Board.of([Profile(id="board", title="Test"), *numbered])


def lane(name: str, **fields: Any) -> Context:
    return Context(id=name, name=name.title(), **fields)


def sticky(sticky_id: str, kind: str = "event", text: str = "", **fields: Any) -> Sticky:
    return Sticky(id=sticky_id, kind=Kind(kind), text=text or sticky_id, **fields)


def chain(*ids: str) -> list[Flow]:
    return [Flow.between(one, other) for one, other in pairwise(ids)]


def templates() -> list[Path]:
    return sorted(resource("templates").glob("*.yaml"))


def template(path: Path) -> Board:
    """A template's lanes, stickies and flows."""
    raw = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # knows no tags
    names = [{"id": each["id"], "name": each["name"]} for each in raw["contexts"]]
    kept = [{k: v for k, v in each.items() if k in MEANING} for each in raw["stickies"]]
    ways = [{**f, "id": Flow.derived_id(f["from"], f["to"])} for f in raw["flows"]]
    return board_of(
        *map(Context.model_validate, names),
        *map(Sticky.model_validate, kept),
        *map(Flow.model_validate, ways),
    )


def without_columns(board: Board) -> Board:
    return Board.of(
        record.placed(at=None) if isinstance(record, Sticky) else record
        for record in board.records.values()
    )


TEXTS = st.sampled_from(
    [
        "",
        "Order placed",
        "Whenever an order is placed, reserve its stock " * 3,
        "x" * 300,
        "a\n" * 40,
    ]
)
COLUMNS = st.none() | st.sampled_from([1.0, 2.0, 2.5, 3.0, 3.75, 4.0, -2.0])


@st.composite
def boards(draw: st.DrawFn, *, placed: bool = False, most: int = 24) -> Board:
    """Any board: lanes, stickies of all kinds, pins, the parking lot, flows and loops."""
    lanes = [lane(f"lane-{n}") for n in range(draw(st.integers(0, 3)))]
    homes = st.sampled_from([None, *(each.id for each in lanes)])
    stickies: list[Sticky] = []
    for n in range(draw(st.integers(0, most))):
        hosts = [None, None, None, *(each.id for each in stickies)]
        places: dict[str, Any] = {}
        if placed and draw(st.booleans()):
            places = {"x": draw(st.integers(-500, 2000)), "y": draw(st.integers(0, 900))}
        stickies.append(
            sticky(
                f"s{n}",
                draw(st.sampled_from(list(Kind))),
                draw(TEXTS),
                context=draw(homes),
                at=draw(COLUMNS),
                parked=draw(st.sampled_from([False, False, False, True])),
                pinned_to=draw(st.sampled_from(hosts)),
                **places,
            )
        )
    ids = [each.id for each in stickies]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)) if ids else st.nothing()
    found = draw(st.sets(pairs, max_size=most)) if ids else set()
    ways = [Flow.between(one, other) for one, other in sorted(found) if one != other]
    loops = [way.revised(loop=draw(st.sampled_from([False, False, True]))) for way in ways]
    return board_of(*lanes, *stickies, *loops)
