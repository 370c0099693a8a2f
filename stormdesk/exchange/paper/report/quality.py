"""What the rules find on the board, and how ready it is."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.analysis.finding import Finding, Level
from stormdesk.analysis.findings import check, rule_of
from stormdesk.analysis.readiness import Item, State, readiness
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET, STRONG
from stormdesk.exchange.paper.report.table import Column, Row

_MOST_RECORDS = 8


def findings(edition: Edition) -> list[Block]:
    """Return what the rules find, what matters most first.

    The sentences of the rules are English: in another language each finding is told by what its
    rule asks for and whom it concerns, and the sentences stand beside it.
    """
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.findings"), "findings")
    found = check(edition.board, today=edition.today)
    if not found:
        blocks.piece(Piece(words("findings.none"), QUIET), gap=6)
        return blocks.made
    first, last = ("finding", "remedy") if edition.is_english else ("asked", "detail")
    columns = [
        Column(words(f"findings.{first}"), 0.42 if edition.is_english else 0.36),
        Column(words("facts.about"), 0.26),
        Column(words(f"findings.{last}"), 0.32 if edition.is_english else 0.38),
    ]
    for level in Level:
        of_level = [finding for finding in found if finding.level is level]
        if not of_level:
            continue
        title = f"{words(f'findings.{level}')} ({len(of_level)})"
        blocks.entry(Piece(title, ENTRY), (f"findings:{level}",))
        blocks.table(columns, [_finding(edition, each) for each in of_level])
    return blocks.made


def _finding(edition: Edition, finding: Finding) -> Row:
    about = _records(edition, finding.records)
    if edition.is_english:
        return Row([[Piece(finding.message, CELL)], about, [Piece(finding.remedy, CELL)]])
    asked = edition.words.asked("rules", finding.rule, rule_of(finding).title)
    said = Piece(f"{finding.message}; {finding.remedy}", QUIET)
    return Row([[Piece(asked, CELL)], about, [said]])


def readiness_lists(edition: Edition) -> list[Block]:
    """Return every checklist with how its items stand."""
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.readiness"), "readiness")
    found = readiness(edition.board)
    columns = [Column(words("readiness.item"), 0.46), Column(words("facts.status"), 0.16),
               Column(words("facts.about"), 0.38)]  # fmt: skip
    for each in (*found.checklists, *found.maturity):
        done = words("readiness.of", done=each.met, total=len(each.items))
        title = f"{words.asked('checklists', each.id, each.title)} – {done}"
        blocks.entry(Piece(title, ENTRY), (f"readiness:{each.id}",), needs=110.0)
        blocks.table(columns, [_item(edition, item) for item in each.items])
    return blocks.made


def _item(edition: Edition, item: Item) -> Row:
    is_open = item.state is State.NOT_MET
    # What the board says of an item is an English sentence.
    about = [Piece(item.told, CELL)] if item.told and edition.is_english else []
    about += _records(edition, item.records if is_open else ())
    title = edition.words.asked("items", item.id, item.title)
    state = Piece(edition.words(f"readiness.{item.state}"), STRONG if is_open else CELL)
    return Row([[Piece(title, CELL)], [state], about])


def _records(edition: Edition, ids: Iterable[str]) -> list[Piece]:
    """Return what some records are called, and how many there are more."""
    pieces = edition.mention_ids(ids)
    left = len(pieces) - _MOST_RECORDS
    more = [Piece(edition.words.counted("more", left), QUIET)] if left > 0 else []
    return pieces[:_MOST_RECORDS] + more
