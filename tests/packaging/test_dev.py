from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "packaging"

GLIBC_ERROR = "libEGL.so.1: cannot open shared object file: No such file or directory"
LDD_OUTPUT = """\
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibX11-xcb.so.1 => not found
\tlibxcb-cursor.so.0 => not found
"""


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dev.py imports its sibling by this name
    spec.loader.exec_module(module)
    return module


system_packages = load("system_packages")
dev = load("dev")


class Machine:
    """Stands in for the commands dev.py would start: notes them and answers as told."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.failing: dict[str, str] = {}  # a word of the command -> what it says on stderr

    def answer(self, command: list[Any], **_: Any) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        self.commands.append(words)
        said = next((text for word, text in self.failing.items() if word in words), None)
        return subprocess.CompletedProcess(words, 0 if said is None else 1, "", said or "")

    def exit_code(self, command: list[Any], **_: Any) -> int:
        return self.answer(command).returncode


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(dev, "captured", machine.answer)
    monkeypatch.setattr(dev, "in_venv", lambda args, *_, **__: machine.exit_code(args))
    monkeypatch.setattr(sys, "platform", "linux")
    return machine


@pytest.fixture
def checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: Machine
) -> tuple[Path, Machine]:
    """A checkout with a .venv of this Python that was never installed into."""
    venv = tmp_path / ".venv"
    venv.mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (venv / "python").touch()
    (venv / "pyvenv.cfg").write_text(f"version = {dev.platform.python_version()}\n")
    names = {"STAMP": "stamp", "PYTHON": "python", "PIP_LOG": "pip.log"}
    places = {name: venv / file for name, file in names.items()}
    for name, path in {"ROOT": tmp_path, "VENV": venv, **places}.items():
        monkeypatch.setattr(dev, name, path)
    return tmp_path, machine


@pytest.mark.parametrize("name", ["dev", "system_packages"])
def test_an_old_python_can_still_parse_it(name: str) -> None:
    source = (FOLDER / f"{name}.py").read_text("utf-8")
    assert ast.parse(source, feature_version=(3, 8)).body


def test_an_old_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "MINIMUM", (99, 0))
    with pytest.raises(SystemExit, match="2"):
        dev.main(["run"])
    assert "needs Python 99.0 or newer, but " in capsys.readouterr().err


# The virtual environment.


def test_the_stamp_follows_project_python_and_folder() -> None:
    stamp = dev.stamp_of(b"[project]", "3.11.7", Path("a"))
    assert stamp == dev.stamp_of(b"[project]", "3.11.7", Path("a"))
    others = [
        dev.stamp_of(b"[project] ", "3.11.7", Path("a")),
        dev.stamp_of(b"[project]", "3.11.8", Path("a")),
        dev.stamp_of(b"[project]", "3.11.7", Path("b")),
    ]
    assert len({stamp, *others}) == 4


def test_a_fresh_environment_is_left_alone(checkout: tuple[Path, Machine]) -> None:
    _, machine = checkout
    dev.prepare_venv()
    machine.commands.clear()
    dev.prepare_venv()
    assert machine.commands == []


def test_a_changed_project_is_installed_again_but_the_environment_kept(
    checkout: tuple[Path, Machine],
) -> None:
    root, machine = checkout
    dev.prepare_venv()
    machine.commands.clear()
    (root / "pyproject.toml").write_text("[project] # changed\n")
    dev.prepare_venv()
    (command,) = machine.commands
    assert command[1:4] == ["-m", "pip", "install"]
    assert command[-2:] == ["-e", ".[test,dev]"]


def test_an_environment_of_another_python_is_made_anew(checkout: tuple[Path, Machine]) -> None:
    root, machine = checkout
    dev.prepare_venv()
    machine.commands.clear()
    (root / ".venv/pyvenv.cfg").write_text("version = 3.11.0rc1\n")
    dev.prepare_venv()
    assert machine.commands[0] == [sys.executable, "-m", "venv", "--clear", str(root / ".venv")]
    assert machine.commands[1][1:4] == ["-m", "pip", "install"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("noise\nERROR: No matching distribution found for typer\nhint: look", "for typer (all"),
        (
            "WARNING: Retrying (Retry(total=0, x\nERROR: No matching",
            "No matching, and a package index cannot be reached (all",
        ),
        ("  FileNotFoundError: resources\nhint: See above for details.", "Error: resources (all"),
    ],
)
def test_a_failing_pip_gives_one_line_and_stays_stale(
    checkout: tuple[Path, Machine], capsys: pytest.CaptureFixture[str], said: str, told: str
) -> None:
    root, machine = checkout
    machine.failing["pip"] = said
    with pytest.raises(SystemExit, match="2"):
        dev.prepare_venv()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert told in lines[1]
    assert (root / ".venv/pip.log").read_text() == said
    assert not (root / ".venv/stamp").exists()


def test_a_python_without_ensurepip_gets_its_package(
    checkout: tuple[Path, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, machine = checkout
    (root / ".venv/pyvenv.cfg").unlink()
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(dev, "system_installer", lambda: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    dev.make_venv("3.11.7")
    assert machine.commands[1][-1] == "python3.11-venv"


# What the system must bring.


@pytest.mark.parametrize(
    ("os_release", "installer"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', "apt-get"),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", "apt-get"),
        ("ID=fedora\nVERSION_ID=42\n", "dnf"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf"),
        ('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', "zypper"),
        ("ID=manjaro\nID_LIKE=arch\n", "pacman"),
        ("ID=alpine\nVARIANT_ID=debian\n", None),
    ],
)
def test_the_installer_follows_from_the_distribution(os_release: str, installer: str) -> None:
    assert system_packages.installer_named(os_release) == installer


@pytest.mark.parametrize(
    ("wanted", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-image.so.0", "libxcb-image0"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("pdftotext", "poppler-utils"),
        ("promtool", "prometheus"),
        ("import", "imagemagick"),
        ("Xvfb", "xvfb"),
        ("qpdf", "qpdf"),
    ],
)
def test_debian_packages_are_known(wanted: str, package: str) -> None:
    assert system_packages.package_of(wanted, "apt-get") == package


@pytest.mark.parametrize(
    ("installer", "packages"),
    [
        ("dnf", ["libEGL.so.1()(64bit)", "xorg-x11-server-Xvfb", "xdotool"]),
        ("zypper", ["libEGL.so.1()(64bit)", "xorg-x11-server-Xvfb", "xdotool"]),
        ("pacman", ["qt6-base", "xorg-server-xvfb", "xdotool"]),
    ],
)
def test_other_distributions_have_other_packages(installer: str, packages: list[str]) -> None:
    wanted = ["libEGL.so.1", "Xvfb", "xdotool"]
    assert [system_packages.package_of(name, installer) for name in wanted] == packages


def test_missing_libraries_are_read_from_loader_and_ldd() -> None:
    both = f"ImportError: {GLIBC_ERROR}\n{LDD_OUTPUT}"
    expected = ["libEGL.so.1", "libX11-xcb.so.1", "libxcb-cursor.so.0"]
    assert system_packages.missing_libraries(both) == expected
    assert system_packages.missing_libraries("ModuleNotFoundError: No module named 'x'") == []


def test_root_on_debian_gets_the_packages_installed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "system_installer", lambda: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    dev.require("Qt cannot load without libGL.so.1", ["libGL.so.1", "libEGL.so.1"])
    update, install = machine.commands
    assert update == ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "update"]
    assert install[2:4] == ["apt-get", "install"]
    assert install[-2:] == ["libgl1", "libegl1"]
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("installer", "user", "command"),
    [
        ("apt-get", 1000, "sudo apt-get install -y --no-install-recommends libegl1\n"),
        ("dnf", 0, "sudo dnf install -y 'libEGL.so.1()(64bit)'\n"),
    ],
)
def test_others_are_told_the_one_command(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    installer: str,
    user: int,
    command: str,
) -> None:
    monkeypatch.setattr(dev, "system_installer", lambda: installer)
    monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)
    machine.failing["-c"] = f"ImportError: {GLIBC_ERROR}"
    with pytest.raises(SystemExit, match="2"):
        dev.require_qt("offscreen")
    told = capsys.readouterr().err
    assert told.startswith("dev: Qt cannot load without libEGL.so.1; ")
    assert told.endswith(command)


def test_a_library_that_stays_missing_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "system_installer", lambda: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    machine.failing["-c"] = f"ImportError: {GLIBC_ERROR}"
    with pytest.raises(SystemExit, match="2"):
        dev.require_qt("offscreen")
    assert "libEGL.so.1, which those packages did not bring" in capsys.readouterr().err


# The commands.


@pytest.mark.parametrize(
    ("system", "env", "screen", "plugin"),
    [
        ("linux", {}, False, "xcb"),
        ("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False, "xcb"),
        ("linux", {"DISPLAY": ":0"}, True, "xcb"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True, "wayland"),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, True, "xcb"),
        (
            "linux",
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XDG_SESSION_TYPE": "wayland"},
            True,
            "wayland",
        ),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True, "offscreen"),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True, "vnc"),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False, "xcb"),
        ("linux", {"QT_QPA_PLATFORM": "wayland;xcb"}, False, "wayland"),
        ("darwin", {}, True, "xcb"),
        ("win32", {}, True, "xcb"),
    ],
)
def test_a_screen_is_found(system: str, env: dict[str, str], screen: bool, plugin: str) -> None:
    assert dev.has_screen(system, env) is screen
    assert dev.qt_plugin(env) == plugin


def test_only_boards_open_a_window(tmp_path: Path) -> None:
    (tmp_path / "wall").touch()
    windows = [[], ["--tour"], ["wall"], ["a.stormdesk"], ["sub/board"], ["-"]]
    assert all(dev.opens_window(args, tmp_path) for args in windows)
    others = [["--version"], ["check", "wall"], ["export", "pdf", "a.stormdesk"]]
    assert not any(dev.opens_window(args, tmp_path) for args in others)


def test_the_tour_without_a_screen_makes_a_copy_once_and_replaces_the_exports(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.write_tour(tmp_path) == 0
    board = "inventory-under-peak-load.stormdesk"
    (tmp_path / "stormdesk-tour" / board).touch()
    first = [command[3:] for command in machine.commands]
    assert [step[:2] for step in first[1:]] == [
        ["export", "pdf"],
        ["export", "yaml"],
        ["export", "schemas"],
    ]
    assert [step[-1] == "--force" for step in first[1:]] == [True, True, False]
    assert first[0][0] == "new"
    machine.commands.clear()
    assert dev.write_tour(tmp_path) == 0
    assert [command[3:] for command in machine.commands] == first[1:]
    printed = capsys.readouterr().out.splitlines()
    assert f"stormdesk-tour/{board}" in printed
    assert "stormdesk-tour/schemas" in printed


def test_the_tour_keeps_what_people_changed_and_writes_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(args: list[str], here: Path, **_: Any) -> int:
        if "-o" in args:
            (here / args[args.index("-o") + 1]).write_text("ours")
        return int(args[-3] == "schemas")

    monkeypatch.setattr(dev, "in_venv", write)
    tour = tmp_path / "stormdesk-tour"
    for _ in range(2):
        assert dev.write_tour(tmp_path) == 0
    yaml = tour / "inventory-under-peak-load.yaml"
    names = {each.name for each in tour.iterdir()}
    assert names == {yaml.name, f"{yaml.stem}.pdf", "schemas", ".written.json"}
    yaml.write_text("theirs")
    capsys.readouterr()
    for _ in range(2):
        assert dev.write_tour(tmp_path) == 0
        assert yaml.read_text() == "theirs"
    assert {each.name for each in tour.iterdir()} == {*names, f"{yaml.stem}-2.yaml"}
    captured = capsys.readouterr()
    said = f"stormdesk-tour/{yaml.name} was changed and is kept; the new one is {yaml.stem}-2.yaml"
    assert captured.err.count(said) == 2
    assert f"stormdesk-tour/{yaml.stem}-2.yaml" in captured.out


def test_the_tour_stops_where_the_program_fails(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.failing["yaml"] = "stormdesk: no"
    assert dev.write_tour(tmp_path) == 1
    assert len(machine.commands) == 3
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("args", "journeys"),
    [
        ([], False),
        (["-m", "journey"], True),
        (["-mjourney"], True),
        (["-x", "-m", "journey and not slow", "tests"], True),
        (["-m", "not journey"], False),
        (["-m", "journey or not journey"], True),
        (["-m", "journey", "-m", "not journey"], False),
        (["-k", "journey"], False),
        (["--maxfail=1", "-x"], False),
        (["-m"], False),
    ],
)
def test_journeys_are_recognised(args: list[str], journeys: bool) -> None:
    assert dev.wants_journeys(args) is journeys


def test_pytest_decides_the_exit_code_and_journeys_run_one_by_one(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("prepare_venv", "require_qt", "require_tools"):
        monkeypatch.setattr(dev, name, lambda *_: None)
    monkeypatch.setattr(dev, "cores", lambda: 3)
    assert dev.test(["tests/model"]) == 0
    machine.failing["pytest"] = ""
    assert dev.test(["-m", "journey"]) == 1
    assert machine.commands == [
        ["-m", "pytest", "-n", "3", "--dist", "worksteal", "tests/model"],
        ["-m", "pytest", "-n", "0", "-m", "journey"],
    ]


def test_check_runs_everything_even_after_a_failure(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "prepare_venv", lambda: None)
    assert dev.check([]) == 0
    machine.failing["format"] = "Would reformat: a.py"
    assert dev.check([]) == 1
    printed = capsys.readouterr().out
    assert printed.count("ok\n") == 4 + 3
    assert "ruff format   failed\nWould reformat: a.py\nruff check" in printed


@pytest.mark.parametrize(
    ("typed", "meant"), [("tset", "test"), ("rnu", "run"), ("chekc", "check"), ("Bench", "bench")]
)
def test_an_unknown_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str], typed: str, meant: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        dev.main([typed])
    assert (
        capsys.readouterr().err == f"dev: there is no command '{typed}'; did you mean '{meant}'?\n"
    )


def test_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    assert dev.main([]) == 2
    assert capsys.readouterr().out == dev.HELP * 2
