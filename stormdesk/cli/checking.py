"""``check``: what the rules find on boards, and what of it can be mended."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from stormdesk.analysis.finding import Level
from stormdesk.analysis.findings import RULES, check
from stormdesk.cli.choice import chosen
from stormdesk.cli.mending import mended
from stormdesk.cli.reading import board_at
from stormdesk.document.file import load
from stormdesk.exchange.findings.checked import Checked, lines_of
from stormdesk.exchange.findings.json_report import json_report
from stormdesk.exchange.findings.sarif import sarif_report
from stormdesk.exchange.findings.text_report import text_report
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.model.board import Board

_LEVELS = tuple(level.value for level in Level)
_FORMATS = ("text", "json", "sarif")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check",
        help="Check boards by the rules; exit code 1 if they find any.",
        epilog="Example: stormdesk check board.stormdesk --fail-on warning",
    )(_check)


def _check(
    boards: Annotated[list[str], typer.Argument(metavar="BOARD…", help="Boards; - is stdin.")],
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|sarif", help="How to print what is found.")
    ] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="error|warning|advice", help="The mildest level that gives exit code 1."
        ),
    ] = "advice",
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is mechanical, say which, and save the boards.")
    ] = False,
) -> None:
    form = chosen("--format", form, _FORMATS)
    counted = _LEVELS[: _LEVELS.index(chosen("--fail-on", fail_on, _LEVELS)) + 1]
    found = _mend(boards) if fix else [_checked(name, board_at(name)) for name in boards]
    if form == "json":
        _print_json(json_report(found, with_fixed=fix))
    elif form == "sarif":
        _print_json(sarif_report([_placed(each) for each in found], RULES))
    else:
        typer.echo(text_report(found))
    if any(str(finding.level) in counted for each in found for finding in each.findings):
        raise typer.Exit(1)


def _mend(names: list[str]) -> list[Checked]:
    """Mend boards, all of which can be written back before the first one is."""
    with ExitStack() as held:
        # The same file named twice is mended once.
        found = {name: mended(name, held) for name in dict.fromkeys(names)}
        for each in found.values():
            each.save()
    return [
        Checked(name, each.board, tuple(check(each.board)), each.fixed)
        for name, each in found.items()
    ]


def _checked(name: str, board: Board) -> Checked:
    return Checked(name, board, tuple(check(board)))


def _placed(checked: Checked) -> Checked:
    """Return what was found with the lines of the file, which only some readers want."""
    # What a pipe held is gone once it was read.
    if checked.name == STANDARD_INPUT or not Path(checked.name).is_file():
        return checked
    return replace(checked, lines=lines_of(load(Path(checked.name)), checked.board))


def _print_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))
