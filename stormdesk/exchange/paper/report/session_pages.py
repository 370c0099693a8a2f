"""What happened in the workshops, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.analysis.session_log import Logged, session_log
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET
from stormdesk.exchange.paper.report.table import Column, Row
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
    words, values = edition.words, logged.values
    name = str(values.get("name") or values.get("text") or "")
    if logged.what == "turn":
        said = _turn(edition, values)
    elif logged.what == "ballot":
        said = [words.counted("vote", _number(values, "votes"))]
        said += [words("session.first", **values)] if values["first"] else []
    else:
        said = _length(edition, values)
    told = [Piece(name, CELL), Piece(", ".join(said), QUIET if name else CELL)]
    return Row([[Piece(logged.time, CELL)], [Piece(words(f"logged.{logged.what}"), CELL)], told])


def _planned(edition: Edition, phase: Phase) -> Row:
    """Return the line of a phase that nobody noted the time of."""
    words = edition.words
    length = words.counted("minute", phase.minutes) if phase.minutes is not None else ""
    kind = words("logged.phase" if phase.kind == "work" else f"logged.{phase.kind}")
    return Row([[], [Piece(kind, CELL)], [Piece(phase.name, CELL), Piece(length, QUIET)]])


def _length(edition: Edition, values: Mapping[str, object]) -> list[str]:
    """Return how long a phase took, and whether those who were there found it worth their time."""
    words = edition.words
    if "minutes" not in values:
        return []
    if not values["has-ended"]:
        said = [words("session.under-way")]
    else:
        known = "session.took" if values["planned"] is None else "session.took-of"
        said = [words(known, **values)]
    return [*said, words("session.worth", **values)] if "worth" in values else said


def _turn(edition: Edition, values: Mapping[str, object]) -> list[str]:
    """Return how much of the story somebody told."""
    words, who, dropped = edition.words, values["by"], _number(values, "dropped")
    said = [words.counted("sticky", _number(values, "steps"))]
    if who is not None and edition.options.has("participants"):
        said.append(words("session.told-by", who=who))
    said += [words("session.backward")] if values["mode"] == "backward" else []
    return [*said, words("session.dropped", n=dropped)] if dropped else said


def _number(values: Mapping[str, object], name: str) -> int:
    found = values[name]
    return found if isinstance(found, int) else 0
