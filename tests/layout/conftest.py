from __future__ import annotations

import pytest

from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces


@pytest.fixture(scope="session")
def cards() -> Cards:
    return Cards(Typefaces.bundled_only())
