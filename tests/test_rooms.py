"""The house keeps its rooms apart, and its files small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "stormdesk"
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 500

THIRD_PARTIES = {
    "__init__": set(),
    "__main__": set(),
    "resources": {"yaml"},
    "late": set(),
    "model": {"pydantic"},
    "document": {"pydantic", "platformdirs"},
    "layout": {"fontTools", "font_roboto", "uharfbuzz", "bidi", "networkx"},
    "analysis": {"networkx", "rapidfuzz", "simpy"},
    "editor": {"pydantic"},
    "cli": {"typer", "click", "pydantic"},
    "desktop": {"PySide6", "pydantic", "platformdirs", "pypdfium2"},
}
"""What a room may import from outside; exchange is absent: each format brings what it needs."""

NETWORK = {
    *("socket", "socketserver", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib"),
    *("xmlrpc", "telnetlib", "nntplib", "webbrowser", "urllib.request"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineWidgets"),
}

RESOLVING = {"__main__.py", "late.py"}
"""Where a module is imported by name: what is asked for on the command line, and what is heavy."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Return the modules that a file imports, and what it takes from them, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def strangers(tree: ast.AST) -> set[str]:
    """Return the packages that come neither with Python nor with stormdesk."""
    tops = {name.partition(".")[0] for name in imported(tree)}
    own = {"stormdesk", *sys.stdlib_module_names}
    # pydantic_core is a part of pydantic that has a name of its own.
    return {"pydantic" if each == "pydantic_core" else each for each in tops - own}


def in_python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {name_of(path): ast.parse(path.read_text("utf-8")) for path in FILES}


def test_rooms_import_only_downwards() -> None:
    linted = in_python(
        "from importlinter.cli import lint_imports; exit(lint_imports(cache_dir=None))"
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert "0 broken" in linted.stdout


def test_every_room_says_what_it_needs_from_outside(trees: dict[str, ast.Module]) -> None:
    found = {
        name: foreign
        for name, tree in trees.items()
        if (room := name.partition("/")[0].removesuffix(".py")) != "exchange"
        if (foreign := strangers(tree) - THIRD_PARTIES[room])
    }
    assert found == {}


def test_nothing_reaches_for_the_network(trees: dict[str, ast.Module]) -> None:
    found = {
        name: reached
        for name, tree in trees.items()
        if (reached := {i for i in imported(tree) if i in NETWORK or i.split(".")[0] in NETWORK})
    }
    assert found == {}


def test_no_function_imports(trees: dict[str, ast.Module]) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    found = [
        f"{name}:{inner.lineno}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, functions)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_modules_are_resolved_by_name_in_two_places_only(trees: dict[str, ast.Module]) -> None:
    words = {"import_module", "__import__"}
    found = {
        name
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id in words)
        or (isinstance(node, ast.Attribute) and node.attr in words)
    }
    assert found == RESOLVING


def test_no_file_outgrows_its_noun() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_all_but_the_desktop_runs_without_qt(tmp_path: Path) -> None:
    board = tmp_path / "wall.yaml"
    board.write_text("format: stormdesk/1\nboard: {id: wall, title: Wall}\n", "utf-8")
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in FILES
        if not name_of(path).startswith("desktop/") and path.name != "__init__.py"
    ]
    run = in_python(
        "import importlib, sys\n"
        "for name in ('PySide6', 'shiboken6'): sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "from stormdesk.__main__ import main\n"
        f"sys.exit(main(['show', {str(board)!r}]))"
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "Wall" in run.stdout


def test_the_command_line_never_loads_qt(tmp_path: Path) -> None:
    run = in_python(
        "import sys\n"
        "import stormdesk.cli, stormdesk.cli.program\n"
        "from stormdesk.__main__ import main\n"
        "assert main(['formats']) == 0\n"
        "print(sorted(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))))"
    )
    assert run.stderr == ""
    assert run.stdout.splitlines()[-1] == "[]"
