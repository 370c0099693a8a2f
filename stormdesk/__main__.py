"""A board or nothing: the window; otherwise the command line."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stormdesk import __version__
from stormdesk.cli import COMMANDS

# Qt takes 0.15 s to load and typer 0.1 s (measured), so only the one that is asked for is.
COMMAND_LINE = ("cli.program",)
WINDOW = ("editor.actions", "document.opening", "desktop.application")
"""Qt comes last: it reads the source of whatever is loaded after it, 0.04 s (measured)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        print(f"stormdesk {__version__}")  # noqa: T201  # what the command is for
        return 0
    modules = WINDOW if opens_window(arguments) else COMMAND_LINE
    return int(loaded(*modules).main(arguments))


def loaded(*names: str) -> Any:
    """Load some modules, in this order, and return the last of them."""
    # Collecting while so much is being loaded takes 0.3 s of the start; the window turns it on.
    gc.disable()
    return [importlib.import_module(f"stormdesk.{name}") for name in names][-1]


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether arguments name a board, or nothing at all, and so no command."""
    if not arguments or arguments[0] == "--tour":
        return True
    first = arguments[0]
    if first in COMMANDS or first.startswith("-"):
        return False
    return "." in first or "/" in first or "\\" in first or Path(first).is_file()


if __name__ == "__main__":
    sys.exit(main())
