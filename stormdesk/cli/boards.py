"""``new``, ``templates``, ``import``, ``formats``, ``schema``, ``show`` and ``diff``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from stormdesk.cli import importing
from stormdesk.cli.choice import chosen
from stormdesk.cli.reading import OWN, READABLE, board_at
from stormdesk.document.file import to_bytes
from stormdesk.editor.minting import as_new, minted_id
from stormdesk.exchange.delivery import deliver_file
from stormdesk.exchange.format import only_file, write
from stormdesk.exchange.formats import ALIASES, FORMATS
from stormdesk.exchange.merging import all_appended
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.integrity import sound_board
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.profile import Profile
from stormdesk.resources import resource

_Form = Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")]
_Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
_FORMS = ("text", "json")
_COMPATIBILITY_SCHEMA = (
    "stormdesk.exchange.contracts.compatibility.reports.json_report:compatibility_schema"
)
_SCHEMAS: Mapping[str, str] = MappingProxyType(
    {
        "model": "stormdesk.exchange.yaml_schema:schema",
        "findings": "stormdesk.exchange.findings.json_report:findings_schema",
        "compat": _COMPATIBILITY_SCHEMA,
        "simulation": "stormdesk.analysis.simulation.simulation_schema:simulation_schema",
    }
)
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "": "stormdesk",
        ".stormdesk": "stormdesk",
        ".yaml": "yaml",
        ".yml": "yaml",
        ".txt": "outline",
    }
)
_LONGEST_TITLE = 400
_SHOWN = "stormdesk.cli.summary:shown"
"""Found when it is needed: the rules and graphs load longer than any other command runs."""
_ABOUT_NAME = "File to write: .stormdesk, or .yaml for the YAML model, or .txt for the outline."
_ABOUT_IMPORT = (
    "Make a board of outlines, YAML models or boards. Of several, each stands behind the one"
    " before it on the timeline; lanes of the same name are one. With --into, the answers on an"
    " interview sheet go into the inbox of the board, where nobody sees them until the reveal."
)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for name, function, about, example in (
        ("new", _new, "Write a new board.", "new sale.stormdesk --template payment-outage"),
        ("templates", _templates, "List the templates that new takes.", "templates"),
        (
            "import",
            _import,
            _ABOUT_IMPORT,
            "import notes.txt -o board.stormdesk",
        ),
        ("formats", _formats, "List the formats.", "formats"),
        ("schema", _schema, "Print the JSON Schema of the YAML model.", "schema > model.json"),
        ("show", _show, "Print what is on a board.", "show board.stormdesk --format json"),
    ):
        app.command(name, help=about, epilog=f"Example: stormdesk {example}")(function)


def _new(
    board: Annotated[Path, typer.Argument(metavar="BOARD", help=_ABOUT_NAME)],
    template: Annotated[
        str | None, typer.Option(metavar="NAME", help="Begin with a copy of this template.")
    ] = None,
    force: _Force = False,
) -> None:
    _refuse_name(board)
    if template is None:
        title = _title(board)
        profile = Profile(id=minted_id(title, Board.of([])), title=title)
        content = sound_board([profile])
    else:
        content = as_new(board_at(str(_template_file(template))))
    _write(board, content, force=force)


def _title(path: Path) -> str:
    """Return the title that a file's name gives; what cannot be shown becomes a space."""
    shown = "".join(c if c.isprintable() else " " for c in path.name.split(".")[0])
    return " ".join(shown.split())[:_LONGEST_TITLE] or "Board"


def _template_files() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resource("templates").glob("*.yaml"))}


def _template_file(name: str) -> Path:
    files = _template_files()
    if name not in files:
        raise BadInput(
            "--template",
            f"no template {quoted(name)}{nearest(name, files)}; stormdesk templates lists them",
        )
    return files[name]


def _templates() -> None:
    boards = {name: board_at(str(path)) for name, path in _template_files().items()}
    width = max(map(len, boards), default=0)
    for name, board in boards.items():
        typer.echo(f"{name:{width}}  {board.profile.title}")


def _import(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="- is stdin.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="BOARD", help=_ABOUT_NAME)
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="BOARD", help="Board to put them behind.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="Else told by name and content.")
    ] = None,
    force: _Force = False,
) -> None:
    if (output is None) == (into is None):
        raise BadInput("import", "needs either -o BOARD or --into BOARD")
    _refuse_name(output or into or Path())
    if form is not None:
        form = chosen("--from", form, READABLE)
    if into is not None:
        boards, answers = importing.sources(sources, form)
        if boards:
            _write(into, all_appended([board_at(str(into)), *boards]), force=True)
        if answers:
            importing.put_aside(into, answers)
    elif output is not None:
        _write(output, all_appended([board_at(name, form) for name in sources]), force=force)


def _formats() -> None:
    rows = [
        (
            form.name,
            "out and in" if form.writer and form.reader else "out" if form.writer else "in",
            f"{form.suffix}{'/' if form.folder else ''}",
            form.label,
        )
        for form in FORMATS.values()
    ]
    for alias, (name, _) in ALIASES.items():
        form = FORMATS[name]
        rows.append((alias, "out", f"{form.suffix}/", f"{form.label}: {alias} alone"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        typer.echo("  ".join([*cells, row[3]]))


def _schema(
    of: Annotated[
        str,
        typer.Option(
            metavar="|".join(_SCHEMAS),
            help="Of models, or of what check, compat or simulate prints.",
        ),
    ] = "model",
) -> None:
    schema = resolved(_SCHEMAS[chosen("--of", of, tuple(_SCHEMAS))])()
    typer.echo(json.dumps(schema, indent=2, ensure_ascii=False))


def _show(
    board: Annotated[str, typer.Argument(metavar="BOARD", help="The board; - is stdin.")],
    form: _Form = "text",
) -> None:
    form = chosen("--format", form, _FORMS)
    typer.echo(resolved(_SHOWN)(board_at(board), as_json=form == "json"))


def _write(path: Path, board: Board, *, force: bool) -> None:
    """Write a board as its suffix says: a YAML model, an outline, else a .stormdesk file."""
    name = _SUFFIXES[path.suffix.lower()]
    data = to_bytes(board) if name == OWN else only_file(write(FORMATS[name], board))[1]
    deliver_file(path, data, force=force)


def _refuse_name(path: Path) -> None:
    if str(path) == STANDARD_INPUT:
        raise BadInput("-", "is no file to write a board to; name one, such as board.stormdesk")
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        known = [each for each in _SUFFIXES if each]
        raise BadInput(
            str(path),
            f"ends with {quoted(suffix)}, which is none of {', '.join(known)}"
            f"{nearest(suffix, known)}",
        )
