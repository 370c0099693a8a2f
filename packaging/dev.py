#!/usr/bin/env python3
"""Prepare .venv where it is missing or stale, then run, test, check or measure stormdesk in it.

Standard library only; the file parses under older Pythons too, so that it can say what it needs.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import importlib.util
import io
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from system_packages import install_command, missing_libraries, package_of, system_installer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HELP = """\
usage: python3 packaging/dev.py COMMAND [ARGS...]

  run [ARGS...]          start stormdesk with ARGS; with none, open the tour board, or write
                         it to ./stormdesk-tour where there is no screen
  test [PYTEST ARGS...]  run the tests on all cores; -m journey drives a real window instead
  check                  formatting, lint, types and the import rule
  bench [NAME] [--n N]   measure everything or one thing, at the usual sizes or with N stickies

examples:
  python3 packaging/dev.py run
  python3 packaging/dev.py run export pdf wall.stormdesk -o wall.pdf
  python3 packaging/dev.py test tests/model -k naming
  python3 packaging/dev.py test -m journey
  python3 packaging/dev.py bench paper --n 1000

Paths are relative to where you are for run, and to the root of the repository for test.
"""

PROGRAM = ["-P", "-m", "stormdesk"]  # -P: modules lying in the caller's folder stay out of it
MINIMUM = (3, 11)
RECIPE = "1"  # raised when prepare_venv() begins to install something else
TOUR = "inventory-under-peak-load"

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "stormdesk.stamp"
PIP_LOG = VENV / "pip.log"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

CHECKS = {
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "ruff check": ["-m", "ruff", "check", "."],
    "pyright": ["-m", "pyright"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}

TEST_TOOLS = ["pdftotext", "promtool", "qpdf"]
JOURNEY_TOOLS = [*TEST_TOOLS, "Xvfb", "xdotool", "import", "chromium"]


def say(line: str) -> None:
    """Tell what is being done, on standard error: standard output belongs to the program run."""
    print(f"dev: {line}", file=sys.stderr, flush=True)


def stop(line: str) -> NoReturn:
    """Give up with one line and exit code 2."""
    say(line)
    raise SystemExit(2)


def reason_in(text: str, mark: str = "") -> str:
    """Return the last line of an error output, of those that begin with the pattern if any do."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [line for line in lines if mark and re.match(mark, line)]
    return (marked or lines or ["it gave no reason"])[-1]


def captured(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a command in the repository without input and keep what it prints."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def in_venv(
    args: Sequence[str], cwd: Path = ROOT, offscreen: bool = False, quiet: bool = False
) -> int:
    """Run the virtual environment's Python and return its exit code as a shell would."""
    env = dict(os.environ)
    if offscreen:
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    output = subprocess.DEVNULL if quiet else None
    code = subprocess.run([PYTHON, *args], cwd=cwd, env=env, stdout=output, check=False).returncode
    return code if code >= 0 else 128 - code


# The virtual environment.


def stamp_of(pyproject: bytes, python: str, root: Path) -> str:
    """Return what the stamp holds while the environment fits project, Python and folder."""
    recipe = "\n".join([RECIPE, python, str(root), ""])
    return hashlib.sha256(recipe.encode() + pyproject).hexdigest()


def is_usable(venv_config: str, python: str) -> bool:
    """Tell from pyvenv.cfg whether an environment was made by this version of Python."""
    return f"version = {python}" in venv_config.splitlines()


def prepare_venv() -> None:
    """Make .venv anew where it is missing or of another Python; install into it where stale."""
    version = platform.python_version()
    stamp = stamp_of((ROOT / "pyproject.toml").read_bytes(), version, ROOT)
    config = VENV / "pyvenv.cfg"
    usable = PYTHON.exists() and config.exists() and is_usable(config.read_text("utf-8"), version)
    if usable and STAMP.exists() and STAMP.read_text("utf-8") == stamp:
        return
    if not usable:
        make_venv(version)
    say("installing stormdesk and its tools into .venv, which takes about a minute the first time")
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    pip = captured([PYTHON, "-m", "pip", "install", *options, "-e", ".[test,dev]"])
    if pip.returncode:
        PIP_LOG.write_text(pip.stderr, "utf-8")
        reason = reason_in(pip.stderr, r"ERROR: |\w*Error: ")
        if "Retry(total=0" in pip.stderr:
            reason += ", and a package index cannot be reached"
        stop(f"pip could not install stormdesk: {reason} (all it said: {PIP_LOG})")
    STAMP.write_text(stamp, "utf-8")


