"""What a file format is: a row of data that names its writer and its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr

from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

Files = Mapping[str, bytes]
"""Contents by name; names are relative, with ``/`` between folders."""


Group = Literal[
    "Paper and pictures", "Models", "Contracts", "Operations", "Catalogues", "Diagrams", "Other"
]
"""What formats are for, in the order in which they are offered."""


class Options(BaseModel):
    """What can be chosen; its fields become the form of a dialog and the flags of a command."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _contents: Mapping[str, bytes] = PrivateAttr(default_factory=dict[str, bytes])

    def contents(self, name: str) -> bytes | None:
        """Return what the file holds that an option names; None where nobody has read it."""
        return self._contents.get(name)

    def ending(self, usual: str) -> str:
        """Return how the name of the file ends, where these options make another kind of it."""
        return usual

    def with_contents(self, contents: Mapping[str, bytes]) -> Self:
        """Return the same options with what some files hold, by the options that name them.

        Writers read no files, so whoever calls them does.
        """
        copy = self.model_copy()
        copy._contents = contents
        return copy


@dataclass(frozen=True, slots=True)
class Format:
    """One way out of the program, into it, or both.

    ``writer`` and ``reader`` are spelled ``module:function``; None where there is no such way.
    A writer is ``(board, options) -> Files``, a reader ``(files) -> Board``. ``folder`` says that
    the format is several files, ``left_out`` is ``(board) -> list[str]``: what it has nothing of.
    ``partial`` says that its option ``only`` writes some of them, and leaves others as they are.
    ``group`` is the heading under which the format is offered. ``preview`` is
    ``(board, options) -> bytes``: a PDF file of what another program is needed to look at.
    """

    name: str
    label: str
    suffix: str
    options: type[Options] = Options
    writer: str | None = None
    reader: str | None = None
    folder: bool = False
    left_out: str | None = None
    partial: bool = False
    group: Group = "Other"
    preview: str | None = None


def write(form: Format, board: Board, options: Options | None = None) -> Files:
    """Return the board in a format, with the format's defaults where no options are given.

    Raises BadInput where the format cannot be written.
    """
    if form.writer is None:
        raise BadInput(form.name, "can be read but not written")
    return resolved(form.writer)(board, form.options() if options is None else options)


def unchosen(form: Format, board: Board, options: Options) -> frozenset[str]:
    """Return the files of a format that are left out because ``only`` some were asked for.

    Raises BadInput where they cannot be made.
    """
    if not form.partial or not getattr(options, "only", ()):
        return frozenset()
    whole = write(form, board, options.model_copy(update={"only": ()}))
    return frozenset(whole) - frozenset(write(form, board, options))


def read(form: Format, files: Files) -> Board:
    """Return the board that some files hold in a format.

    Raises BadInput where the format cannot be read, or the files are wrong.
    """
    if form.reader is None:
        raise BadInput(form.name, "can be written but not read")
    return resolved(form.reader)(files)


def only_file(files: Files) -> tuple[str, bytes]:
    """Return the name and contents of the one file that a format reads.

    Raises BadInput where there is none or more than one.
    """
    if len(files) != 1:
        raise BadInput("", f"expected one file, not {len(files)}")
    return next(iter(files.items()))
