"""``verify-metrics``: whether services report what the rules of a bundle ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stormdesk.cli.choice import chosen
from stormdesk.late import resolved
from stormdesk.model.problem import BadInput, told_by_system

_FORMATS = ("text", "json")
_VERIFICATION = "stormdesk.exchange.operations.metrics.verification"
_SCRAPE_OF = "stormdesk.exchange.operations.metrics.scrape:scrape_of"
"""Found when they are needed, as every command does."""
_LARGEST = 100_000_000


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "verify-metrics",
        help=(
            "Tell which metrics or labels of a bundle a scrape lacks. They are those that its rules"
            " need. Exit code 1 if something is missing."
        ),
        epilog="Example: stormdesk verify-metrics operations scrape.txt",
    )(_verify_metrics)


def _verify_metrics(
    bundle: Annotated[
        str, typer.Argument(metavar="BUNDLE", help="Folder that export prometheus wrote.")
    ],
    scrapes: Annotated[
        list[str],
        typer.Argument(
            metavar="SCRAPE…", help="What services answer at /metrics, all of them together."
        ),
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print what is missing.")
    ] = "text",
) -> None:
    form = chosen("--format", form, _FORMATS)
    rules = resolved(f"{_VERIFICATION}:rules_in")(Path(bundle))
    scrape = resolved(_SCRAPE_OF)([(name, _text(name)) for name in scrapes])
    found = resolved(f"{_VERIFICATION}:verify")(rules, scrape)
    typer.echo(resolved(f"{_VERIFICATION}:as_{form}")(found))
    if found.missing:
        raise typer.Exit(1)


def _text(name: str) -> str:
    path = Path(name)
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(name, "is too large for a scrape")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(name, "is no text in UTF-8") from error
    except OSError as error:
        raise BadInput(name, told_by_system(error)) from error
