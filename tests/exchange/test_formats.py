from __future__ import annotations

import pytest

from stormdesk.exchange.format import Format, Options, only_file, read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.exchange.yaml_options import YamlOptions
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

BOARD = Board.of(
    [Profile(id="b", title="Café, late"), Sticky(id="s", kind="event", text="Order placed", x=1)]
)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_writer_and_reader_that_is_named_is_there(form: Format) -> None:
    named = [name for name in (form.writer, form.reader) if name is not None]
    assert named
    assert all(callable(resolved(name)) for name in named)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_format_can_be_a_form_and_flags(form: Format) -> None:
    assert FORMATS[form.name] is form
    assert form.label
    fields = form.options.model_fields
    assert [name for name, field in fields.items() if not field.description] == []
    assert form.options() == form.options()


@pytest.mark.parametrize("name", ["yaml", "outline"])
def test_what_a_format_writes_it_reads(name: str) -> None:
    form = format_named(name)
    files = write(form, BOARD)
    again = read(form, files)
    assert again.profile.title == "Café, late"
    assert [s.text for s in again.stickies.values()] == ["Order placed"]
    assert write(form, BOARD) == files
    assert [key.startswith("cafe-late.") for key in files] == [True]


def test_options_reach_the_writer() -> None:
    form = format_named("yaml")
    assert b"layout:" in next(iter(write(form, BOARD).values()))
    assert b"layout:" not in next(iter(write(form, BOARD, YamlOptions(layout=False)).values()))


def test_a_misspelt_format_names_the_nearest() -> None:
    with pytest.raises(BadInput, match="did you mean outline"):
        format_named("outlin")


def test_a_way_that_a_format_lacks_is_refused() -> None:
    form = Format("x", "X", ".x", Options)
    with pytest.raises(BadInput, match="can be read but not written"):
        write(form, BOARD)
    with pytest.raises(BadInput, match="can be written but not read"):
        read(form, {})


def test_a_format_of_one_file_takes_one_file() -> None:
    with pytest.raises(BadInput, match="expected one file, not 2"):
        only_file({"a": b"", "b": b""})
