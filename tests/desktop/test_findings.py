"""The panel of findings."""

from __future__ import annotations

from stormdesk.desktop.board_view import BoardView


def messages(view: BoardView) -> list[str]:
    return [view.findings.list.item(n).text() for n in range(view.findings.list.count())]


def test_findings_follow_the_board_after_a_pause(view: BoardView, qtbot) -> None:
    qtbot.waitUntil(lambda: any("Paying" in text for text in messages(view)))
    with view.editor.document.edit("Own it") as edit:
        edit.put(view.editor.board.contexts["paying"].revised(owner="Ada"))
    qtbot.waitUntil(lambda: not any("Paying" in text for text in messages(view)))


def test_a_click_reveals_what_a_finding_is_about(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Rename") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Place it"))
    qtbot.waitUntil(lambda: any("Place it" in text for text in messages(view)))
    row = next(n for n, text in enumerate(messages(view)) if "past tense" in text)
    view.findings.list.itemClicked.emit(view.findings.list.item(row))
    assert view.editor.selection == {"placed"}
