"""The files of the bundle that are about one message, to be looked at while it is edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args

from stormdesk.exchange.contracts.bundle import PARTS
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.options import Part, SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.naming import message_names
from stormdesk.model.problem import BadInput

_TOGETHER = ("asyncapi", "kafka-topics", "registry")
"""Parts that say what a message shares with the others of its context, or how it differs."""

_ALONE = 2
"""How many files Protobuf has of a message that shares nothing: itself and its example."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One file with its path in the bundle, and the first line that names the sticky, from 0."""

    path: str
    text: str
    line: int


def parts() -> tuple[Part, ...]:
    """Return the parts of the bundle that there are, in the order they are read in."""
    return tuple(part for part in get_args(Part) if part in PARTS)


def previews(board: Board, sticky_id: str, part: Part) -> list[Preview]:
    """Return the files of a part that are about the message behind a sticky, those
    that name it first, its own
    context before others.

    Raises BadInput, naming sticky and field, where it makes no contract.
    """
    called = message_names(board)
    here = called[sticky_id].context if sticky_id in called else ""
    near = {each.sticky for each in called.values() if each.context == here} | {sticky_id}
    files = _files(board, near if part in _TOGETHER else {sticky_id}, part)
    if part == "protobuf" and len(files) > _ALONE:
        files = _shared(board, near, files)
    found = [_preview(path, content.decode(), sticky_id) for path, content in files.items()]
    found.sort(key=lambda each: (each.line < 0, here not in each.path))
    return [each for each in found if part not in _TOGETHER or each.line >= 0]


def _files(board: Board, only: Collection[str], part: Part) -> Mapping[str, bytes]:
    return PARTS[part](contracts_of(board, only), SchemaOptions())


def _shared(board: Board, near: Collection[str], own: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files of a message as they are where its package has others."""
    try:
        files = _files(board, near, "protobuf")
    except BadInput:
        # Another message makes no contract: there is no bundle, and this one is still shown.
        return own
    return {path: files[path] for path in own}


def _preview(path: str, text: str, sticky_id: str) -> Preview:
    lines = text.splitlines()
    return Preview(path, text, next((n for n, line in enumerate(lines) if sticky_id in line), -1))
