"""What one may choose about checks on a server; apart from their writer, so that it loads fast."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from stormdesk.exchange.format import Options

Place = Literal["github", "gitlab", "pre-commit"]


def _in_repository(text: str) -> str:
    path = PurePosixPath(text.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or path == PurePosixPath():
        raise ValueError("must lie in the repository; name it from there, such as docs/board")
    return str(path)


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must be one line of plain text")
    return text


_OneLine = Annotated[
    str, StringConstraints(min_length=1, max_length=1_000), AfterValidator(_one_line)
]
PathInRepository = Annotated[_OneLine, AfterValidator(_in_repository)]
"""Where a file or folder is, from the root of the repository."""


class CiOptions(Options):
    """What is checked, and where."""

    board_path: PathInRepository = Field(
        default="board.stormdesk",
        title="Path of the board",
        description="From the root of the repository; on the command line, BOARD as it is named.",
    )
    bundle: PathInRepository = Field(
        default="contracts",
        title="Folder of published schemas",
        description="From the root of the repository: the schemas that changes are held to.",
    )
    fail_on: Literal["error", "warning", "advice"] = Field(
        default="error",
        description="The mildest finding on the board that fails.",
        json_schema_extra={"names": {"error": "Error", "warning": "Warning", "advice": "Advice"}},
    )
    policy: Literal["board", "strict", "lenient"] = Field(
        default="board",
        title="Policy for JSON Schema",
        description=(
            "Strict fails for a new optional field of an open message, lenient does not; board"
            " goes by what the board says, so that it fails where the window warns."
        ),
        json_schema_extra={
            "names": {"board": "As the board says", "strict": "Strict", "lenient": "Lenient"}
        },
    )
    install: _OneLine = Field(
        default="pip install stormdesk",
        title="Command that installs stormdesk",
        description="What servers do before they check.",
    )
    only: tuple[Place, ...] = Field(
        default=(),
        title="Only for these",
        description="The services to write files for; all of them where none is chosen.",
        json_schema_extra={
            "names": {"github": "GitHub", "gitlab": "GitLab", "pre-commit": "pre-commit"}
        },
    )
