"""Tilted stickies on paper."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.poster import poster
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.tilting import REWORD
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

ROBOTO = Typefaces.bundled_only()


def drawn(*tags: str) -> bytes:
    sticky = Sticky(id="a", kind=Kind.EVENT, text="Send the parcel", at=1, tags=tags)
    return poster(Board.of([Profile(id="b", title="Board"), sticky]), PosterOptions(), ROBOTO)


def test_a_tilted_event_is_drawn_askew_and_its_words_can_still_be_read() -> None:
    assert drawn("other") == drawn()
    assert drawn(REWORD) != drawn()
    page = PdfReader(BytesIO(drawn(REWORD))).pages[0]
    assert "Send the parcel" in " ".join(page.extract_text().split())
