"""The YAML model: a board's meaning as people read, edit and review it, geometry apart."""

from __future__ import annotations

from stormdesk.exchange.format import Files, only_file
from stormdesk.exchange.yaml_options import YamlOptions
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board
from stormdesk.model.naming import slug

SUFFIX = ".yaml"
"""Of the files that models are written to."""


def write(board: Board, options: YamlOptions) -> Files:
    """Return the model as one file; equal boards give equal bytes."""
    text = written_text(board, with_layout=options.layout)
    return {f"{slug(board.profile.title, 'board')}{SUFFIX}": text.encode()}


def read(files: Files) -> Board:
    """Return the board of one file.

    Raises BadInput, with the line where something is wrong.
    """
    name, data = only_file(files)
    return read_text(data, name)
