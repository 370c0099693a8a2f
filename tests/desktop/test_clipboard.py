"""The desktop's clipboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from stormdesk.desktop.clipboard import DesktopClipboard


@pytest.fixture
def clipboard(qapp: object) -> Iterator[DesktopClipboard]:
    yield DesktopClipboard()
    QGuiApplication.clipboard().clear()


def test_other_programs_get_the_text_and_we_the_stickies(clipboard: DesktopClipboard) -> None:
    clipboard.put("Order placed", '{"stickies": ["Bestellung geprüft"]}')
    assert QGuiApplication.clipboard().text() == "Order placed"
    assert clipboard.records() == '{"stickies": ["Bestellung geprüft"]}'


def test_what_others_put_there_is_only_text(clipboard: DesktopClipboard) -> None:
    clipboard.put("ours", "{}")
    QGuiApplication.clipboard().setText("theirs")
    assert (clipboard.text(), clipboard.records()) == ("theirs", "")