def make_venv(version: str) -> None:
    """Make an empty .venv in place of whatever stands there."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{version.rpartition('.')[0]}-venv"
        if system_installer() != "apt-get":
            stop(f"this Python ({sys.executable}) cannot make a .venv: it has no ensurepip")
        install("this Python cannot make a .venv: ensurepip is missing", [package])
    say(f"making .venv with Python {version}")
    made = captured([sys.executable, "-m", "venv", "--clear", VENV])
    if made.returncode:
        stop(f"making {VENV} failed: {reason_in(made.stderr or made.stdout)}")


# What the system must bring.


def install(problem: str, packages: list[str]) -> None:
    """Install packages where that is ours to do (root, Debian); else stop with the command."""
    installer = system_installer()
    if installer is None:
        stop(f"{problem}; install what brings it")
    command = install_command(packages, installer)
    if installer != "apt-get" or os.geteuid() != 0:
        stop(f"{problem}; install it with: sudo {shlex.join(command)}")
    say(f"{problem}; installing {' '.join(packages)}")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    captured([*quiet, "apt-get", "update"])
    installed = captured([*quiet, *command])
    if installed.returncode:
        stop(f"{shlex.join(command)} failed: {reason_in(installed.stderr, 'E: ')}")


def require(problem: str, wanted: Sequence[str]) -> None:
    """Install the tools or libraries that the problem is about."""
    installer = system_installer() or "apt-get"
    install(problem, [package_of(name, installer) for name in wanted])


def missing_for_qt(plugin: str) -> list[str]:
    """Return the libraries that Qt or one of its platform plugins lacks."""
    probe = "import PySide6; print(PySide6.__path__[0]); import PySide6.QtWidgets"
    loaded = captured([PYTHON, "-c", probe])
    folder = Path(loaded.stdout.strip())
    binaries = [folder / "QtWidgets.abi3.so", folder / f"Qt/plugins/platforms/libq{plugin}.so"]
    present = [path for path in binaries if path.exists()]
    # The loader stops at the first library it misses, ldd names all of them.
    listed = captured(["ldd", *present]).stdout if present and shutil.which("ldd") else ""
    missing = missing_libraries(loaded.stderr + listed)
    if loaded.returncode and not missing:
        stop(f"Qt cannot be loaded: {reason_in(loaded.stderr)}")
    return missing


def require_qt(plugin: str) -> None:
    """See to it that Qt loads and can open windows through this platform plugin."""
    if not sys.platform.startswith("linux"):
        return
    if missing := missing_for_qt(plugin):
        require(f"Qt cannot load without {', '.join(missing)}", missing)
        if still := missing_for_qt(plugin):
            stop(f"Qt cannot load without {', '.join(still)}, which those packages did not bring")


def require_tools(tools: Sequence[str]) -> None:
    """See to it that the programs which the tests call are there."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing and sys.platform.startswith("linux"):
        require(f"the tests cannot call {', '.join(missing)}", missing)


# The commands.


def has_screen(system: str, env: Mapping[str, str]) -> bool:
    """Tell whether a window can open, on a system named as in sys.platform."""
    if system in ("win32", "darwin") or qt_plugin(env) not in ("xcb", "wayland"):
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def qt_plugin(env: Mapping[str, str]) -> str:
    """Return the platform plugin that Qt will take on Linux."""
    asked = re.split("[:;-]", env.get("QT_QPA_PLATFORM", ""))[0]
    in_wayland = env.get("XDG_SESSION_TYPE") == "wayland" or not env.get("DISPLAY")
    return asked or ("wayland" if env.get("WAYLAND_DISPLAY") and in_wayland else "xcb")


def opens_window(args: Sequence[str], cwd: Path) -> bool:
    """Tell whether the program called with these arguments opens a window."""
    if not args or args[0] == "--tour":
        return True
    return bool(re.search(r"[./\\]", args[0])) or args[0] == "-" or (cwd / args[0]).exists()


def run(args: Sequence[str]) -> int:
    """Start the program where the caller stands, with the tour board if nothing else is asked."""
    here = Path.cwd()
    prepare_venv()
    screen = has_screen(sys.platform, os.environ)
    if not args and not screen:
        return write_tour(here)
    if screen and opens_window(args, here):
        require_qt(qt_plugin(os.environ))
    return in_venv([*PROGRAM, *(args or ["--tour"])], here)


