"""The log of the workshops, to be read and for programs."""

from __future__ import annotations

from typing import Any

from stormdesk.analysis.session_log import session_log
from stormdesk.exchange.catalogues.mdx import inline, prose, table
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.session_words import told
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.session import Session


def session_markdown(board: Board, words: FixedWords) -> str:
    """Return the log of all workshops as Markdown."""
    parts = [f"# {inline(words('sections.sessions'))}"]
    for session in _sessions(board):
        parts.append(f"## {inline(session.date)}")
        parts.append(inline(", ".join(session.participants)))
        parts.append(prose(session.notes))
        heads = (words("session.time"), words("session.what"), words("session.how"))
        rows: list[tuple[str, ...]] = []
        for logged in session_log(board, session):
            name, said = told(words, logged)
            how = " ".join(filter(None, (f"**{inline(name)}**" if name else "", inline(said))))
            rows.append((inline(logged.time), inline(words(f"logged.{logged.what}")), how))
        parts.append(table(tuple(map(inline, heads)), rows))
    return "\n\n".join(filter(None, parts)) + "\n"


def session_yaml(board: Board) -> str:
    """Return the same as YAML: a list of sessions, each with its lines."""
    sessions: list[dict[str, Any]] = [
        {
            "date": session.date,
            "agenda": session.agenda or "",
            "participants": [*session.participants],
            "log": [
                {"time": each.time, "what": each.what, "text": " ".join(each.told.split())}
                for each in session_log(board, session)
            ],
        }
        for session in _sessions(board)
    ]
    return dump({"sessions": sessions})


def _sessions(board: Board) -> list[Session]:
    return sorted(board.in_order(Session), key=lambda each: each.date)
