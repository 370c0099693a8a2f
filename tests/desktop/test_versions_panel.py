"""Versions in the window: saved by hand and at the end of phases, compared, and brought back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.versions import VersionsPanel
from stormdesk.desktop.window import Window
from stormdesk.document.recovery import forget
from stormdesk.document.version_contents import history_beside, version_board
from stormdesk.editor.workshop import versions
from stormdesk.model.problem import BadInput
from stormdesk.model.session import NamedVersion

BEGUN = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time


class Clock:
    """The time of the room, which a test turns on."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(view: BoardView, monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(view.projection, "_clock", clock)
    return clock


@pytest.fixture
def panel(view: BoardView, window: Window, clock: Clock) -> VersionsPanel:
    window.bound.run("versions")
    return view.workshop.versions


def saved(panel: VersionsPanel, name: str) -> None:
    panel.name.setText(name)
    panel.save.click()


def press(panel: VersionsPanel, text: str, nth: int = 0) -> None:
    QApplication.processEvents()
    [b for b in panel.findChildren(QPushButton) if b.text() == text][nth].click()


def told(panel: VersionsPanel) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in panel.findChildren(QLabel) if w.isVisibleTo(panel))


def reword(view: BoardView, text: str) -> None:
    with view.editor.document.edit("Reword") as edit:
        edit.put(view.editor.board.stickies["paid"].revised(text=text))


def test_without_versions_it_says_what_they_are_for(panel: VersionsPanel) -> None:
    assert "A version is the board at a moment" in told(panel)


def test_a_version_is_saved_and_brought_back_in_one_step(
    view: BoardView, panel: VersionsPanel
) -> None:
    saved(panel, "Before lunch")
    assert "Before lunch" in told(panel)
    assert "2026-11-24 09:00" in told(panel)
    before = view.editor.board.stickies
    reword(view, "Order settled")
    view.editor.select(["placed"])
    view.bound.run("remove")
    press(panel, "Restore")
    assert view.editor.board.stickies == before
    view.editor.document.undo()
    assert view.editor.board.stickies["paid"].text == "Order settled"
    assert "placed" not in view.editor.board.stickies


def test_what_differs_is_lit_and_listed(view: BoardView, panel: VersionsPanel) -> None:
    saved(panel, "Before")
    reword(view, "Order settled")
    press(panel, "Compare")
    assert view.stage.lit == {"paid"}
    assert '"Order paid" -> "Order settled"' in told(panel)
    assert "1 difference since “Before”" in told(panel)
    reword(view, "Order settled twice")
    assert '"Order settled twice"' in told(panel)
    panel.close_comparison.click()
    assert view.stage.lit is None


def test_a_name_is_given_once_and_one_left_out_is_the_time(
    view: BoardView, panel: VersionsPanel
) -> None:
    saved(panel, "Before")
    saved(panel, "Before")
    assert "there already" in told(panel)
    panel.name.clear()
    panel.save.click()
    assert [v.name for v in versions.versions(view.editor.board)] == [
        "Before",
        "2026-11-24 09:00",
    ]


def test_the_end_of_a_phase_saves_one_unless_it_was_passed_by(
    view: BoardView, panel: VersionsPanel, clock: Clock
) -> None:
    agenda = view.workshop.facilitation.agendas.named("big-picture")
    assert agenda is not None
    view.workshop.facilitation.begin(agenda, [])
    view.workshop.facilitation.enter(agenda.phases[1])
    assert not versions.versions(view.editor.board)
    clock.now += timedelta(minutes=9)
    view.workshop.facilitation.enter(agenda.phases[2])
    clock.now += timedelta(minutes=9)
    view.workshop.facilitation.enter(agenda.phases[1])
    clock.now += timedelta(minutes=9)
    view.workshop.facilitation.finish()
    first, second = agenda.phases[1].name, agenda.phases[2].name
    names = [v.name for v in versions.versions(view.editor.board)]
    assert names == [first, second, f"{first} 2"]


def test_the_history_goes_along_with_the_board(
    view: BoardView, panel: VersionsPanel, state: Path, tmp_path: Path
) -> None:
    saved(panel, "Before")
    reword(view, "Order settled")
    saved(panel, "After")
    panel.send.click()
    path = view.opened.path
    assert path is not None
    beside = history_beside(path)
    with ZipFile(beside) as archive:
        assert len(archive.namelist()) == 2
    board = view.editor.board
    before, after = versions.versions(board)
    elsewhere = tmp_path / "another computer"
    for version, text in ((before, "Order paid"), (after, "Order settled")):
        past = version_board(version, board.profile.id, elsewhere, path)
        assert past.stickies["paid"].text == text
    beside.unlink()
    with pytest.raises(BadInput, match=r"shop\.history"):
        version_board(before, board.profile.id, elsewhere, path)


def test_a_history_that_is_none_or_lies_is_refused(
    view: BoardView, panel: VersionsPanel, tmp_path: Path
) -> None:
    saved(panel, "Before")
    path = view.opened.path
    assert path is not None
    (version,) = versions.versions(view.editor.board)
    digest = (version.digest or "").removeprefix("sha256:")
    beside = history_beside(path)
    for content in (b"", b"no archive"):
        beside.write_bytes(content)
        with pytest.raises(BadInput):
            version_board(version, "shop", tmp_path / "nowhere", path)
    with ZipFile(beside, "w") as archive:
        archive.writestr(f"{digest}.stormdesk", "other contents")
    with pytest.raises(BadInput):
        version_board(version, "shop", tmp_path / "nowhere", path)


def test_a_version_whose_contents_are_lost_comes_from_the_journal(
    view: BoardView, panel: VersionsPanel, state: Path
) -> None:
    saved(panel, "Before")
    reword(view, "Order settled")
    for file in state.glob("versions/*/*"):
        file.unlink()
    press(panel, "Restore")
    assert view.editor.board.stickies["paid"].text == "Order paid"


def test_a_version_that_is_gone_says_where_to_get_it(view: BoardView, panel: VersionsPanel) -> None:
    digest = f"sha256:{'0' * 64}"
    view.editor.document.log(NamedVersion(id="v", name="Elsewhere").revised(digest=digest))
    panel.refresh()
    before = view.editor.board
    press(panel, "Restore")
    assert "shop.history" in told(panel)
    assert view.editor.board is before


def test_a_forgotten_board_leaves_no_version(
    view: BoardView, panel: VersionsPanel, state: Path
) -> None:
    saved(panel, "Before")
    assert [*state.glob("versions/*/*")]
    view.opened.close(discard=True)
    forget("shop", state)
    assert not [*state.glob("versions/*/*")]


def test_the_pack_is_one_key_away(window: Window, view: BoardView) -> None:
    asked: list[str] = []
    window.export = lambda: asked.append(window.opening.settings.value.export_format)  # type: ignore[method-assign]  # the dialog is modal
    window.bound.run("close-out")
    assert asked == ["close-out"]
