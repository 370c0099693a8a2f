"""What events promise and what they should, row by row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stormdesk.desktop.panels.told_rows import Row
from stormdesk.desktop.promise_words import INDICATORS, numbers
from stormdesk.desktop.spoken import one_line
from stormdesk.desktop.words import tr
from stormdesk.editor.levels import unconfirmed_of
from stormdesk.model.board import Board
from stormdesk.model.people import Team
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.analysis.level_overview import LevelOverview
    from stormdesk.analysis.targets import Suggestion


@dataclass(slots=True)
class LevelRows:
    """Groups of rows, and by the id of a row what it stands for.

    A row of an event stands for its levels that are still assumed, and for all its suggestions.
    """

    groups: list[tuple[Row, Sequence[Row]]] = field(default_factory=list)
    levels: dict[str, tuple[str, ServiceLevel]] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)

    def unconfirmed(self, board: Board, row_id: str) -> dict[str, tuple[ServiceLevel, ...]]:
        """Return the level of a row if nobody agreed to it, or all such of its event."""
        if row_id in self.suggestions:
            return {}
        if row_id not in self.levels:
            return unconfirmed_of(board, (row_id,))
        sticky_id, level = self.levels[row_id]
        return {sticky_id: (level,)} if level.standing != "confirmed" else {}


def rows_of(board: Board, found: LevelOverview, among: Collection[str] | None = None) -> LevelRows:
    """Return the rows of a board, or of some of its events."""
    result = LevelRows()
    offered: dict[str, list[Suggestion]] = {}
    for each in found.suggestions:
        offered.setdefault(each.event, []).append(each)
    ids = [s.id for s in found.promising]
    stickies = [board.stickies[i] for i in {**dict.fromkeys(ids), **offered} if i in board.stickies]
    for sticky in sorted(stickies, key=lambda s: (s.at is None, s.at or 0, s.order, s.id)):
        if among is None or sticky.id in among:
            _add(result, board, sticky, offered.get(sticky.id, ()))
    return result


def _add(result: LevelRows, board: Board, sticky: Sticky, offered: Sequence[Suggestion]) -> None:
    levels, rows = sticky.service_levels, list[Row]()
    for number, level in enumerate(levels):
        row = _promised(board, sticky, level, f"{sticky.id}\n{number}")
        result.levels[row.id] = (sticky.id, level)
        rows.append(row)
    for each in offered:
        level = each.level
        row_id = f"{sticky.id}\n+{level.indicator}\n{level.consumer}\n{level.end}"
        result.suggestions[row_id] = each
        rows.append(
            Row(
                row_id,
                f"{tr(INDICATORS[level.indicator])} · {numbers(level)}",
                each.why,
                sign="offered",
                deed=tr("Take"),
                records=(sticky.id,),
            )
        )
    agreed = sum(level.standing == "confirmed" for level in levels)
    told = tr("{n} of {all} agreed", n=agreed, all=len(levels)) if levels else tr("no promise yet")
    text = one_line(sticky.text) or tr("no text")
    result.groups.append((Row(sticky.id, text, aside=told, records=(sticky.id,)), rows))


def _promised(board: Board, sticky: Sticky, level: ServiceLevel, row_id: str) -> Row:
    criticality = {"page": tr("wakes somebody"), "ticket": tr("writes a ticket")}
    who = (
        tr("owned by {team}", team=_team(board, level.owner)) if level.owner else tr("no owner"),
        tr("operated by {team}", team=_team(board, level.operated_by))
        if level.operated_by
        else tr("no operator"),
        criticality.get(level.criticality or "", ""),
    )
    people = " · ".join(filter(None, who))
    foot = (_measured(board, level), f"{people[:1].upper()}{people[1:]}", _standing(level))
    return Row(
        row_id,
        tr(INDICATORS[level.indicator]),
        "\n".join(filter(None, foot)),
        aside=numbers(level),
        sign="ticked" if level.standing == "confirmed" else "box",
        help=tr("Tick it with the name of who agrees; take the tick away to open it again."),
        records=(sticky.id,),
    )


def summary_of(found: LevelOverview) -> str:
    """Return how many numbers are agreed."""
    if not found.total:
        return tr("Nothing is promised yet")
    if found.total == 1:
        if found.agreed:
            return tr("The one number is agreed")
        return tr("The one number is stated") if found.stated else tr("The one number is assumed")
    return tr("{n} of {all} numbers are agreed", n=found.agreed, all=found.total)


def open_of(found: LevelOverview) -> str:
    """Return what the numbers are that nobody agreed to; nothing without any."""
    assumed = found.total - found.agreed - found.stated
    told = (
        tr("{n} assumed", n=assumed) if assumed else "",
        tr("{n} stated, confirmed by nobody", n=found.stated) if found.stated else "",
    )
    return " · ".join(filter(None, told))


def why_empty(among: Collection[str] | None) -> str:
    """Return what is said where there is no row, of a board or of some of its events."""
    if among is None:
        return tr(
            "Nothing on this board asks for a promise. Mark a hot path (M), say what travels behind"
            " an event, or add a service level in the inspector."
        )
    if not among:
        return tr("Select an event to see what it promises.")
    return tr("Nothing is promised of what is selected, and nothing is suggested.")


def _measured(board: Board, level: ServiceLevel) -> str:
    """Return whose backlog it is, or from where to where a chain goes."""
    named = {
        i: f"“{one_line(s.text)}”"
        for i in (level.consumer, level.start, level.end)
        if i is not None and (s := board.stickies.get(i)) is not None
    }
    if level.start is not None or level.end is not None:
        start, end = named.get(level.start or "", "?"), named.get(level.end or "", "?")
        return tr("From {start} to {end}", start=start, end=end)
    return tr("Of {consumer}", consumer=named.get(level.consumer, "?")) if level.consumer else ""


def _standing(level: ServiceLevel) -> str:
    match level.standing:
        case "assumed":
            return tr("≈ Assumed: nobody has agreed yet")
        case "confirmed":
            return tr("Agreed by {name}", name=level.confirmed_by)
        case "stated":
            return tr("Stated: nobody has confirmed it yet")


def _team(board: Board, team_id: str) -> str:
    team = board.get(team_id, Team)
    return team.name if team is not None else team_id
