"""Exporting by a preset on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from stormdesk.__main__ import main
from stormdesk.document.folders import settings_path

_MODEL = str(Path(__file__).parent / "boards" / "inventory.model.yaml")
_WALL = {"name": "Wall", "format": "pdf", "options": {"page": "A3"}, "leave_out": ["owners"]}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    old = {"name": "Old", "format": "pdf", "options": {"gone": 1}}
    settings_path().write_text(json.dumps({"presets": [_WALL, old]}))


def _width(*more: str) -> int:
    assert main(["export", "pdf", _MODEL, "-o", "a.pdf", "--force", *more]) == 0
    return round(float(PdfReader("a.pdf").pages[0].mediabox.width))


def _text() -> str:
    return PdfReader("a.pdf").pages[0].extract_text()


def test_a_preset_of_the_window_is_taken_and_what_is_given_wins() -> None:
    assert _width("--preset", "Wall") == 1191
    assert "Order Platform" not in _text()
    assert _width("--preset", "Wall", "--page", "A4") == 842


def test_a_preset_in_a_file_is_taken() -> None:
    Path("wall.preset.json").write_text(json.dumps(_WALL))
    assert _width("--preset", "wall.preset.json") == 1191


def test_a_preset_of_the_report_is_taken() -> None:
    pages = []
    for name in ("executive", "engineering"):
        arguments = ["export", "pdf-report", _MODEL, "-o", f"{name}.pdf", "--preset", name]
        assert main(arguments) == 0
        pages.append(len(PdfReader(f"{name}.pdf").pages))
    assert pages[0] <= 4 < pages[1]


@pytest.mark.parametrize(
    ("form", "preset", "told"),
    [
        ("pdf", "wal", "'wal' is no preset of pdf; known are Wall, Old; did you mean Wall?"),
        ("pdf", "Old", "preset 'Old': its option gone: is not known"),
        ("yaml", "Wall", "'Wall' is no preset of yaml; there is none yet"),
        ("pdf-report", "executiv", "did you mean executive?"),
        ("pdf", "./none.preset.json", "none.preset.json: does not exist"),
    ],
)
def test_a_preset_that_cannot_be_taken_is_told_in_one_line(
    capsys: Any, form: str, preset: str, told: str
) -> None:
    assert main(["export", form, _MODEL, "-o", "out", "--preset", preset]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not Path("out").exists()
