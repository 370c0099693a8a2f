"""``compat``: whether the messages of a board still keep what earlier ones promised."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from stormdesk.cli.choice import chosen
from stormdesk.late import resolved
from stormdesk.model.message import Compatibility, CompatibilityPolicy
from stormdesk.model.problem import BadInput

_MODES: tuple[str, ...] = get_args(Compatibility)
_FORMATS = ("json-schema", "avro", "protobuf")
_POLICIES: tuple[str, ...] = get_args(CompatibilityPolicy)
_CONTENT_MODELS = ("open", "closed")
_REPORTS = ("text", "json", "sarif")
_WISH = "stormdesk.exchange.contracts.compatibility.subject_verdict:Wish"
_COMPARED = "stormdesk.cli.comparing_contracts:compared_sides"
_REPORTED = "stormdesk.cli.comparing_contracts:reported"
"""Found when they are needed: the formats load longer than most commands run."""
_ABOUT = (
    "Tell whom changes of messages break. A schema registry decides likewise. Exit code 1 if they"
    " break anyone. OLD and NEW are boards or folders of exported schemas. A new major version is a"
    " new contract: on a topic of its own it breaks nobody, on the same one it breaks those who"
    " read the last, until the schemas are exported again."
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "compat",
        help=_ABOUT,
        epilog="Example: stormdesk compat board.stormdesk --against-bundle contracts --mode FULL",
    )(_compat)


def _compat(
    sides: Annotated[
        list[str],
        typer.Argument(metavar="OLD NEW", help="NEW alone with --against-bundle; - is stdin."),
    ],
    mode: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(_MODES),
            help="Hold all messages to this; else each to the one that it declares, or BACKWARD.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(_FORMATS), help="Only this one; else all."),
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            metavar="strict|lenient",
            help="Of JSON Schema: strict calls a new optional field of an open message breaking."
            " Else what the board says, or strict.",
        ),
    ] = None,
    content_model: Annotated[
        str | None,
        typer.Option(
            metavar="open|closed",
            help="Of JSON Schema, between two boards; closed takes no fields that are not listed,"
            " so that new optional ones break nobody. A bundle has its own.",
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against-bundle",
            metavar="DIR",
            help="Compare with the schemas that were exported into this folder, in place of OLD.",
        ),
    ] = None,
    report: Annotated[
        str, typer.Option(metavar="text|json|sarif", help="How to print what is found.")
    ] = "text",
) -> None:
    wanted: dict[str, Any] = {}
    if policy is not None:
        wanted["policy"] = chosen("--policy", policy, _POLICIES)
    if mode is not None:
        wanted["mode"] = chosen("--mode", mode, _MODES)
    if form is not None:
        wanted["formats"] = (chosen("--format", form, _FORMATS),)
    report = chosen("--report", report, _REPORTS)
    pair = _pair(sides, against)
    if content_model is not None:
        wanted["content_model"] = chosen("--content-model", content_model, _CONTENT_MODELS)
        if against is not None or any(Path(side).is_dir() for side in pair):
            raise BadInput("--content-model", "is for two boards; a bundle has its own")
    wish = resolved(_WISH)(**wanted)
    comparison = resolved(_COMPARED)(*pair, wish, with_bundle=against is not None)
    typer.echo(resolved(_REPORTED)(comparison, report))
    if comparison.is_broken:
        raise typer.Exit(1)


def _pair(sides: list[str], against: str | None) -> tuple[str, str]:
    if against is not None:
        if len(sides) != 1:
            raise BadInput("--against-bundle", "takes the place of OLD; name NEW alone")
        return against, sides[0]
    if len(sides) != 2:
        raise BadInput("compat", "needs OLD and NEW, or NEW and --against-bundle DIR")
    return sides[0], sides[1]
