"""The panel of findings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt

from stormdesk.analysis.finding import Finding, Level
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.finding_rows import set_text
from stormdesk.model.session import Suppressed


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
    view.findings.words.setText("past tense")
    qtbot.waitUntil(lambda: any("Place it" in text for text in messages(view)))
    row = next(n for n, text in enumerate(messages(view)) if "past tense" in text)
    view.findings.list.itemClicked.emit(view.findings.list.item(row))
    assert view.editor.selection == {"placed"}


def finding(message: str) -> Finding:
    return Finding("event-in-past-tense", Level.ADVICE, ("placed",), message, "name it")


def test_after_a_jump_the_keys_belong_to_the_canvas(view: BoardView, qtbot) -> None:
    view.findings.close_task()
    view.window().activateWindow()
    view.turn_to("findings")
    view.findings.show_findings([finding("the name tells nothing")])
    view.findings.list.setFocus()
    view.findings.list.itemClicked.emit(view.findings.list.item(0))
    qtbot.waitUntil(view.canvas.hasFocus)
    assert view.editor.selection == {"placed"}


def test_a_jump_comes_near_enough_to_read(view: BoardView, qtbot) -> None:
    view.findings.close_task()
    view.canvas.glide.is_smooth = False
    view.canvas.zoom_by(0.1, QPointF(300, 300))
    view.findings.show_findings([finding("the name tells nothing")])
    view.findings.list.itemClicked.emit(view.findings.list.item(0))
    qtbot.waitUntil(lambda: view.canvas.zoom >= 0.6)


@pytest.mark.parametrize(
    "message",
    [
        "short",
        "a sentence of several words that goes on for longer than any one line of the panel",
        "Oberweserdampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung" * 3,
    ],
)
def test_a_row_is_as_high_as_its_lines(view: BoardView, qtbot, message: str) -> None:
    view.turn_to("findings")
    panel = view.findings.list
    view.findings.close_task()
    view.findings.show_findings([finding(message)] * 30)
    font = panel.font()
    for wide in (300, 261, 240, 333, 279):
        view.findings.setFixedWidth(wide)
        qtbot.wait(50)
        row = panel.visualItemRect(panel.item(0))
        room = row.width() - 48
        font.setPixelSize(13)
        font.setWeight(font.Weight.Medium)
        told = set_text(message[:1].upper() + message[1:], font, room).boundingRect()
        font.setPixelSize(12)
        font.setWeight(font.Weight.Normal)
        remedy = set_text("Name it", font, room).boundingRect()
        assert told.width() <= room
        assert row.right() <= panel.viewport().width()
        assert 0 <= row.height() - 23 - told.height() - remedy.height() < 1


def test_rows_make_room_for_a_scroll_bar(view: BoardView, qtbot) -> None:
    view.findings.close_task()
    view.turn_to("findings")
    panel = view.findings.list
    view.window().resize(900, 2_000)
    view.findings.show_findings([finding("word " * n) for n in range(4, 20)])
    view.findings.level.setCurrentIndex(3)
    qtbot.wait(50)
    view.turn_to("inspector")
    view.window().resize(900, 560)
    qtbot.wait(50)
    view.turn_to("findings")
    qtbot.waitUntil(panel.verticalScrollBar().isVisible)
    qtbot.wait(50)
    heights = [panel.visualItemRect(panel.item(n)).height() for n in range(12)]
    panel.doItemsLayout()
    assert heights == [panel.visualItemRect(panel.item(n)).height() for n in range(12)]


def told(*levels: Level) -> list[Finding]:
    rules = ("event-in-past-tense", "context-without-owner", "event-without-cause")
    return [
        Finding(rules[n % 3], level, ("placed", "paid")[n % 2 :], f"trouble {n}", "mend it")
        for n, level in enumerate(levels)
    ]


def rows(view: BoardView) -> list[str]:
    return [text for text in messages(view) if not text.startswith("Trouble")]


def click(view: BoardView, text: str) -> None:
    row = messages(view).index(text)
    view.findings.list.itemClicked.emit(view.findings.list.item(row))


def test_five_findings_are_told_and_the_rest_unfolds_by_subject(view: BoardView) -> None:
    view.findings.close_task()
    view.findings.show_findings(told(*[Level.WARNING] * 9))
    assert len(messages(view)) == 6
    assert rows(view) == ["4 more"]
    click(view, "4 more")
    assert len(messages(view)) == 6 + 4 + 3
    assert len(rows(view)) == 1 + 3, "each subject has a heading"
    click(view, "4 more")
    assert len(messages(view)) == 6


def test_findings_are_filtered_by_level_and_by_words(view: BoardView) -> None:
    view.findings.close_task()
    view.findings.show_findings(told(Level.ERROR, Level.WARNING, Level.ADVICE, Level.ADVICE))
    view.findings.level.setCurrentIndex(3)
    assert messages(view) == ["Trouble 2", "Trouble 3"]
    view.findings.words.setText("past-tense trouble")
    assert messages(view) == ["Trouble 3"]
    view.findings.level.setCurrentIndex(0)
    assert messages(view) == ["Trouble 0", "Trouble 3"]


def test_the_keys_go_round_all_findings_and_unfold_what_is_folded(view: BoardView) -> None:
    view.findings.close_task()
    view.findings.show_findings(told(*[Level.WARNING] * 7))
    window = view.window()
    seen = []
    for _ in range(8):
        window.bound.run("next-finding")
        seen.append(view.findings.current.message)
    assert set(seen) == {f"trouble {n}" for n in range(7)}
    assert seen[0] == seen[7] == "trouble 0"
    assert view.editor.selection <= {"placed", "paid"}
    window.bound.run("previous-finding")
    assert view.findings.current.message == seen[6]
    assert view.panes.turn_to("findings").isVisible()


def test_a_finding_stays_current_when_others_come_and_go(view: BoardView) -> None:
    view.findings.close_task()
    findings = told(Level.ERROR, Level.WARNING, Level.ADVICE)
    view.findings.show_findings(findings)
    view.findings.list.setCurrentRow(1)
    view.findings.show_findings(findings[1:])
    assert view.findings.current == findings[1]
    assert view.findings.list.currentRow() == 0


def test_a_finding_is_fixed_in_one_step_and_told_no_more(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Reword") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Send parcel"))
        edit.put(view.editor.board.profile.revised(language="en"))
    view.findings.words.setText("event-in-past-tense")
    qtbot.waitUntil(lambda: len(messages(view)) == 1)
    view.findings.list.setCurrentRow(0)
    before = view.editor.board
    assert view.findings.help.fix.isVisibleTo(view.findings)
    view.findings.help.fix.click()
    assert view.editor.board.stickies["placed"].text != "Send parcel"
    assert view.editor.document.undo_label.startswith("Fix: An event says")
    qtbot.waitUntil(lambda: not messages(view))
    view.editor.document.undo()
    assert view.editor.board == before


def test_a_finding_is_accepted_for_a_reason_and_taken_back(view: BoardView, qtbot) -> None:
    view.findings.words.setText("context-without-owner")
    qtbot.waitUntil(lambda: len(messages(view)) == 1)
    view.findings.list.setCurrentRow(0)
    below = view.findings.help
    below.accept.click()
    below.reason.returnPressed.emit()
    assert not view.editor.board.of_type(Suppressed), "without a reason nothing is accepted"
    view.findings.check()
    qtbot.wait(300)
    assert below.reason.isVisibleTo(view.findings), "it waits for a reason"
    below.reason.setText("Paying belongs to the bank")
    below.reason.returnPressed.emit()
    (kept,) = view.editor.board.of_type(Suppressed).values()
    assert kept.reason == "Paying belongs to the bank"
    qtbot.waitUntil(lambda: messages(view) == ["1 accepted"])
    click(view, "1 accepted")
    view.findings.list.setCurrentRow(1)
    assert messages(view)[1] == "Paying belongs to the bank"
    spoken = view.findings.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("context without owner · “Paying”"), "the reason alone does not tell"
    below.back.click()
    assert not view.editor.board.of_type(Suppressed)
    qtbot.waitUntil(lambda: len(messages(view)) == 1 and "Paying" in messages(view)[0])


def test_an_accepted_finding_names_what_it_is_about(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Accept") as edit:
        edit.put(
            Suppressed(
                id="s", rule="near-duplicates", records=("placed", "paid"), reason="They differ"
            )
        )
    qtbot.waitUntil(lambda: "1 accepted" in messages(view))
    click(view, "1 accepted")
    spoken = view.findings.list.item(view.findings.list.count() - 1)
    told = spoken.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("near duplicates · “Order placed”, “Order paid”")


def test_a_silent_coach_tells_and_marks_nothing(view: BoardView, qtbot) -> None:
    marked: list[dict[str, Level]] = []
    view.findings.marked.connect(marked.append)
    qtbot.waitUntil(lambda: bool(marked and marked[-1]))
    window = view.window()
    window.bound.run("hush")
    assert messages(view) == []
    assert marked[-1] == {}
    with view.editor.document.edit("Add") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Place it"))
    qtbot.wait(400)
    assert messages(view) == []
    assert not window.bound.actions["next-finding"].isEnabled()
    window.bound.run("hush")
    qtbot.waitUntil(lambda: bool(messages(view) and marked[-1]))


def test_signs_stand_at_the_stickies_concerned_and_only_near_by(view: BoardView, qtbot) -> None:
    view.findings.hush(is_silent=True)
    canvas = view.canvas
    canvas.glide.is_smooth = False
    canvas.zoom_to_actual()

    def differing() -> int:
        one, other = plain.toImage(), canvas.grab().toImage()
        width, height = one.width(), one.height()
        return sum(
            one.pixel(x, y) != other.pixel(x, y)
            for x in range(0, width, 2)
            for y in range(0, height, 2)
        )

    plain = canvas.grab()
    canvas.marks.show({"placed": Level.ERROR})
    error = differing()
    assert error > 20
    canvas.marks.show({"placed": Level.ADVICE})
    assert 5 < differing() < error
    canvas.marks.show({})
    assert differing() == 0
    canvas.zoom_by(0.2, QPointF(300, 300))
    plain = canvas.grab()
    canvas.marks.show({"placed": Level.ERROR})
    assert differing() == 0


def test_a_tilted_event_is_painted_askew(view: BoardView, qtbot) -> None:
    view.canvas.zoom_to_actual()
    view.editor.select(["placed"])
    before = view.canvas.grab().toImage()
    view.bound.run("tilt")
    assert view.canvas.grab().toImage() != before
    view.bound.run("tilt")
    assert view.canvas.grab().toImage() == before


def test_nobody_is_told_anything_before_the_text_is_finished(view: BoardView, qtbot) -> None:
    view.findings.words.setText("event-in-past-tense")
    view.editor.select(["placed"])
    view.bound.run("open-text")
    tool = view.editor.tool
    tool.type(view.editor, "Send parcel")
    qtbot.wait(600)
    assert messages(view) == []
    tool.finish(view.editor)
    qtbot.waitUntil(lambda: len(messages(view)) == 1)
