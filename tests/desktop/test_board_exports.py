"""Exporting again by one key, pictures for the clipboard, and paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.dialogs.export_dialog import ExportDialog
from stormdesk.desktop.failure import why
from stormdesk.desktop.preview.sheets import PdfSheets
from stormdesk.desktop.printing import bands, pages_of, paint_sheets, print_sheets
from stormdesk.desktop.settings import LastExport, SettingsFile
from stormdesk.desktop.window import Window
from stormdesk.exchange.file_list import sha256
from stormdesk.exchange.format import only_file, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.pictures.pdf_pages import PdfPages
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput


def told(view: BoardView) -> list[str]:
    return [banner.text for banner in view.banners]


def retitle(view: BoardView, text: str) -> None:
    editor = view.editor
    with editor.document.edit("Change text") as edit:
        edit.put(editor.board.stickies["placed"].revised(text=text))


@pytest.fixture
def exported(view: BoardView, settings: SettingsFile, tmp_path: Path) -> Path:
    """A board that was exported once, without its owners."""
    path = tmp_path / "shop.yaml"
    path.write_bytes(b"was")
    last = LastExport(format="yaml", path=str(path), sha256=sha256(b"was"), leave_out=("owners",))
    settings.change(exports={"shop": last})
    return path


def test_one_key_exports_again_what_the_board_is_now(
    window: Window, view: BoardView, exported: Path, qtbot, settings: SettingsFile
) -> None:
    retitle(view, "Order accepted")
    window.bound.run("export-again")
    qtbot.waitUntil(lambda: any(str(exported) in each and "Written" in each for each in told(view)))
    text = exported.read_text()
    assert "Order accepted" in text
    assert "Checkout" not in text
    assert settings.value.exports["shop"].sha256 == sha256(exported.read_bytes())
    window.bound.run("export-again")
    qtbot.waitUntil(lambda: window.exports is not None and not window.exports._work.is_due)
    assert len(view.banners) == 1


def test_a_file_that_somebody_changed_is_replaced_only_after_asking(
    window: Window, view: BoardView, exported: Path, questions
) -> None:
    exported.write_bytes(b"theirs")
    questions.answers += ["Cancel"]
    window.bound.run("export-again")
    assert exported.read_bytes() == b"theirs"
    assert "changed since it was exported" in questions.asked[-1]


def test_what_goes_wrong_again_is_told(
    window: Window, view: BoardView, exported: Path, qtbot, settings: SettingsFile
) -> None:
    last = settings.value.exports["shop"]
    settings.change(exports={"shop": last.model_copy(update={"options": {"gone": 1}})})
    window.bound.run("export-again")
    assert "gone" in told(view)[-1]
    settings.change(exports={"shop": last.model_copy(update={"path": "/dev/null/a/b.yaml"})})
    window.bound.run("export-again")
    qtbot.waitUntil(lambda: "/dev/null" in told(view)[-1] and "Exporting" not in told(view)[-1])
    assert view.banners[-1].property("tone") == "error"


def test_a_board_never_exported_asks_how(
    window: Window, view: BoardView, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda self: asked.append(True))
    window.bound.run("export-again")
    assert asked == [True]


def test_what_the_dialog_wrote_is_exported_again(
    window: Window, view: BoardView, qtbot, settings: SettingsFile, tmp_path: Path
) -> None:
    dialog = ExportDialog(view.editor.board, view.opened.path, settings, window)
    qtbot.addWidget(dialog)
    dialog.formats.choose("mermaid")
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    dialog.reject()
    path = dialog.target.path
    assert path is not None
    before = path.read_bytes()
    retitle(view, "Order accepted")
    window.bound.run("export-again")
    qtbot.waitUntil(lambda: path.read_bytes() != before)
    assert "Order accepted" in path.read_text()


def test_forgetting_a_board_forgets_where_it_went(
    window: Window, view: BoardView, exported: Path, questions, settings: SettingsFile
) -> None:
    questions.answers += ["Forget this board"]
    window.forget()
    assert settings.value.exports == {}


@pytest.fixture
def clipboard(qapp) -> Iterator[object]:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    yield clipboard
    clipboard.clear()


@pytest.mark.parametrize("selected", [["placed"], []])
def test_a_picture_goes_to_the_clipboard(
    window: Window, view: BoardView, qtbot, clipboard, selected: list[str]
) -> None:
    view.editor.select(selected)
    window.bound.run("copy-picture")
    qtbot.waitUntil(lambda: clipboard.mimeData().hasFormat("image/svg+xml"), timeout=20000)
    clip = clipboard.mimeData()
    picture = QImage.fromData(clip.data("image/png"))
    assert clip.hasImage()
    assert picture.width() > 100
    drawing = bytes(clip.data("image/svg+xml").data()).decode()
    assert "<title>Event: Order placed</title>" in drawing
    assert ("Order paid" in drawing) is (not selected)
    assert "as a picture" in view.status.hint.text()


def test_an_error_names_what_and_where(tmp_path: Path) -> None:
    assert why(BadInput("page", "is too small")) == "Page: is too small."
    assert why(OSError(28, "No space", "/a/b")) == (
        "/a/b: cannot be written: the disk is full; make room or name another place."
    )
    assert why(RuntimeError("odd")).startswith("stormdesk failed at this: odd. Details are in")


@pytest.fixture
def sheets(board: Board) -> PdfSheets:
    form = FORMATS["pdf"]
    options = form.options.model_validate({"tiles": "A4"})
    return PdfSheets(only_file(write(form, board, options))[1])


@pytest.fixture
def printer(tmp_path: Path, qapp) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


@pytest.mark.parametrize("is_actual_size", [True, False])
def test_pages_are_painted_each_its_own_way_round(
    sheets: PdfSheets, printer: QPrinter, is_actual_size: bool
) -> None:
    wanted = list(range(len(sheets.sizes)))
    done = paint_sheets(None, sheets, printer, wanted, is_actual_size=is_actual_size)
    assert done == len(wanted) > 1
    printed = PdfPages(Path(printer.outputFileName()).read_bytes())
    assert len(printed.sizes) == len(wanted)
    for before, after in zip(sheets.sizes, printed.sizes, strict=True):
        assert (before[0] > before[1]) == (after[0] > after[1])
    width, height = (round(side) for side in printed.sizes[-1])
    assert len(set(printed.pixels(len(wanted) - 1, width, height))) > 8


def test_only_the_pages_that_are_wanted_are_printed(printer: QPrinter) -> None:
    assert pages_of(printer, 5) == [0, 1, 2, 3, 4]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert pages_of(printer, 5) == [1, 2]
    printer.setFromTo(4, 9)
    assert pages_of(printer, 5) == [3, 4]


def test_a_sheet_is_drawn_in_pieces_that_cover_it() -> None:
    whole = QSize(9000, 5000)
    pieces = list(bands(whole, QImage(9500, 5500, QImage.Format.Format_Mono).rect()))
    assert len(pieces) > 5
    assert sum(piece.height() for piece in pieces) == 5000
    assert all(piece.width() * piece.height() <= 4_000_000 for piece in pieces)


def test_nothing_is_printed_where_no_printer_is_chosen(
    sheets: PdfSheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    assert print_sheets(None, sheets, "Shop", is_actual_size=False) == ""


def test_a_sheet_larger_than_the_paper_is_cut_only_after_asking(
    board: Board, monkeypatch: pytest.MonkeyPatch, questions
) -> None:
    form = FORMATS["pdf"]
    poster = PdfSheets(
        only_file(write(form, board, form.options.model_validate({"page": "A0"})))[1]
    )
    monkeypatch.setattr(QPrintDialog, "exec", lambda self: QDialog.DialogCode.Accepted)
    questions.answers += ["Cancel"]
    assert print_sheets(None, poster, "Shop", is_actual_size=True) == ""
    assert "Page 1 is larger than the paper It is 1189 × 841 mm" in questions.asked[-1]
