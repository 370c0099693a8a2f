from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.paper.report.flow import Block, flowed

DEPTH = 100.0


def drawn_nowhere(sheet: object, top: float) -> None:
    """Blocks are only placed here."""


blocks = st.lists(
    st.builds(
        Block, st.floats(1, 99), st.just(drawn_nowhere), gap=st.floats(0, 20), keeps=st.booleans(),
        needs=st.floats(0, 60), on_new_page=st.booleans(),
    ),
    max_size=40,
)  # fmt: skip


@given(blocks)
def test_every_block_stands_once_whole_and_in_order(made: list[Block]) -> None:
    pages = flowed(made, DEPTH)
    assert [placed.block for page in pages for placed in page] == made
    for page in pages:
        bottom = 0.0
        assert page[0].top == 0
        for block, top in page:
            assert top >= bottom
            bottom = top + block.height
        assert bottom <= DEPTH + 1e-9


def test_a_heading_stays_with_what_follows() -> None:
    filling = Block(85, drawn_nowhere)
    heading = Block(10, drawn_nowhere, keeps=True)
    assert [len(page) for page in flowed([filling, heading, Block(20, drawn_nowhere)], DEPTH)] == [
        1,
        2,
    ]


def test_the_head_of_a_table_comes_again() -> None:
    head = Block(10, drawn_nowhere)
    rows = [Block(40, drawn_nowhere, repeated=head) for _ in range(4)]
    pages = flowed([Block(15, drawn_nowhere, keeps=True), *rows], DEPTH)
    assert [page[0].block is head for page in pages] == [False, True]
