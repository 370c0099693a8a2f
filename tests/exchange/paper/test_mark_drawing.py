from __future__ import annotations

from io import BytesIO

from exchange.paper.test_poster import drawn
from pypdf import PdfReader

from stormdesk.exchange.paper.operators import fill
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.marks import HOT, SECURE
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.profile import Profile
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Kind, Sticky

ASSUMED = ServiceLevel(indicator="success-rate", objective="99.9%", assumed=True)
HEAT = fill(DEFAULT_PALETTE.heat)


def operators(*tags: str, assumed: bool = False, watched: bool = False) -> str:
    board = Board.of(
        [
            Profile(id="b", title="Marks"),
            Sticky(
                id="one", kind=Kind.COMMAND, text="One", at=1, tags=tags,
                service_levels=(ASSUMED,) if assumed else (),
                observability=("trace",) if watched else (),
            ),
            Sticky(id="two", kind=Kind.EVENT, text="Two", at=3, tags=tags),
            Flow.between("one", "two"),
        ]
    )  # fmt: skip
    data = drawn(board, legend=False)
    return PdfReader(BytesIO(data)).pages[0].get_contents().get_data().decode()


def discs(shown: str) -> int:
    return shown.count(" Do") - operators().count(" Do")


def test_the_hot_path_has_a_rim_round_its_stickies_and_wide_flows() -> None:
    assert HEAT not in operators()
    assert operators(HOT).count(HEAT) == 3


def test_what_is_watched_secured_or_only_assumed_has_a_disc() -> None:
    assert discs(operators(watched=True)) == 1
    assert discs(operators(assumed=True)) == 1
    assert discs(operators(SECURE)) == 2
    assert discs(operators(SECURE, assumed=True, watched=True)) == 4
