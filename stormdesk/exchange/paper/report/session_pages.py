"""What happened in the workshops, line by line."""

from __future__ import annotations

from stormdesk.analysis.session_log import Logged, session_log
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.exchange.session_words import told
from stormdesk.model.session import Phase, Session


def sessions(edition: Edition) -> list[Block]:
    """Return the log of all workshops in the order of their days."""
    blocks = edition.blocks()
    found = sorted(edition.board.in_order(Session), key=lambda each: each.date)
    if not found:
        return []
    blocks.section(edition.words("sections.sessions"), "sessions")
    for each in found:
        blocks.entry(Piece(each.date, ENTRY), (anchor_of(each),), needs=110.0)
        _add_session(blocks, edition, each)
    return blocks.made


def _add_session(blocks: Blocks, edition: Edition, session: Session) -> None:
    words = edition.words
    length = words.counted("minute", session.minutes) if session.minutes is not None else ""
    facts = [
        (words("session.agenda"), [Piece(session.agenda or "", CELL)]),
        (words("session.time"), [Piece(length, CELL)]),
    ]
    if edition.options.has("participants"):
        names = ", ".join(session.participants)
        facts.append((words("facts.participants"), [Piece(names, CELL)]))
    blocks.facts(facts)
    blocks.paragraph(session.notes)
    rows = [_line(edition, each) for each in session_log(edition.board, session)]
    planned = [phase for phase in session.phases if phase.start is None]
    rows += [_planned(edition, phase) for phase in planned]
    if rows:
        columns = [Column(words("session.time"), 0.1), Column(words("session.what"), 0.16),
                   Column(words("session.how"), 0.74)]  # fmt: skip
        blocks.table(columns, rows)


def _line(edition: Edition, logged: Logged) -> Row:
    words = edition.words
    name, said = told(words, logged, with_names=edition.options.has("participants"))
    pieces = [Piece(name, CELL), Piece(said, QUIET if name else CELL)]
    return Row([[Piece(logged.time, CELL)], [Piece(words(f"logged.{logged.what}"), CELL)], pieces])


def _planned(edition: Edition, phase: Phase) -> Row:
    """Return the line of a phase that nobody noted the time of."""
    words = edition.words
    length = words.counted("minute", phase.minutes) if phase.minutes is not None else ""
    kind = words("logged.phase" if phase.kind == "work" else f"logged.{phase.kind}")
    return Row([[], [Piece(kind, CELL)], [Piece(phase.name, CELL), Piece(length, QUIET)]])
