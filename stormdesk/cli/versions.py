"""The versions of a board: listed, compared, and packed to be sent along with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stormdesk.analysis.comparison import differences
from stormdesk.cli.reading import board_at
from stormdesk.document.folders import state_folder
from stormdesk.document.version_contents import history_beside, history_bytes, version_board
from stormdesk.exchange.delivery import deliver_file
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput, nearest, quoted
from stormdesk.model.session import NamedVersion

_OLD = "The earlier board, or BOARD@VERSION."
_NEW = "The later board, or BOARD@VERSION."


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "diff",
        help="Print how two boards differ; exit code 1 if they do.",
        epilog="Example: stormdesk diff sale.stormdesk@Walk-through sale.stormdesk",
    )(_diff)
    app.command(
        "versions",
        help="List the named versions of a board.",
        epilog="Example: stormdesk versions sale.stormdesk --with-history",
    )(_versions)


def _diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_OLD)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_NEW)],
) -> None:
    lines = differences(_board(old), _board(new))
    for line in lines:
        typer.echo(line)
    if lines:
        raise typer.Exit(1)


def _versions(
    board: Annotated[Path, typer.Argument(metavar="BOARD", help="The board's own file.")],
    with_history: Annotated[
        bool,
        typer.Option(help="Write what they held into BOARD.history beside it, to send along."),
    ] = False,
) -> None:
    content = board_at(str(board))
    for version in content.in_order(NamedVersion):
        date = (version.date or "").replace("T", " ")
        kept = "" if _is_kept(version, content, board) else "not kept on this computer"
        typer.echo("  ".join(filter(None, (version.name, date, kept))))
    if with_history:
        beside = history_beside(board)
        deliver_file(beside, history_bytes(content, state_folder(), board), force=True)
        typer.echo(f"Written: {beside.name}")


def _board(name: str) -> Board:
    """Return the board of a name, or the version of it that is named behind an ``@``."""
    file, at, wanted = name.rpartition("@")
    if not at or not file or Path(name).exists():
        return board_at(name)
    board = board_at(file)
    versions = {version.name: version for version in board.in_order(NamedVersion)}
    if wanted not in versions:
        raise BadInput(f"{file}@", f"{quoted(wanted)} is no version{nearest(wanted, versions)}")
    return version_board(versions[wanted], board.profile.id, state_folder(), Path(file))


def _is_kept(version: NamedVersion, board: Board, path: Path) -> bool:
    try:
        version_board(version, board.profile.id, state_folder(), path)
    except BadInput:
        return False
    return True
