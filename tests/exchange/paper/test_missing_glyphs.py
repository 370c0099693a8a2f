from __future__ import annotations

from pathlib import Path

import pytest
from exchange.contracts.on_kafka import stored
from exchange.paper.test_poster import ROBOTO
from layout.font_files import make_font

from stormdesk.cli.program import main
from stormdesk.document.file import to_bytes
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.paper.missing_glyphs import left_out, left_out_of_report
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"
BOARD = Board.of(
    [
        Profile(id="b", title="Rare 🥳"),
        Context(id="c", name="売上"),
        Sticky(id="s", kind=Kind.EVENT, text="Fête 注文", context="c", at=1, notes="שלום"),
        Sticky(id="t", kind=Kind.EVENT, text="Fine", context="c", at=2),
    ]
)


def test_a_remark_names_the_characters_and_where_they_are() -> None:
    emoji, chinese = left_out(BOARD, ROBOTO)
    assert "🥳 (U+1F973)" in emoji
    assert "the title" in emoji
    for said in ("売 (U+58F2)", "注 (U+6CE8)", "“Fête 注文” (s)", "context c", "Noto Sans CJK"):
        assert said in chinese
    assert "(t)" not in chinese


def test_a_report_tells_of_the_notes_too() -> None:
    assert not any("U+05E9" in line for line in left_out(BOARD, ROBOTO))
    [hebrew] = [line for line in left_out_of_report(BOARD, ROBOTO) if "U+05E9" in line]
    assert "“Fête 注文” (s)" in hebrew
    assert "Noto Sans Hebrew" in hebrew


def test_what_nobody_named_is_told_by_its_id_alone() -> None:
    told = " ".join(left_out_of_report(stored(HOSTILE), ROBOTO))
    assert ", type:Colliding," in told
    assert "the board's own texts" in told


def test_nothing_is_said_of_what_some_font_has(tmp_path: Path) -> None:
    make_font(tmp_path / "Squares.ttf", "売上注文🥳")
    assert left_out(BOARD, Typefaces([tmp_path])) == []


def test_many_places_are_told_by_their_number() -> None:
    stickies = [Sticky(id=f"s{n}", kind=Kind.EVENT, text=f"注 {n}", at=n + 1) for n in range(50)]
    [line] = left_out(Board.of([Profile(id="b", title="Many"), *stickies]), ROBOTO)
    assert "30 more" in line


@pytest.mark.parametrize("name", ["html", "pdf", "pdf-cards", "pdf-report", "png", "svg"])
def test_the_command_line_tells_of_them(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Typefaces, "of_system", Typefaces.bundled_only)
    board = tmp_path / "rare.stormdesk"
    board.write_bytes(to_bytes(BOARD))
    out = tmp_path / f"out{FORMATS[name].suffix}"
    assert main(["export", name, str(board), "-o", str(out)]) == 0
    assert out.is_file()
    told = capsys.readouterr().err
    assert "注 (U+6CE8)" in told
    assert ("kept as text" in told) is (name in ("html", "svg"))
    assert ("boxes" in told) is (name not in ("html", "svg"))
    assert str(out) in told
