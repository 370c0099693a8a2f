"""Every path that an export writes is one that Windows takes too, whatever people call things."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from stormdesk.exchange.format import read, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.naming import is_device
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

_BOARDS = Path(__file__).parents[1] / "boards"
_NASTY = ("con", "NUL", "Aux", "prn.", "com1", "lpt9 .", "COM", "com 2", "conin$", "con.txt", "...")
_FOLDERS = sorted(name for name, form in FORMATS.items() if form.folder and form.writer)


def devices() -> Board:
    """Return a board on which everything is called like a device, or ends in a point or space."""
    records: list[Record] = [
        Profile(id="con", title="con", namespace="com1.nul.lpt9"),
        NamedType(id="type:Con", name="Con", values=("con", "nul")),
        NamedType(id="type:Aux", name="Aux", fields=(Field(name="con", type="Con"),)),
    ]
    for n, name in enumerate(_NASTY):
        message = Message(
            name=name.strip(" .") if n % 2 else None,
            topic=name if n % 3 == 0 else None,
            fields=(Field(name=name, type="Aux"), Field(name="aux", type="string")),
        )
        given = {"context": f"lane-{n}", "order": n}
        records += [
            Team(id=f"team-{n}", name=name),
            Context(id=f"lane-{n}", name=name, owner=f"team-{n}", broker="kafka", order=n),
            Sticky(id=f"event-{n}", kind=Kind.EVENT, text=name, message=message, **given),
            Sticky(id=f"command-{n}", kind=Kind.COMMAND, text=name, message=message, **given),
            Sticky(id=f"policy-{n}", kind=Kind.POLICY, text=name, **given),
            Sticky(id=f"system-{n}", kind=Kind.SYSTEM, text=name, **given),
            Sticky(id=f"aggregate-{n}", kind=Kind.AGGREGATE, text=name, **given),
            Flow.between(f"event-{n}", f"policy-{n}"),
            Flow.between(f"policy-{n}", f"command-{n}"),
            Flow.between(f"command-{n}", f"aggregate-{n}"),
        ]
    return Board.of(records)


def hostile() -> Board:
    path = _BOARDS / "hostile.yaml"
    return read(FORMATS["yaml"], {path.name: path.read_bytes()})


@pytest.mark.parametrize("board", [devices, hostile])
@pytest.mark.parametrize("name", _FOLDERS)
def test_windows_takes_every_path(name: str, board: Callable[[], Board]) -> None:
    form = FORMATS[name]
    files = write(form, board())
    assert files
    for path in files:
        for part in path.split("/"):
            assert not is_device(part), path
            assert not part.endswith((".", " ")), path
            assert re.fullmatch(r"[^\x00-\x1f<>:\"\\|?*]+", part), path
    assert len({path.casefold() for path in files}) == len(files)
