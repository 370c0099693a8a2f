"""What ``show`` tells of a board."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from stormdesk.analysis.findings import check
from stormdesk.analysis.readiness import readiness_json
from stormdesk.cli.flow_lines import flow_lines
from stormdesk.cli.flow_summary import flow_summary
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.hotspot import open_hotspots
from stormdesk.model.level import level_of
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky


def shown(board: Board, *, as_json: bool = False) -> str:
    """Return the summary of a board as JSON text, or as lines for a terminal."""
    told = summary(board)
    return json.dumps(told, indent=2, ensure_ascii=False) if as_json else _text(told)


def summary(board: Board) -> dict[str, Any]:
    """Return title, level, counts by kind, lanes with owners, pivotal events and open hotspots.

    What the flows say follows as ``graph``, ``coupling``, ``context-map``, ``stops`` and ``flags``,
    and last ``readiness``.
    """
    stickies = board.in_order(Sticky)
    counts = Counter(sticky.kind for sticky in stickies)
    return {
        "title": board.profile.title,
        "level": level_of(board),
        "stickies": len(stickies),
        "flows": len(board.flows),
        "kinds": {kind.value: counts[kind] for kind in Kind if counts[kind]},
        "contexts": [
            {
                "name": context.name,
                "owner": _team(board, context.owner),
                "stickies": len(board.members(context.id)),
            }
            for context in board.in_order(Context)
        ],
        "pivotal": [s.label or s.text for s in _on_timeline(stickies) if s.pivotal],
        "open-hotspots": [
            {"text": s.text, "owner": _team(board, s.owner)}
            for s in _on_timeline(open_hotspots(board))
        ],
        "findings": len(check(board)),
        **flow_summary(board),
        "readiness": readiness_json(board),
    }


def _on_timeline(stickies: list[Sticky]) -> list[Sticky]:
    return sorted(stickies, key=lambda s: (s.at is None, s.at or 0, s.order, s.id))


def _team(board: Board, owner: str | None) -> str | None:
    team = board.get(owner, Team)
    return team.name if team is not None else owner


def _text(told: dict[str, Any]) -> str:
    kinds = ", ".join(f"{count} {_counted(kind, count)}" for kind, count in told["kinds"].items())
    lines = [
        _line(told["title"]),
        f"  level     {told['level']}",
        f"  stickies  {told['stickies']}{f': {kinds}' if kinds else ''}",
        f"  flows     {told['flows']}",
    ]
    for heading, texts in (
        ("contexts", [_context(each) for each in told["contexts"]]),
        ("pivotal", [_line(each) for each in told["pivotal"]]),
        ("hotspots", [_owned(each["text"], each["owner"]) for each in told["open-hotspots"]]),
    ):
        for number, text in enumerate(texts):
            lines.append(f"  {heading if number == 0 else '':8}  {text}")
    lines += flow_lines(told)
    lines.append(f"  findings  {told['findings']}")
    return "\n".join(lines)


def _counted(kind: str, count: int) -> str:
    word = kind.replace("-", " ")
    if count == 1:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _context(context: dict[str, Any]) -> str:
    count = context["stickies"]
    return f"{_owned(context['name'], context['owner'])}: {count} {_counted('sticky', count)}"


def _owned(text: str, owner: str | None) -> str:
    return f"{_line(text)} ({_line(owner)})" if owner else _line(text)


def _line(text: str) -> str:
    return " ".join(text.split())
