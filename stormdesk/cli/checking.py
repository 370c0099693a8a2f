"""``check``: what the rules find on boards, and what of it can be mended."""

from __future__ import annotations

from typing import Annotated

import typer

from stormdesk.analysis.finding import Level
from stormdesk.cli.choice import chosen
from stormdesk.cli.refusal import refused
from stormdesk.late import resolved

_LEVELS = tuple(level.value for level in Level)
_FORMATS = ("text", "json", "sarif")
_LOOKED_OVER = "stormdesk.cli.looking_over:looked_over"
_REPORTED = "stormdesk.cli.looking_over:reported"
"""Found when they are needed: the rules load longer than any other command runs."""


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
    found, refusals = resolved(_LOOKED_OVER)(boards, fix=fix)
    code = max(map(refused, refusals), default=0)
    if found:
        typer.echo(resolved(_REPORTED)(found, form, with_fixed=fix))
    if code:
        raise typer.Exit(code)
    if any(str(finding.level) in counted for each in found for finding in each.findings):
        raise typer.Exit(1)
