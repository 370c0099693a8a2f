"""``import``: boards and outlines into a board, and the answers on sheets into its inbox."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from stormdesk.cli.reading import OWN, board_at, contents_at
from stormdesk.document.file import from_bytes
from stormdesk.document.folders import state_folder
from stormdesk.document.inbox import put_in_once
from stormdesk.exchange.format import read
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.interview.answers import Answers, answers_of
from stormdesk.exchange.interview.received import is_sheet
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board

_SHEET = "interview"


def sources(names: Sequence[str], form: str | None) -> tuple[list[Board], list[Answers]]:
    """Return the boards that files hold, and what is answered on those that are sheets.

    Raises BadInput.
    """
    boards: list[Board] = []
    answers: list[Answers] = []
    for where, data in map(contents_at, names):
        if form == _SHEET or (form is None and _is_answered(where, data)):
            answers.append(answers_of(data, where))
        elif form is None:
            boards.append(board_of(where, data))
        else:
            board = from_bytes(data, where) if form == OWN else read(FORMATS[form], {where: data})
            boards.append(board)
    return boards, answers


def put_aside(into: Path, answers: Sequence[Answers]) -> None:
    """Put answers into the inbox of a board, and tell how many were new.

    Raises BadInput and OSError.
    """
    profile = board_at(str(into)).profile
    new = put_in_once(profile.id, state_folder(), [each.found for each in answers])
    there = sum(len(each.found) for each in answers) - new
    told = f"{new} {'answer waits' if new == 1 else 'answers wait'} in the inbox, unseen"
    if there:
        told += f"; {there} came before"
    typer.echo(f"{into}: {told}")


def _is_answered(where: str, data: bytes) -> bool:
    known = (".stormdesk", ".yaml", ".yml", ".json", ".csv", ".tsv", ".svg")
    return Path(where).suffix.lower() not in known and is_sheet(data)
