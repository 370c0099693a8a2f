"""``export``: one command a format, its flags made from the format's options."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer

from stormdesk.cli.choice import chosen
from stormdesk.cli.flags import options_of, parameters
from stormdesk.cli.reading import board_at
from stormdesk.document.folders import settings_path
from stormdesk.exchange.attachments import attached
from stormdesk.exchange.delivery import (
    Delivery,
    deliver_file,
    deliver_folder,
    refuse_boards,
    stale_files,
)
from stormdesk.exchange.file_list import MANIFEST
from stormdesk.exchange.format import Files, Format, Options, only_file, unchosen, write
from stormdesk.exchange.formats import ALIASES, FORMATS
from stormdesk.exchange.presets import Choice, preset_at
from stormdesk.exchange.redaction import REDACTIONS, Redaction, redacted
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

_BOARD_PATH = "board_path"
"""The option of a format that names the board; what was given as BOARD is meant."""


def add_to(app: typer.Typer) -> None:
    """Add the command with one command of its own for every format that can be written."""
    group = typer.Typer(
        help="Write a board in another format. Each format has options of its own.",
        epilog="Example: stormdesk export schemas board.stormdesk -o contracts --check",
        rich_markup_mode=None,
    )
    for form in FORMATS.values():
        if form.writer is not None:
            group.command(
                form.name,
                help=f"Export {form.label}.",
                epilog=f"Example: stormdesk export {form.name} board.stormdesk -o {_sample(form)}",
            )(_command(form))
    for alias, (name, chosen_already) in ALIASES.items():
        form = FORMATS[name]
        only = " ".join(f"--{option} {alias}" for option in chosen_already)
        group.command(
            alias,
            help=f"Short for {name} {only}.",
            epilog=f"Example: stormdesk export {alias} board.stormdesk -o {_sample(form)}",
        )(_command(form, chosen_already))
    app.add_typer(group, name="export")


def _sample(form: Format) -> str:
    return "out" if form.folder else f"board{form.suffix}"


def _export(
    form: Format,
    board: Annotated[str, typer.Argument(metavar="BOARD", help="The board; - is stdin.")],
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="File, folder where there are several, or -. Else named after the board, here.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if PATH is stale.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove files generated earlier and not any more.")
    ] = False,
    redact: Annotated[
        str,
        typer.Option(
            metavar=",".join(REDACTIONS),
            help="Leave these out, and mint new ids. Of personal fields examples and defaults go;"
            " their names stay, and examples hold made-up values.",
        ),
    ] = "",
    preset: Annotated[
        str,
        typer.Option(
            metavar="NAME|FILE",
            help="Options kept under a name in the window, or in a file; others given here win.",
        ),
    ] = "",
    **options: Any,
) -> None:
    kept = preset_at(form, preset, settings_path()) if preset else Choice()
    asked = {*_redactions(redact), *kept.leave_out}
    what: list[Redaction] = [each for each in REDACTIONS if each in asked]
    if _BOARD_PATH in form.options.model_fields and options.get(_BOARD_PATH) is None:
        options[_BOARD_PATH] = _path_from_here(board)
    chosen_options = options_of(form.options, options, f"export {form.name}", kept.options)
    if prune and (check or not form.folder):
        raise BadInput("--prune", "goes with formats of several files, and not with --check")
    if check and force:
        raise BadInput("--check", "writes nothing, so it does not go with --force")
    shown = redacted(board_at(board), what)
    folder = Path(board).parent if board != STANDARD_INPUT else None
    files = write(form, shown, attached(chosen_options, shown, folder))
    if output == "-":
        _to_stdout(form, files)
        _tell_left_out(form, shown, "standard output")
        return
    path = Path(output) if output is not None else _default_path(form, board, chosen_options)
    source = Path(board) if board != STANDARD_INPUT else None
    refuse_boards(path, files if form.folder else (), source)
    others = unchosen(form, shown, chosen_options)
    if check:
        _report_stale(form, path, files, others)
    elif form.folder:
        delivery = deliver_folder(path, files, force=force, prune=prune, unchosen=others)
        _tell_left_out(form, shown, path)
        _report(path, files, delivery)
    else:
        deliver_file(path, only_file(files)[1], force=force)
        _tell_left_out(form, shown, path)


def _command(
    form: Format, chosen_already: Mapping[str, object] = MappingProxyType({})
) -> Callable[..., None]:
    """Return the export of one format with the signature that typer reads its flags from."""
    command = partial(_export, form, **chosen_already)
    common = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in inspect.signature(_export, eval_str=True).parameters.values()
        if parameter.name not in ("form", "options")
    ]
    # A format whose option ``preset`` names those that come with it shares the flag.
    known = {*chosen_already, *(parameter.name for parameter in common)}
    flags = [flag for flag in parameters(form.options) if flag.name not in known]
    signature = inspect.Signature([*common, *flags])

    def export(**given: Any) -> None:
        command(**given)

    export.__dict__["__signature__"] = signature
    export.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return export


def _redactions(text: str) -> list[Redaction]:
    words = {word.strip() for word in text.split(",")} - {""}
    for word in sorted(words):
        chosen("--redact", word, REDACTIONS)
    return [each for each in REDACTIONS if each in words]


def _default_path(form: Format, board: str, options: Options) -> Path:
    stem = "board" if board == STANDARD_INPUT else Path(board).name.split(".")[0] or "board"
    return Path(f"{stem}{options.ending(form.suffix)}")


def _path_from_here(board: str) -> str | None:
    """Return where a board is from the folder one works in; its name where it is not inside."""
    if board == STANDARD_INPUT:
        return None
    path, here = Path(board), Path.cwd()
    if path.is_absolute():
        path = path.relative_to(here) if path.is_relative_to(here) else Path(path.name)
    return path.as_posix()


def _to_stdout(form: Format, files: Files) -> None:
    if form.folder:
        raise BadInput("-o", f"{form.name} is several files; name a folder")
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]  # so where it is closed
        raise BadInput("standard output", "is closed; name a file")
    sys.stdout.buffer.write(only_file(files)[1])
    sys.stdout.buffer.flush()


def _tell_left_out(form: Format, board: Board, path: Path | str) -> None:
    for told in resolved(form.left_out)(board) if form.left_out is not None else ():
        typer.echo(f"stormdesk: {path}: {told}", err=True)


def _report_stale(
    form: Format, path: Path, files: Mapping[str, bytes], others: Collection[str]
) -> None:
    if not path.exists():
        typer.echo(f"stormdesk: {path}: does not exist; export it first", err=True)
        raise typer.Exit(1)
    if form.folder:
        stale = stale_files(path, files, others)
        names = [str(path / name) for name in stale]
    else:
        is_fresh = path.is_file() and path.read_bytes() == only_file(files)[1]
        names = [] if is_fresh else [str(path)]
    for name in names:
        typer.echo(f"stormdesk: {name}: is stale; export again", err=True)
    if names:
        raise typer.Exit(1)


def _report(folder: Path, files: Files, delivery: Delivery) -> None:
    if set(files) == {MANIFEST}:
        typer.echo(
            f"stormdesk: {folder}: holds the manifest alone; no sticky has a message: give an event"
            " or command fields in the inspector, or under it in an outline, such as id: uuid",
            err=True,
        )
    for path in delivery.orphans:
        if path not in delivery.changed:
            typer.echo(
                f"stormdesk: {folder / path}: is not generated any more; remove it with --prune",
                err=True,
            )
    for path in delivery.changed:
        what = (
            "is not generated any more, but was changed by hand; remove it with --prune --force"
            if path in delivery.orphans
            else "was changed by hand and is left as it is; replace it with --force"
        )
        typer.echo(f"stormdesk: {folder / path}: {what}", err=True)
    if delivery.changed:
        raise typer.Exit(1)
