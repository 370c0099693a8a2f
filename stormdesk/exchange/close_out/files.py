"""The close-out pack: everything that a workshop leaves behind, with an index."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stormdesk.exchange.catalogues.mdx import inline
from stormdesk.exchange.close_out.index_page import index_html, index_markdown
from stormdesk.exchange.close_out.onboarding import onboarding_page
from stormdesk.exchange.close_out.options import CloseOutOptions
from stormdesk.exchange.close_out.registers import (
    decision_table,
    glossary_table,
    hotspot_issues,
    hotspot_table,
    step_issues,
    step_table,
    tracked,
)
from stormdesk.exchange.close_out.session_pages import session_markdown, session_yaml
from stormdesk.exchange.close_out.week import week_plan
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.file_list import MANIFEST, file_list
from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.fixed_words import FixedWords, words_of
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.poster import poster
from stormdesk.exchange.paper.report.options import ReportOptions
from stormdesk.exchange.paper.report.report import report
from stormdesk.exchange.pictures.excerpt import excerpt_of
from stormdesk.exchange.pictures.png import png_bytes
from stormdesk.exchange.pictures.svg import svg_text
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import context_slugs

INDEX = "index.html"
_PICTURE_WIDTH = 3840
_FOLDER = "onboarding"


def write(board: Board, options: CloseOutOptions) -> Files:
    """Return the pack; equal boards give equal bytes where the fonts are equal."""
    words, typefaces = words_of(board), Typefaces.of_system()
    hotspots, steps = hotspot_issues(board, words), step_issues(board)
    chosen = ReportOptions(preset=options.preset, page=options.page, date=options.date)
    excerpt = excerpt_of(board, "whole", Cards(typefaces))
    entries: list[tuple[str, str, Callable[[], bytes | str]]] = [
        ("report.pdf", "report", lambda: report(board, chosen, typefaces)),
        ("poster.pdf", "poster", lambda: poster(board, PosterOptions(), typefaces)),
        ("board.svg", "svg", lambda: svg_text(excerpt, typefaces, date=options.date)),
        ("board.png", "png", lambda: png_bytes(excerpt, typefaces, width=_PICTURE_WIDTH)),
        ("week.md", "week", lambda: week_plan(board, hotspots, steps, words)),
        ("hotspots.md", "hotspots", lambda: _page(
            words, "sections.hotspots", hotspot_table(hotspots, words), "hotspot.none")),
        ("hotspots.csv", "tracked", lambda: tracked(hotspots, "hotspot")),
        ("next-steps.md", "steps", lambda: _page(
            words, "sections.steps", step_table(steps, words), "pack.none")),
        ("next-steps.csv", "tracked", lambda: tracked(steps, "next step")),
        ("decisions.md", "decisions", lambda: _page(
            words, "sections.decisions", decision_table(board, words), "pack.none")),
        ("glossary.md", "glossary", lambda: _page(
            words, "sections.glossary", glossary_table(board, words), "pack.none")),
        ("session-log.md", "session", lambda: session_markdown(board, words)),
        ("session-log.yaml", "session-yaml", lambda: session_yaml(board)),
        ("model.yaml", "model", lambda: written_text(board, with_layout=True)),
    ]  # fmt: skip
    files = {path: _bytes(made()) for path, _, made in entries}
    listed = [(path, words(f"pack.{what}")) for path, what, _ in entries]
    slugs = context_slugs(board)
    for context in board.in_order(Context):
        path = f"{_FOLDER}/{slugs[context.id]}.md"
        files[path] = onboarding_page(board, context, hotspots, words).encode()
        listed.append((path, words("pack.welcome", name=context.name)))
    index = index_html(board, listed, hotspots, steps, options.date, words)
    files["README.md"] = index_markdown(board, listed, options.date, words).encode()
    files[INDEX] = index.encode()
    return {**files, MANIFEST: json_file(_manifest(board, files))}


def _manifest(board: Board, files: Mapping[str, bytes]) -> dict[str, object]:
    return {
        "format": "stormdesk-close-out/1",
        "board": {"id": board.profile.id, "title": board.profile.title},
        "files": file_list(files),
    }


def _page(words: FixedWords, title: str, table: str, nothing: str) -> str:
    return f"# {inline(words(title))}\n\n{table or inline(words(nothing))}\n"


def _bytes(made: bytes | str) -> bytes:
    return made.encode() if isinstance(made, str) else made
