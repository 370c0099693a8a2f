"""The promises that conftest makes to every other test."""

from __future__ import annotations

import _socket
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from golden_files import GoldenFiles
from PySide6.QtWidgets import QApplication

from stormdesk.document.folders import settings_path, state_folder

RULE = "stormdesk never touches the network"


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_network_sockets_are_denied(family: int, kind: int) -> None:
    with pytest.raises(OSError, match=RULE):
        socket.socket(family, kind)


def test_sockets_that_c_code_makes_are_denied() -> None:
    with pytest.raises(OSError, match=RULE):
        _socket.socket(socket.AF_INET)
    nameless = _socket.socket()
    try:
        with pytest.raises(OSError, match=RULE):
            nameless.connect(("127.0.0.1", 9))
    finally:
        nameless.close()


def test_names_are_not_looked_up() -> None:
    with pytest.raises(OSError, match=RULE):
        socket.getaddrinfo("localhost", 80)


def test_sockets_inside_the_machine_are_allowed() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"hello")
        assert right.recv(5) == b"hello"


@pytest.mark.parametrize("options", [[], ["-P"]])
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_network_sockets_are_denied_to_children(options: list[str], family: str) -> None:
    child = subprocess.run(
        [sys.executable, *options, "-c", f"import socket; socket.socket(socket.{family})"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 1
    assert RULE in child.stderr


def test_children_of_children_are_denied_too() -> None:
    script = (
        "import subprocess, sys;"
        "sys.exit(subprocess.run([sys.executable, '-c',"
        " 'import socket; socket.socket()']).returncode)"
    )
    child = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert child.returncode == 1
    assert RULE in child.stderr


def test_state_and_settings_are_not_the_users(tmp_path: Path) -> None:
    temporary = tmp_path.parent
    assert state_folder().is_relative_to(temporary)
    assert settings_path().is_relative_to(temporary)


def test_windows_open_on_no_screen_unless_told(qapp: QApplication) -> None:
    assert qapp.platformName() == os.environ["QT_QPA_PLATFORM"]


def test_golden_files_are_compared(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_bytes(b"one\ntwo\n")
    GoldenFiles(tmp_path).compare("wall.txt", b"one\ntwo\n")
    with pytest.raises(AssertionError, match=r"line 2 is b'2', not b'two'"):
        GoldenFiles(tmp_path).compare("wall.txt", b"one\n2\n")
    with pytest.raises(AssertionError, match="has 4 bytes, not 8"):
        GoldenFiles(tmp_path).compare("wall.txt", b"one\n")
    with pytest.raises(AssertionError, match="--update-golden"):
        GoldenFiles(tmp_path).compare("other.txt", b"")


def test_golden_files_are_rewritten_on_demand_only(tmp_path: Path) -> None:
    GoldenFiles(tmp_path, update=True).compare("pdf/wall.txt", b"new")
    assert (tmp_path / "pdf" / "wall.txt").read_bytes() == b"new"
