"""A window on a board, without a screen and apart from the user's own files."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from stormdesk.desktop import look
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.window import Window
from stormdesk.document.file import to_bytes
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def shop() -> Board:
    """Return a small board: two lanes, a command that leads to an event, and a hotspot."""
    return Board.of(
        [
            Profile(id="shop", title="Shop", level="process"),
            Team(id="checkout-team", name="Checkout team"),
            Context(id="ordering", name="Ordering", owner="checkout-team"),
            Context(id="paying", name="Paying", order=1),
            Sticky(id="place", kind=Kind.COMMAND, text="Place order", context="ordering", at=1),
            Sticky(
                id="placed", kind=Kind.EVENT, text="Order placed", context="ordering", at=2, order=1
            ),
            Sticky(
                id="paid", kind=Kind.EVENT, text="Order paid", context="paying", at=3, order=2
            ),
            Sticky(
                id="doubt", kind=Kind.HOTSPOT, text="Who refunds?", pinned_to="paid", order=3,
                context="paying",
            ),
            Flow.between("place", "placed"),
        ]
    )  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: object) -> None:
    look.dress(qapp)  # type: ignore[arg-type]  # pytest-qt says less than it gives


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    settings = SettingsFile(tmp_path / "config" / "settings.json")
    settings.change(reduced_motion=True)
    return settings


@pytest.fixture
def opening(settings: SettingsFile, state: Path) -> Opening:
    return Opening(settings, state, Cards(Typefaces.bundled_only()))


@dataclass
class Questions:
    """What a person would answer, in order, and what was asked and told."""

    answers: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask(
        self, parent: object, title: str, text: str, choices: list[str], danger: str = ""
    ) -> str:
        self.asked.append(f"{title} {text}")
        if len(choices) == 1:
            return choices[0]
        answer = self.answers.pop(0)
        assert answer in choices
        return answer


@pytest.fixture(autouse=True)
def questions(monkeypatch: pytest.MonkeyPatch) -> Questions:
    questions = Questions()
    asking = ("dialogs.export_target", "dialogs.export_presets", "dialogs.ask", "board_exports")
    for module in ("opening", "dropping", "printing", *asking):
        monkeypatch.setattr(f"stormdesk.desktop.{module}.ask", questions.ask)
    return questions


@pytest.fixture(autouse=True)
def unsettled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Collect no garbage for every board that is opened: it takes longer the more tests ran."""
    monkeypatch.setattr("stormdesk.desktop.window.settle_memory", gc.enable)


@pytest.fixture
def board() -> Board:
    return shop()


@pytest.fixture
def path(tmp_path: Path, board: Board) -> Path:
    path = tmp_path / "shop.stormdesk"
    path.write_bytes(to_bytes(board))
    return path


@pytest.fixture
def window(qtbot, opening: Opening) -> Iterator[Window]:
    window = Window(opening)
    window.resize(1366, 740)
    window.show()
    yield window
    if window.view is not None:
        window.view.opened.close(discard=True)
        window.view.let_go()
        window.view = None
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def view(window: Window, path: Path) -> BoardView:
    window.open_path(path)
    assert window.view is not None
    return window.view
