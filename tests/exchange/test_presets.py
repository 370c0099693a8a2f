"""Presets: kept by the window, taken by the command line, shared as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.presets import (
    Choice,
    Preset,
    built_in,
    choice_of,
    chosen_options,
    named,
    own_presets,
    preset_at,
    presets_of,
    read_preset,
    written_preset,
)
from stormdesk.model.problem import BadInput

PDF, REPORT = FORMATS["pdf"], FORMATS["pdf-report"]


@pytest.mark.parametrize("name", sorted(n for n, f in FORMATS.items() if f.writer))
def test_the_usual_choice_is_nothing(name: str) -> None:
    form = FORMATS[name]
    assert choice_of(form.options(), ()) == Choice()
    assert chosen_options(form, Choice(), name) == form.options()


def test_the_report_comes_with_three_presets() -> None:
    assert {each.name for each in built_in(REPORT)} == {"engineering", "executive", "workshop"}
    for each in built_in(REPORT):
        assert chosen_options(REPORT, each, each.name).preset == each.name
    assert built_in(PDF) == ()


def test_a_preset_of_ones_own_takes_the_place_of_one_that_comes_along() -> None:
    mine = Preset(name="executive", format="pdf-report", options={"page": "Letter"})
    offered = presets_of(REPORT, [mine, Preset(name="x", format="pdf")])
    assert [each for each in offered if each.name == "executive"] == [mine]
    assert len(offered) == 3


def test_a_preset_written_and_read_is_the_same(tmp_path: Path) -> None:
    options = PDF.options.model_validate({"page": "A3", "tiles": "A4", "legend": False})
    preset = named(choice_of(options, ["people", "notes"]), "Für die Wand ✓", PDF)
    path = tmp_path / "wall.preset.json"
    path.write_bytes(written_preset(preset))
    assert read_preset(path) == preset
    assert preset_at(PDF, str(path), tmp_path / "none.json") == preset
    assert chosen_options(PDF, preset, preset.name) == options


def test_damaged_presets_cost_only_themselves(tmp_path: Path) -> None:
    good = {"name": "Wall", "format": "pdf", "options": {"page": "A3"}}
    bad = [7, None, {"name": ""}, {**good, "more": 1}, {**good, "leave_out": ["everything"]}]
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"presets": [*bad, good], "recent": 3}))
    assert own_presets(path) == (Preset.model_validate(good),)
    for broken in ("", "[", "[]", '{"presets": 5}', '{"presets": {"a": 1}}'):
        path.write_text(broken)
        assert own_presets(path) == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is no preset"),
        ("[1]", "is no preset"),
        ('{"name": "a"}', "format: is missing"),
        ('{"name": "a", "format": "yaml"}', "is a preset of yaml, not of pdf"),
        ('{"name": "a", "format": "pdf", "options": {"pge": 1}}', "option pge: is not known"),
        ('{"name": "a", "format": "pdf", "options": {"legend": "perhaps"}}', "option legend"),
    ],
)
def test_a_file_that_is_no_such_preset_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "a.preset.json"
    path.write_text(content)
    with pytest.raises(BadInput, match=told):
        preset_at(PDF, str(path), tmp_path / "none.json")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_must_be_one(name: str) -> None:
    with pytest.raises(BadInput, match="cannot be the name of a preset"):
        named(Choice(), name, PDF)
