"""The first page of a pack, as Markdown and as a web page that needs nothing but itself."""

from __future__ import annotations

from stormdesk.exchange.catalogues.mdx import inline, prose, table
from stormdesk.exchange.close_out.registers import Issue
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.model.board import Board

_STYLE = """\
body{font:16px/1.5 Roboto,"Segoe UI",Arial,sans-serif;color:#1f2328;background:#f6f5f2;margin:0}
main{max-width:960px;margin:0 auto;padding:48px 24px}
h1{font-size:34px;line-height:1.2;margin:0 0 4px}h2{font-size:20px;margin:40px 0 8px}
.scope{color:#5b616b;margin:0 0 24px}
img{width:100%;border:1px solid #dedad2;border-radius:8px;background:#fff}
table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #dedad2}
th,td{text-align:left;vertical-align:top;padding:8px 12px;border-bottom:1px solid #dedad2}
th{color:#5b616b;font-size:13px;font-weight:500}a{color:#1d5fd1}
@media(prefers-color-scheme:dark){body{background:#1b1d20;color:#e9e7e2}
table{background:#242629;border-color:#393c41}th,td{border-color:#393c41}
.scope,th{color:#a7abb2}a{color:#79afff}}
@media print{body{background:#fff;color:#000}main{padding:0}}"""


def index_markdown(
    board: Board, entries: list[tuple[str, str]], date: str | None, words: FixedWords
) -> str:
    """Return the index as Markdown; entries are files and what they are."""
    parts = [
        f"# {inline(board.profile.title)}",
        prose(board.profile.scope),
        inline(date) if date else "",
        inline(words("pack.intent")),
        table(
            (inline(words("pack.file")), inline(words("pack.what"))),
            [(f"[{inline(path)}]({path})", inline(what)) for path, what in entries],
        ),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def index_html(
    board: Board,
    entries: list[tuple[str, str]],
    hotspots: list[Issue],
    steps: list[Issue],
    date: str | None,
    words: FixedWords,
) -> str:
    """Return the index as a web page, with the board, what is open and what comes next."""
    title = xml_text(board.profile.title)
    nobody = words("hotspot.nobody")
    waiting = [each for each in hotspots if each.is_open]
    files = [
        (f"<a href={xml_attribute(path)}>{xml_text(path)}</a>", xml_text(what))
        for path, what in entries
    ]
    parts = [
        f"<h1>{title}</h1>",
        f'<p class="scope">{xml_text(" ".join(board.profile.scope.split()))}</p>',
        f"<p>{xml_text(date)}</p>" if date else "",
        f'<p>{xml_text(words("pack.intent"))}</p>',
        f'<a href="board.svg"><img src="board.svg" alt={xml_attribute(board.profile.title)}></a>',
        *_section(words("summary.hotspots"), [
            (xml_text(each.title), xml_text(each.owner or nobody), xml_text(each.due),
             str(each.votes or ""))
            for each in waiting
        ], [words(f"facts.{name}") for name in ("text", "owner", "due", "votes")]),
        *_section(words("sections.steps"), [
            (xml_text(each.title), xml_text(each.owner or nobody), xml_text(each.due))
            for each in steps
        ], [words(f"facts.{name}") for name in ("text", "owner", "due")]),
        *_section(words("pack.files"), files, [words("pack.file"), words("pack.what")]),
    ]  # fmt: skip
    body = "\n".join(filter(None, parts))
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " img-src 'self' file:; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _section(title: str, rows: list[tuple[str, ...]], heads: list[str]) -> list[str]:
    if not rows:
        return []
    head = "".join(f"<th>{xml_text(each)}</th>" for each in heads)
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return [f"<h2>{xml_text(title)}</h2>", f"<table>\n<tr>{head}</tr>\n{body}\n</table>"]
