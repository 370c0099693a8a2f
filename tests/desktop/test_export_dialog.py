"""The export dialog, made from the formats and their options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal, get_args

import pytest
from pydantic import Field
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox

from stormdesk.desktop.dialogs.export_dialog import ExportDialog
from stormdesk.desktop.dialogs.options_form import OptionsForm
from stormdesk.desktop.settings import SettingsFile
from stormdesk.exchange.format import Format, Group, Options
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.model.board import Board, Change
from stormdesk.model.message import Field as MessageField
from stormdesk.model.message import Message
from stormdesk.model.problem import BadInput

Show = Callable[..., ExportDialog]


class Every(Options):
    """One field of each sort that formats have."""

    legend: bool = True
    paper: Literal["a3", "a4"] = "a4"
    pages: Annotated[int, Field(ge=1)] = 1
    only: tuple[Literal["json", "avro"], ...] = ("json",)
    title: Annotated[str | None, Field(max_length=12)] = None


def failing(board: Board, options: Options) -> dict[str, bytes]:
    raise BadInput("board", "has nothing that this format could hold")


@pytest.fixture
def show(qtbot, board: Board, settings: SettingsFile, tmp_path: Path) -> Iterator[Show]:
    shown: list[ExportDialog] = []

    def show(*formats: Format) -> ExportDialog:
        settings.change(export_folder=str(tmp_path))
        dialog = ExportDialog(board, None, settings, formats=formats or FORMATS.values())
        shown.append(dialog)
        dialog.show()
        return dialog

    yield show
    for dialog in shown:
        dialog.reject()
        qtbot.addWidget(dialog)


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.formats.choose(name)
    assert dialog.form.name == name


def options_of(dialog: ExportDialog) -> OptionsForm:
    return dialog.choices.options


def test_every_format_that_can_be_written_is_offered(show: Show) -> None:
    dialog = show()
    rows = [dialog.formats.list.item(n) for n in range(dialog.formats.list.count())]
    labels = [row.text() for row in rows if row.flags() & Qt.ItemFlag.ItemIsSelectable]
    written = [each for each in FORMATS.values() if each.writer is not None]
    order = get_args(Group)
    assert labels == [e.label for e in sorted(written, key=lambda e: order.index(e.group))]
    headings = [row.text() for row in rows if not row.flags() & Qt.ItemFlag.ItemIsSelectable]
    assert headings == [group.upper() for group in order if group != "Other"]


def test_a_board_is_written_and_told(show: Show, tmp_path: Path, qtbot) -> None:
    dialog = show()
    choose(dialog, "yaml")
    path = Path(dialog.target.line.text())
    assert path.parent == tmp_path
    dialog.export()
    assert dialog.outcome.busy.isVisible()
    assert not dialog.button.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    assert not dialog.outcome.busy.isVisible()
    assert "Order placed" in path.read_text()
    assert str(path) in dialog.outcome.told.text()
    assert dialog.outcome.show_folder.isVisible()


def test_the_name_ends_as_the_kind_of_file_that_is_chosen(show: Show, qtbot) -> None:
    dialog = show()
    choose(dialog, "interview")
    assert dialog.target.line.text().endswith("-interview.txt")
    kind = options_of(dialog).findChildren(QComboBox)[0]
    for place, ending in ((1, "-interview.html"), (0, "-interview.txt")):
        kind.setCurrentIndex(place)
        qtbot.waitUntil(lambda e=ending: dialog.target.line.text().endswith(e))


def test_an_existing_file_is_replaced_only_after_asking(
    show: Show, questions, qtbot, tmp_path: Path
) -> None:
    dialog = show()
    choose(dialog, "yaml")
    path = Path(dialog.target.line.text())
    path.write_text("mine")
    questions.answers += ["Cancel"]
    dialog.export()
    assert path.read_text() == "mine"
    questions.answers += ["Replace"]
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    assert path.read_text() != "mine"


def test_a_bundle_goes_into_a_folder(show: Show, qtbot) -> None:
    dialog = show()
    choose(dialog, "schemas")
    folder = Path(dialog.target.line.text())
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    assert (folder / "manifest.json").is_file()
    assert f"1 file written to {folder}." in dialog.outcome.told.text()
    assert "have no message: Place order, Order placed, Order paid." in dialog.notes.toPlainText()
    assert dialog.notes.isVisible()
    dialog.outcome.told.clear()
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    assert f"{folder} is up to date: 1 file." in dialog.outcome.told.text()


def test_only_some_formats_of_a_bundle_are_written(show: Show, board: Board, qtbot) -> None:
    placed = board.stickies["placed"]
    message = Message(fields=(MessageField(name="orderId", type="uuid"),))
    dialog = show()
    change = Change({"placed": (placed, placed.revised(message=message))})
    dialog._board = board.after(change)
    choose(dialog, "schemas")
    ticks = options_of(dialog).entries["only"].findChildren(QCheckBox)
    labels = [tick.text() for tick in ticks]
    assert labels[:4] == ["JSON Schema", "Avro", "Protobuf", "CloudEvents"]
    ticks[1].setChecked(True)
    folder = Path(dialog.target.line.text())
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    assert f"written to {folder}, in ordering/." in dialog.outcome.told.text()
    assert list(folder.rglob("*.avsc"))
    assert not list(folder.rglob("*.proto"))


def test_other_peoples_files_in_a_folder_are_replaced_only_after_asking(
    show: Show, questions, tmp_path: Path
) -> None:
    dialog = show()
    choose(dialog, "schemas")
    folder = Path(dialog.target.line.text())
    folder.mkdir()
    (folder / "README.md").write_text("mine")
    questions.answers += ["Cancel"]
    dialog.export()
    assert [each.name for each in folder.iterdir()] == ["README.md"]


def test_what_goes_wrong_is_told_in_the_dialog(show: Show, qtbot, tmp_path: Path) -> None:
    dialog = show(Format("no", "No", ".no", writer=f"{__name__}:failing"))
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.wrong.text()))
    assert "nothing that this format could hold" in dialog.outcome.wrong.text()
    assert list(tmp_path.glob("*.no")) == []


def test_the_form_has_a_widget_for_every_sort_of_option(qtbot) -> None:
    form = OptionsForm(Every)
    qtbot.addWidget(form)
    assert form.options() == Every()
    legend, paper, pages, only, title = (
        form.entries[name] for name in ("legend", "paper", "pages", "only", "title")
    )
    assert isinstance(legend, QCheckBox)
    assert isinstance(paper, QComboBox)
    assert isinstance(pages, QSpinBox)
    assert isinstance(title, QLineEdit)
    legend.setChecked(False)
    paper.setCurrentText("a3")
    pages.setValue(3)
    for tick in only.findChildren(QCheckBox):
        tick.setChecked(tick.text() == "Avro")
    title.setText("For the wall")
    assert form.options() == Every(
        legend=False, paper="a3", pages=3, only=("avro",), title="For the wall"
    )


def test_a_wrong_option_is_told_beside_its_field(qtbot) -> None:
    form = OptionsForm(Every)
    qtbot.addWidget(form)
    title = form.entries["title"]
    assert isinstance(title, QLineEdit)
    title.setText("far too long a title")
    assert form.options() is None
    assert title.property("wrong")
    title.setText("short")
    assert form.options() == Every(title="short")


def test_a_number_stays_within_its_bounds(qtbot) -> None:
    form = OptionsForm(Every)
    qtbot.addWidget(form)
    pages = form.entries["pages"]
    assert isinstance(pages, QSpinBox)
    pages.setValue(0)
    assert form.options() == Every(pages=1)


def test_a_number_may_be_left_out_and_says_what_is_taken_then(qtbot) -> None:
    form = OptionsForm(PosterOptions)
    qtbot.addWidget(form)
    margin, tiles = form.entries["margin"], form.entries["tiles"]
    assert isinstance(margin, QDoubleSpinBox)
    assert isinstance(tiles, QComboBox)
    assert (margin.text(), tiles.currentText()) == ("Grows with the board", "Not cut")
    for wanted in (0.0, 12.5):
        margin.setValue(wanted)
        assert margin.text() == f"{margin.locale().toString(wanted, 'f', 1)} mm"
        assert form.options() == PosterOptions(margin=wanted)
    margin.setValue(margin.minimum())
    assert form.options() == PosterOptions()


@pytest.mark.parametrize("form", [f for f in FORMATS.values() if f.writer], ids=lambda f: f.name)
def test_the_forms_defaults_are_the_formats(qtbot, form: Format) -> None:
    widget = OptionsForm(form.options)
    qtbot.addWidget(widget)
    assert widget.options() == form.options()


def test_what_must_not_leave_the_room_can_be_left_out(show: Show, board: Board, qtbot) -> None:
    placed = board.stickies["placed"].revised(notes="Ada doubts it", author="Ada")
    dialog = show()
    dialog._board = board.after(Change({"placed": (board.stickies["placed"], placed)}))
    choose(dialog, "yaml")
    path = Path(dialog.target.line.text())
    for box in dialog.choices.left_out.values():
        assert box.isVisible()
        box.setChecked(True)
    choose(dialog, "schemas")
    choose(dialog, "yaml")
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.outcome.told.text()))
    text = path.read_text()
    assert "Order placed" in text
    assert "Ada" not in text
    assert "Checkout" not in text


def test_the_whole_target_can_be_read(show: Show, tmp_path: Path) -> None:
    dialog = show()
    choose(dialog, "yaml")
    deep = tmp_path / ("very-long-folder-name-" * 12) / "board.yaml"
    dialog.target.line.setText(str(deep))
    assert dialog.target.line.toolTip() == str(deep)
    assert str(deep.parent) in dialog.target.folder.toolTip()
    assert "…" in dialog.target.folder.shown
