"""What holds for every board and every catalogue: no crash, the same bytes, no way out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath

import pytest
from hypothesis import given

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import format_named
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

from ..any_board import boards

_FORMS = ("eventcatalog", "backstage", "cml", "esdm")


@pytest.mark.parametrize("name", _FORMS)
@given(board=boards())
def test_any_board_is_written_or_refused_in_a_sentence(name: str, board: Board) -> None:
    with suppress(BadInput):
        files = write(format_named(name), board)
        assert files == write(format_named(name), board)
        for path in files:
            parts = PurePosixPath(path).parts
            assert parts[0] != "/"
            assert not {"", ".", ".."} & set(parts)
            assert path.isascii()
