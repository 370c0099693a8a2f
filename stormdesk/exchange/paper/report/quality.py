"""What the rules find on the board, and how ready it is."""

from __future__ import annotations

from stormdesk.analysis.finding import Level
from stormdesk.analysis.findings import check
from stormdesk.analysis.readiness import State, readiness
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET, STRONG
from stormdesk.exchange.paper.report.table import Column, Row

_MOST_RECORDS = 8


def findings(edition: Edition) -> list[Block]:
    """Return what the rules find, what matters most first."""
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.findings"), "findings", on_new_page=True)
    found = check(edition.board, today=edition.today)
    if not found:
        blocks.piece(Piece(words("findings.none"), QUIET), gap=6)
        return blocks.made
    columns = [
        Column(words("findings.finding"), 0.42),
        Column(words("facts.about"), 0.26),
        Column(words("findings.remedy"), 0.32),
    ]
    for level in Level:
        of_level = [finding for finding in found if finding.level is level]
        if not of_level:
            continue
        title = f"{words(f'findings.{level}')} ({len(of_level)})"
        blocks.entry(Piece(title, ENTRY), (f"findings:{level}",))
        rows: list[Row] = []
        for finding in of_level:
            about = edition.mention_ids(finding.records[:_MOST_RECORDS])
            left = len(finding.records) - _MOST_RECORDS
            if left > 0:
                about.append(Piece(words.counted("more", left), QUIET))
            cells = [[Piece(finding.message, CELL)], about, [Piece(finding.remedy, CELL)]]
            rows.append(Row(cells))
        blocks.table(columns, rows)
    return blocks.made


def readiness_lists(edition: Edition) -> list[Block]:
    """Return every checklist with how its items stand."""
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.readiness"), "readiness", on_new_page=True)
    found = readiness(edition.board)
    columns = [Column(words("readiness.item"), 0.5), Column(words("facts.status"), 0.16),
               Column(words("facts.about"), 0.34)]  # fmt: skip
    for each in (*found.checklists, *found.maturity):
        done = words("readiness.of", done=each.met, total=len(each.items))
        blocks.entry(Piece(f"{each.title} – {done}", ENTRY), (f"readiness:{each.id}",), needs=110.0)
        rows: list[Row] = []
        for item in each.items:
            style = STRONG if item.state is State.NOT_MET else CELL
            about = [Piece(item.told, CELL)] if item.told else []
            open_ids = item.records if item.state is State.NOT_MET else ()
            about += edition.mention_ids(open_ids[:_MOST_RECORDS])
            left = len(open_ids) - _MOST_RECORDS
            if left > 0:
                about.append(Piece(words.counted("more", left), QUIET))
            state = [Piece(words(f"readiness.{item.state}"), style)]
            rows.append(Row([[Piece(item.title, CELL)], state, about]))
        blocks.table(columns, rows)
    return blocks.made
