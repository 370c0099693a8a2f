"""One board that was looked over, and what was found on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from types import MappingProxyType

from stormdesk.analysis.finding import Finding
from stormdesk.model.board import Board

_ID = re.compile(r"""(?:^|[\s{,"'])id["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}"']+))""")
_NOWHERE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Checked:
    """``name`` is the file as it was given, ``fixed`` what was found and is mended now.

    ``lines`` holds the line of the file, counted from 1, on which a record stands, as far as it
    is known.
    """

    name: str
    board: Board
    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: _NOWHERE)


def lines_of(data: bytes, board: Board) -> Mapping[str, int]:
    """Return the lines on which a file names the ids of a board; an outline names none."""
    found: dict[str, int] = {}
    for number, line in enumerate(StringIO(data.decode("utf-8", "replace"), newline=None), 1):
        for match in _ID.finditer(line):
            record_id = match[1] or match[2] or match[3] or ""
            if record_id in board.records:
                found.setdefault(record_id, number)
    return found
