"""Rows of a spreadsheet, pasted or as a CSV file, read as an outline."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from stormdesk.exchange.format import Files, only_file
from stormdesk.exchange.outline_line import MARKS, EntryLine, Sign, escaped, written_line
from stormdesk.exchange.outline_reader import read_text
from stormdesk.model.board import Board
from stormdesk.model.naming import folded
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.sticky import Kind

MOST_BYTES = 10_000_000
_HEADS = {
    "text": ("text", "name", "title", "sticky", "event", "description", "label"),
    "kind": ("kind", "type", "sort", "category", "colour", "color"),
    "lane": ("lane", "context", "bounded context", "swimlane", "department", "area"),
    "owner": ("owner", "team", "responsible"),
    "tags": ("tags", "tag", "labels"),
    "pivotal": ("pivotal",),
}
_ALSO_CALLED = {
    "domain event": Kind.EVENT,
    "user": Kind.ACTOR,
    "role": Kind.ACTOR,
    "person": Kind.ACTOR,
    "business rule": Kind.POLICY,
    "constraint": Kind.AGGREGATE,
    "view": Kind.READ_MODEL,
    "information": Kind.READ_MODEL,
    "external system": Kind.SYSTEM,
    "hot spot": Kind.HOTSPOT,
    "question": Kind.HOTSPOT,
    "problem": Kind.HOTSPOT,
    "risk": Kind.HOTSPOT,
    "idea": Kind.OPPORTUNITY,
    "ui": Kind.SCREEN,
    "comment": Kind.NOTE,
}
_KINDS = {
    **MARKS,
    **_ALSO_CALLED,
    **{kind.value.replace("-", " "): kind for kind in Kind},
    **{f"{kind.value.replace('-', ' ')}s": kind for kind in Kind},
}
_YES = frozenset({"x", "yes", "y", "true", "1", "✓", "ja", "oui"})
_NOT_IN_A_TAG = re.compile(r"[\s\\]+")
_Rows = list[tuple[int, list[str]]]


def is_table(text: str) -> bool:
    """Tell whether a pasted text is rows of a spreadsheet: cells with tabs between them."""
    return any("\t" in line.strip() for line in text.splitlines())


def outline_of(text: str, where: str, delimiter: str = "\t") -> str:
    """Return the outline that the rows of a table tell.

    A first row of names says what the columns are; without one the first column is the text, or
    the kind where all of it are kinds and a text follows. Raises BadInput, with the line.
    """
    rows = _rows(text, where, delimiter)
    columns = _columns(rows)
    if columns is None:
        columns = {"kind": 0, "text": 1} if _begins_with_kinds(rows) else {"text": 0}
    else:
        rows = rows[1:]
    lines: list[str] = []
    lane = ""
    for number, row in rows:
        cells = {name: row[i].strip() for name, i in columns.items() if i < len(row)}
        if not cells.get("text"):
            continue
        if "lane" in columns and cells.get("lane", "") != lane:
            lane = cells.get("lane", "")
            lines.append(_head(lane))
        lines.append(written_line(_entry(cells, f"{where}:{number}")))
    return "\n".join(lines)


def read(files: Files) -> Board:
    """Return the board of one CSV file; its name is the title.

    Commas, semicolons and tabs may stand between cells. Raises BadInput, with the line.
    """
    name, data = only_file(files)
    if len(data) > MOST_BYTES:
        raise BadInput(name, f"is larger than {MOST_BYTES // 1_000_000} MB; split the table")
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(name, "is not UTF-8; save it as “CSV UTF-8”") from None
    if "\0" in text:
        raise BadInput(name, "is binary and not a table; save it as CSV")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    outline = outline_of(text, name, delimiter)
    if not outline:
        raise BadInput(name, "holds no text; write one row for each sticky")
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return read_text(f"// {stem}\n{outline}", name, stem)


def _rows(text: str, where: str, delimiter: str) -> _Rows:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows: _Rows = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
    except csv.Error as error:
        raise BadInput(f"{where}:{reader.line_num}", f"is no row of a table: {error}") from None
    return rows


def _columns(rows: _Rows) -> dict[str, int] | None:
    """Return where what stands by the names of the first row; None where it holds no names."""
    if not rows:
        return None
    found: dict[str, int] = {}
    for index, cell in enumerate(rows[0][1]):
        name = folded(cell)
        for meaning, names in _HEADS.items():
            if name in names:
                found.setdefault(meaning, index)
    alone = len(found) == 1 and len([c for c in rows[0][1] if c.strip()]) == 1
    return found if "text" in found and (len(found) > 1 or alone) else None


def _begins_with_kinds(rows: _Rows) -> bool:
    return bool(rows) and all(
        _kind(row[0]) is not None and len(row) > 1 and row[1].strip() for _, row in rows
    )


def _kind(cell: str) -> Kind | None:
    name = " ".join(re.split(r"[\s_-]+", cell.strip())).casefold().rstrip(":!+-")
    return _KINDS.get(name.removeprefix("pivotal "))


def _entry(cells: dict[str, str], where: str) -> EntryLine:
    told = cells.get("kind", "")
    kind = _kind(told) if told else Kind.EVENT
    if kind is None:
        names = [each.value for each in Kind]
        raise BadInput(where, f"{quoted(told)} is no kind of sticky{nearest(told, names)}")
    sign: Sign | None = None
    if kind is Kind.VALUE:
        sign = "+" if told.endswith("+") else "-" if told.endswith("-") else None
    is_pivotal = cells.get("pivotal", "").casefold() in _YES or "pivotal" in told.casefold()
    return EntryLine(
        text=cells["text"],
        kind=kind,
        pivotal=is_pivotal or told.endswith("!"),
        tags=tuple(_tags(cells.get("tags", ""))),
        owner=" ".join(cells.get("owner", "").split())[:400] or None,
        sign=sign,
    )


def _tags(cell: str) -> Iterator[str]:
    parts: Sequence[str] = re.split(r"[,;]", cell) if re.search(r"[,;]", cell) else cell.split("#")
    for part in parts:
        tag = _NOT_IN_A_TAG.sub("-", part.strip().lstrip("#"))
        if tag[:1].isalpha():
            yield tag[:400]


def _head(lane: str) -> str:
    name = escaped(" ".join(lane.split())).replace("(", "\\(").replace(")", "\\)")
    return f"# {name}".rstrip()