def write_tour(here: Path) -> int:
    """Write the tour board's PDF, YAML model and schemas, since no window can show it.

    What people changed since it was written here stays, and what it would be now goes beside it.
    """
    say("no screen (neither DISPLAY nor WAYLAND_DISPLAY is set), so the tour board goes to files")
    folder = Path("stormdesk-tour")
    board = folder / f"{TOUR}.stormdesk"
    schemas = folder / "schemas"
    (here / folder).mkdir(exist_ok=True)
    ours = Written(here / folder)
    names = [ours.place_for(f"{TOUR}.{suffix}") for suffix in ("pdf", "yaml")]
    outputs = [folder / name for name in names]
    steps = [["export", to.suffix[1:], str(board), "-o", str(to), "--force"] for to in outputs]
    if not (here / board).exists():  # a copy that somebody has worked on is theirs
        steps.insert(0, ["new", str(board), "--template", TOUR])
    for step in steps:
        if code := in_venv([*PROGRAM, *step], here, quiet=True):
            return code
    ours.remember(names)
    # The program knows what it wrote there: it leaves what was changed, tells, and ends with 1.
    export = ["export", "schemas", str(board), "-o", str(schemas)]
    if (code := in_venv([*PROGRAM, *export], here, quiet=True)) > 1:
        return code
    for path in (board, *outputs, schemas):
        files = [file for file in (here / path).rglob("*") if file.is_file()]
        print(f"{path.as_posix()}/ ({len(files)} files)" if files else path.as_posix())
    return 0


class Written:
    """What this script wrote into a folder: the SHA-256 of each file, kept in it by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._record = folder / ".written.json"
        try:
            found = json.loads(self._record.read_text("utf-8"))
        except (OSError, ValueError):
            found = {}
        self._digests = found if isinstance(found, dict) else {}

    def place_for(self, name: str) -> str:
        """Return the name, or NAME-2 and so on where that is somebody's work by now."""
        stem, _, suffix = name.rpartition(".")
        names = (name, *(f"{stem}-{number}.{suffix}" for number in range(2, 1000)))
        place = next(each for each in names if self._is_ours(each))
        if place != name:
            say(f"{self._folder.name}/{name} was changed and is kept; the new one is {place}")
        return place

    def remember(self, names: Sequence[str]) -> None:
        """Note the files as they are now."""
        digests = {name: digest_of(self._folder / name) for name in names}
        self._record.write_text(json.dumps({**self._digests, **digests}, indent=2) + "\n", "utf-8")

    def _is_ours(self, name: str) -> bool:
        digest = digest_of(self._folder / name)
        return digest is None or digest == self._digests.get(name)


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file, None where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def wants_journeys(args: Sequence[str]) -> bool:
    """Tell whether pytest is asked for tests marked as journeys."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", nargs="?")
    marks = parser.parse_known_args(args)[0].m or ""
    return "journey" in re.sub(r"\bnot\s+journey\b", "", marks)


def test(args: Sequence[str]) -> int:
    """Run pytest: on all cores without a screen, or journeys one by one in a real window."""
    journeys = wants_journeys(args)
    if journeys and not sys.platform.startswith("linux"):
        stop("journeys drive a window with Xvfb and xdotool, which only Linux has")
    prepare_venv()
    require_tools(JOURNEY_TOOLS if journeys else TEST_TOOLS)
    require_qt("xcb" if journeys else "offscreen")
    one_by_one = journeys or "--pdb" in args
    # Some tests take as long as a hundred others: whoever is done takes over what waits for them.
    workers = ["0"] if one_by_one else [str(cores()), "--dist", "worksteal"]
    return in_venv(["-m", "pytest", "-n", *workers, *args], offscreen=not journeys)


def cores() -> int:
    """Return how many processor cores are ours to use."""
    if sys.platform.startswith("linux"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check(args: Sequence[str]) -> int:
    """Run all the checks, print what the failing ones say, and fail if one failed."""
    if args:
        stop(f"check takes no arguments, but was given {' '.join(args)}")
    prepare_venv()
    failed = False
    for name, command in CHECKS.items():
        result = captured([PYTHON, *command])
        print(f"{name:<14}{'failed' if result.returncode else 'ok'}", flush=True)
        if result.returncode:
            failed = True
            print((result.stdout + result.stderr).strip(), flush=True)
    return int(failed)


def bench(args: Sequence[str]) -> int:
    """Measure, without a screen."""
    prepare_venv()
    require_qt("offscreen")
    return in_venv([str(ROOT / "tests/bench/run.py"), *args], offscreen=True)


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench}


def nearest_command(name: str) -> str:
    """Return the command that was probably meant."""
    return difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0)[0]


def main(args: Sequence[str]) -> int:
    """Do what the command line asks and return the exit code."""
    if sys.version_info[:2] < MINIMUM:
        needed = ".".join(map(str, MINIMUM))
        stop(
            f"stormdesk needs Python {needed} or newer, but {sys.executable} is "
            f"{platform.python_version()}; start this with a newer one"
        )
    if not args or args[0] in ("-h", "--help"):
        print(HELP, end="")
        return 0 if args else 2
    if args[0] not in COMMANDS:
        stop(f"there is no command {args[0]!r}; did you mean {nearest_command(args[0])!r}?")
    return COMMANDS[args[0]](args[1:])


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # tools draw boxes that a Windows console lacks
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        stop(f"{error.strerror}: {error.filename}")
