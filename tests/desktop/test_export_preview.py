"""What the export dialog shows before anything is written, and what it remembers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit

from stormdesk.desktop import printing
from stormdesk.desktop.dialogs.export_dialog import ExportDialog
from stormdesk.desktop.preview.file_view import excerpt
from stormdesk.desktop.preview.sheets import sheets_of
from stormdesk.desktop.settings import SettingsFile
from stormdesk.exchange.format import Format, Options, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.presets import Preset
from stormdesk.model.board import Board

Show = Callable[..., ExportDialog]
_HELD = threading.Event()


class Slow(Options):
    """Options of a format whose writer waits until it may go on."""

    preset: Literal["long", "short"] = "long"
    size: str = Field(default="A4", json_schema_extra={"suggested": ["A4", "A3"]})
    logo: str | None = Field(default=None, json_schema_extra={"file": True})


def slow(board: Board, options: Slow) -> dict[str, bytes]:
    _HELD.wait(20)
    return {"slow.txt": options.size.encode()}


def notes(board: Board) -> list[str]:
    return ["no font has ᚠ on Order placed"]


def quick(board: Board, options: Slow) -> dict[str, bytes]:
    return {"quick.txt": "".join(f"{n} {options.size}\n" for n in range(900)).encode()}


SLOW = Format("slow", "Slow", ".txt", Slow, writer=f"{__name__}:slow")
QUICK = Format(
    "quick", "Quick", ".txt", Slow, writer=f"{__name__}:quick", left_out=f"{__name__}:notes"
)


@pytest.fixture
def show(qtbot, board: Board, settings: SettingsFile, tmp_path: Path) -> Iterator[Show]:
    shown: list[ExportDialog] = []
    settings.change(export_folder=str(tmp_path))

    def show(*formats: Format, **more: object) -> ExportDialog:
        dialog = ExportDialog(board, None, settings, formats=formats or FORMATS.values(), **more)
        shown.append(dialog)
        dialog.resize(1240, 660)
        dialog.show()
        return dialog

    _HELD.clear()
    yield show
    _HELD.set()
    for dialog in shown:
        dialog.reject()
        dialog.close()
        qtbot.addWidget(dialog)


def is_drawn(dialog: ExportDialog) -> bool:
    return dialog.work.rendition is not None and dialog.preview.sheets.is_drawn


def choose(dialog: ExportDialog, preset: str) -> None:
    box = dialog.choices.presets.box
    number = box.findText(preset)
    assert number >= 0
    box.setCurrentIndex(number)
    box.activated.emit(number)


def size_entry(dialog: ExportDialog) -> QComboBox:
    entry = dialog.choices.options.entries["size"]
    assert isinstance(entry, QComboBox)
    return entry


def test_a_page_can_be_seen_leafed_and_zoomed_by_keys(show: Show, qtbot) -> None:
    dialog = show()
    dialog.formats.choose("pdf")
    entry = dialog.choices.options.entries["tiles"]
    assert isinstance(entry, QComboBox)
    entry.setCurrentText("A4")
    qtbot.waitUntil(lambda: is_drawn(dialog) and dialog.preview.sheets.count > 1, timeout=20000)
    view = dialog.preview.sheets
    assert dialog.preview.shown is view
    assert dialog.preview.leafing.count.text() == f"of {view.count}"
    fitted = view.zoom
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.number == 1
    assert dialog.preview.leafing.page.value() == 2
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.number == view.count - 1
    assert not dialog.preview.leafing.on.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.number == 0
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.zoom == 1
    assert view.horizontalScrollBar().maximum() > 0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == pytest.approx(fitted)
    qtbot.waitUntil(lambda: is_drawn(dialog))
    dialog.preview.leafing.page.setValue(2)
    assert view.number == 1


def test_the_page_shows_what_the_file_holds(show: Show, qtbot) -> None:
    dialog = show()
    dialog.formats.choose("pdf")
    qtbot.waitUntil(lambda: is_drawn(dialog), timeout=20000)
    image = dialog.preview.sheets.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert {"#ff9d48", "#23bfe7"} <= colours


def test_a_part_of_a_page_is_the_same_part_of_the_whole(board: Board) -> None:
    name, data = next(iter(write(FORMATS["pdf"], board).items()))
    sheets = sheets_of(name, data)
    assert sheets is not None
    size = QSize(800, 500)
    whole = sheets.picture(0, size, QRect(QPoint(0, 0), size))
    part = sheets.picture(0, size, QRect(200, 100, 300, 200))
    same = sum(
        part.pixel(x, y) == whole.pixel(200 + x, 100 + y) for x in range(300) for y in range(200)
    )
    assert same >= 0.99 * 300 * 200


@pytest.mark.parametrize("name", ["svg", "html", "png"])
def test_a_picture_is_shown_as_it_will_look(show: Show, qtbot, name: str) -> None:
    dialog = show()
    dialog.formats.choose(name)
    qtbot.waitUntil(lambda: is_drawn(dialog), timeout=20000)
    assert dialog.preview.shown is dialog.preview.sheets


def test_a_text_shows_its_first_lines(show: Show, qtbot) -> None:
    dialog = show(QUICK)
    qtbot.waitUntil(lambda: dialog.work.rendition is not None)
    text = dialog.preview.files.text.toPlainText()
    assert text.startswith("0 A4\n1 A4\n")
    assert text.endswith("… and more, in the file.")
    assert not dialog.preview.files.names.isVisible()
    size_entry(dialog).setEditText("A3")
    qtbot.waitUntil(lambda: dialog.preview.files.text.toPlainText().startswith("0 A3\n"))


def test_a_folder_shows_its_files(show: Show, qtbot) -> None:
    dialog = show()
    dialog.formats.choose("backstage")
    qtbot.waitUntil(lambda: dialog.work.rendition is not None)
    files, view = dialog.work.rendition.files, dialog.preview.files
    assert [view.names.item(n).text() for n in range(view.names.count())] == sorted(files)
    for row, name in enumerate(sorted(files)):
        view.names.setCurrentRow(row)
        assert view.text.toPlainText() == files[name].decode()


def test_what_is_no_text_is_not_shown_as_one() -> None:
    assert excerpt(b"a\0b") == "This file is no text."
    assert excerpt("ä\n".encode()) == "ä\n"


def test_what_cannot_be_had_is_told_before_it_is_written(show: Show, qtbot) -> None:
    dialog = show(QUICK)
    qtbot.waitUntil(dialog.notes.isVisible)
    assert dialog.notes.toPlainText() == "No font has ᚠ on Order placed"
    dialog.resize(800, 640)
    qtbot.waitUntil(lambda: dialog.notes.isVisible() and not dialog.preview.isVisible())


def test_an_export_that_is_cancelled_writes_nothing(show: Show, tmp_path: Path, qtbot) -> None:
    dialog = show(SLOW)
    dialog.export()
    assert dialog.outcome.cancel.isVisible()
    assert not dialog.formats.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.outcome.cancel.isVisible()
    assert dialog.button.isEnabled()
    _HELD.set()
    qtbot.waitUntil(lambda: dialog.work.rendition is not None)
    assert list(tmp_path.glob("*.txt")) == []
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    assert [each.read_text() for each in tmp_path.glob("*.txt")] == ["A4"]


def test_closing_waits_for_no_writer(show: Show) -> None:
    dialog = show(SLOW)
    dialog.reject()
    assert not dialog.isVisible()
    assert not _HELD.is_set()


def test_what_was_chosen_last_is_offered_again(show: Show, qtbot) -> None:
    dialog = show(QUICK)
    size_entry(dialog).setEditText("A3")
    dialog.choices.left_out["people"].setChecked(True)
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    again = show(QUICK)
    assert size_entry(again).currentText() == "A3"
    assert again.choices.redactions == ("people",)


def test_a_preset_is_kept_taken_and_deleted(
    show: Show, settings: SettingsFile, questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (" Wall ", True))
    dialog = show(QUICK, SLOW)
    size_entry(dialog).setEditText("A3")
    assert dialog.choices.presets.box.currentIndex() == -1
    dialog.choices.presets.save()
    kept = Preset(name="Wall", format="quick", options={"size": "A3"})
    assert SettingsFile(settings.path).value.presets == (kept,)
    assert dialog.choices.presets.box.currentText() == "Wall"
    choose(dialog, "Long")
    assert size_entry(dialog).currentText() == "A4"
    choose(dialog, "Short")
    assert dialog.choices.options.options() == Slow(preset="short")
    choose(dialog, "Wall")
    assert dialog.choices.options.options() == Slow(size="A3")
    dialog.formats.choose("slow")
    assert dialog.choices.presets.box.findText("Wall") == -1
    dialog.formats.choose("quick")
    choose(dialog, "Wall")
    questions.answers += ["Delete"]
    dialog.choices.presets.delete()
    assert SettingsFile(settings.path).value.presets == ()
    assert size_entry(dialog).currentText() == "A3"


def test_a_preset_that_knows_other_options_is_no_harm(show: Show, settings: SettingsFile) -> None:
    settings.change(presets=[Preset(name="Old", format="quick", options={"gone": 1})])
    dialog = show(QUICK)
    choose(dialog, "Old")
    assert dialog.choices.options.options() == Slow()


def test_formats_are_found_by_a_few_letters(show: Show) -> None:
    dialog = show()
    dialog.formats.entry.setText("avro")
    assert dialog.formats.offered == ["schemas"]
    assert dialog.form.name == "schemas"
    dialog.formats.entry.setText("no such thing")
    assert dialog.formats.offered == []
    QTest.keyClick(dialog.formats.entry, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(dialog.formats.offered) > 20
    QTest.keyClick(dialog.formats.entry, Qt.Key.Key_Down)
    assert dialog.form.name != "schemas"


def test_letters_typed_in_the_list_search_in_it(show: Show) -> None:
    dialog = show()
    QTest.keyClicks(dialog.formats.list, "PDF")
    assert dialog.formats.offered == ["pdf", "pdf-cards", "pdf-report"]
    assert dialog.form.name == "pdf"
    QTest.keyClick(dialog.formats.list, Qt.Key.Key_Down)
    assert dialog.form.name == "pdf-cards"
    for _ in range(3):
        QTest.keyClick(dialog.formats.list, Qt.Key.Key_Backspace)
    assert len(dialog.formats.offered) > 20


@pytest.mark.parametrize("form", [e for e in FORMATS.values() if e.writer], ids=lambda e: e.name)
def test_no_name_of_a_format_is_cut(show: Show, form: Format) -> None:
    dialog = show()
    room = dialog.formats.list.viewport().width() - 40
    assert dialog.formats.list.fontMetrics().horizontalAdvance(form.label) <= room
    assert form.group != "Other"


def test_a_picture_may_be_of_what_is_on_the_board(show: Show, qtbot) -> None:
    dialog = show(selection=("placed",))
    dialog.formats.choose("png")
    entry = dialog.choices.options.entries["of"]
    assert isinstance(entry, QComboBox)
    offered = [entry.itemText(n) for n in range(entry.count())]
    assert offered == ["The whole board", "The 1 selected sticky", "Lane Ordering", "Lane Paying"]
    entry.setCurrentIndex(1)
    assert dialog.choices.options.options().of == "selection placed"
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()), timeout=20000)
    assert "of" not in dialog._settings.value.choices["png"].options


def test_a_file_can_be_chosen_for_an_option(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "stormdesk.desktop.dialogs.option_entry.QFileDialog.getOpenFileName",
        lambda *_: ("/logos/ours.png", ""),
    )
    dialog = show(QUICK)
    group = dialog.choices.options.entries["logo"]
    group.findChild(object, "choose").click()
    assert group.findChild(QLineEdit).text() == "/logos/ours.png"
    assert dialog.choices.options.options().logo == "/logos/ours.png"


def test_only_pages_are_printed(
    show: Show, qtbot, monkeypatch: pytest.MonkeyPatch, settings: SettingsFile
) -> None:
    printed: list[tuple[int, bool]] = []

    def printing_sheets(parent, sheets, title, *, is_actual_size: bool) -> str:
        printed.append((len(sheets.sizes), is_actual_size))
        return "1 page printed to Lasse."

    monkeypatch.setattr(printing, "print_sheets", printing_sheets)
    dialog = show(printing=True)
    assert all(each.startswith("pdf") for each in dialog.formats.offered)
    assert not dialog.button.isVisible()
    assert not dialog.target.isVisible()
    assert not dialog.printer.isEnabled()
    qtbot.waitUntil(dialog.printer.isEnabled, timeout=20000)
    dialog.actual_size.setChecked(True)
    dialog.printer.click()
    assert printed == [(1, True)]
    assert dialog.outcome.told.text() == "1 page printed to Lasse."
    assert settings.value.print_actual_size


def test_nothing_is_cut_in_a_small_window(show: Show, qtbot) -> None:
    dialog = show()
    for name in ("pdf", "schemas", "html"):
        dialog.formats.choose(name)
        dialog.resize(1240, 660)
        qtbot.waitUntil(lambda: dialog.work.rendition is not None, timeout=20000)
        assert (dialog.width(), dialog.height()) == (1240, 660)
        for button in (dialog.close_button, dialog.button, dialog.preview, dialog.target):
            corner = button.mapTo(dialog, button.rect().bottomRight())
            assert dialog.rect().contains(corner)
            assert button.width() >= button.minimumSizeHint().width()


def test_settings_hold_presets_as_data(show: Show, settings: SettingsFile) -> None:
    settings.change(presets=[Preset(name="Wall", format="pdf", leave_out=("people",))])
    told = json.loads(settings.path.read_text())["presets"]
    assert told == [{"format": "pdf", "name": "Wall", "leave_out": ["people"]}]
