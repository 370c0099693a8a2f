"""The commands together, and every error of theirs as one line."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, cast

import typer
from pydantic import ValidationError

from stormdesk import __version__
from stormdesk.cli import (
    COMMANDS,
    boards,
    checking,
    compat,
    exporting,
    simulating,
    unexpected,
    verifying_metrics,
    versions,
)
from stormdesk.cli.refusal import refused
from stormdesk.exchange.formats import ALIASES, FORMATS
from stormdesk.model.problem import BadInput, explain, nearest, quoted, told_by_system

_USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__base__)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 good, 1 findings, 2 bad usage or input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except BadInput as error:
        return refused(str(error))
    except BrokenPipeError:
        _give_up_output()  # whoever reads us has seen enough
        return 0
    except OSError as error:
        try:
            sys.stdout.flush()
        except OSError:
            _give_up_output()
        return refused(f"{error.filename or 'standard output'}: {told_by_system(error)}")
    except ValidationError as error:
        return refused(f"{error.title.lower()}: {explain(error)}")
    except KeyboardInterrupt:
        return refused("stopped: interrupted by the keyboard")
    except (MemoryError, RecursionError):
        return refused("input: is too large or nested too deep to be a board")
    except Exception as error:
        return refused(unexpected.told(error))


def _give_up_output() -> None:
    # What could not be written is still in the buffer, and Python would complain of it on exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str]) -> int:
    first, *rest = arguments or ["--help"]
    if not first.startswith("-") and first not in COMMANDS:
        return refused(f"{first}: no such command{_hint(first, COMMANDS, '--help')}")
    if first == "export" and (not rest or not rest[0].startswith("-")):
        known = [form.name for form in FORMATS.values() if form.writer is not None] + [*ALIASES]
        if not rest:
            return refused(f"export: needs a format and a board{_hint('', known, 'formats')}")
        if rest[0] not in known:
            return refused(f"export: no format {rest[0]}{_hint(rest[0], known, 'formats')}")
    try:
        code: Any = typer.main.get_command(program()).main(
            [first, *rest], prog_name="stormdesk", standalone_mode=False
        )
    except _USAGE_ERROR as error:
        return refused(_usage(error, first))
    except typer.Abort:
        return refused("stopped: interrupted by the keyboard")
    return code if isinstance(code, int) else 0


def _hint(word: str, known: Iterable[str], command: str) -> str:
    return nearest(word, known) or f"; stormdesk {command} lists them"


def program() -> typer.Typer:
    """Return the commands, built anew."""
    app = typer.Typer(
        name="stormdesk",
        help="Event storming boards on the command line. Without a command the window opens.",
        epilog="Example: stormdesk export pdf board.stormdesk -o board.pdf",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_program)
    boards.add_to(app)
    exporting.add_to(app)
    checking.add_to(app)
    compat.add_to(app)
    simulating.add_to(app)
    verifying_metrics.add_to(app)
    versions.add_to(app)
    return app


def _program(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    tour: Annotated[bool, typer.Option("--tour", help="Open the tour board.")] = False,
) -> None:
    del tour  # answered before the command line is loaded; here for --help only
    if version:
        typer.echo(f"stormdesk {__version__}")
        raise typer.Exit


def _usage(error: Exception, command: str) -> str:
    context = getattr(error, "ctx", None)
    path = str(getattr(context, "command_path", "")).removeprefix("stormdesk").strip()
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        known = [str(name) for p in context.command.params for name in p.opts] if context else []
        why = f"no such option {quoted(option)}{nearest(str(option), known)}"
    else:
        text = str(getattr(error, "format_message", error.__str__)())
        why = f"{text[:1].lower()}{text[1:]}".rstrip(".")
    return f"{path or command}: {why}"
