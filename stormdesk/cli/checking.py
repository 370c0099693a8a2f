"""``check``: what the rules find on boards."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from stormdesk.analysis.findings import Finding, check
from stormdesk.cli.choice import chosen
from stormdesk.cli.reading import board_at

_LEVELS = ("error", "warning", "advice")
_FORMATS = ("text", "json")


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
        str, typer.Option("--format", metavar="text|json", help="How to print what is found.")
    ] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="error|warning|advice", help="The mildest level that gives exit code 1."
        ),
    ] = "advice",
) -> None:
    form = chosen("--format", form, _FORMATS)
    counted = _LEVELS[: _LEVELS.index(chosen("--fail-on", fail_on, _LEVELS)) + 1]
    found = [(name, finding) for name in boards for finding in check(board_at(name))]
    if form == "json":
        typer.echo(json.dumps({"findings": [_as_json(*each) for each in found]}, indent=2))
    else:
        for name, finding in found:
            typer.echo(_as_text(name, finding))
        typer.echo(_summary(len(found), len(boards)))
    if any(str(finding.level) in counted for _, finding in found):
        raise typer.Exit(1)


def _as_json(board: str, finding: Finding) -> dict[str, object]:
    return {
        "board": board,
        "rule": finding.rule,
        "level": str(finding.level),
        "records": list(finding.records),
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _as_text(board: str, finding: Finding) -> str:
    records = f" ({', '.join(finding.records)})" if finding.records else ""
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return f"{board}: {finding.level}: {finding.rule}: {finding.message}{remedy}{records}"


def _summary(findings: int, boards: int) -> str:
    what = "nothing" if findings == 0 else "1 finding" if findings == 1 else f"{findings} findings"
    where = "" if boards == 1 else f" on {boards} boards"
    return f"{what} found{where}" if findings == 0 else f"{what}{where}"
