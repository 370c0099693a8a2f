"""Rules about stickies that say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.finding import Finding, Found, Level, called, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.similarity import alike, name, sentence
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board, Change
from stormdesk.model.repetition import repetitions_of
from stormdesk.model.sticky import Kind, Sticky

_STEPS = (Kind.EVENT, Kind.COMMAND, Kind.POLICY)
"""What happens once in the flow; told twice in the same words, one of them repeats the other."""
_NAMES = (Kind.ACTOR, Kind.SYSTEM, Kind.AGGREGATE, Kind.READ_MODEL)
"""What may stand on the wall as often as it is needed, under one name."""
_OF_THE_WHOLE_BOARD = (Kind.ACTOR, Kind.SYSTEM)
"""People and machines keep their names in every context."""
_MOST = 100


def _one_wording(board: Board, finding: Finding) -> Change | None:
    """Give names that mean the same the wording of the first one."""
    stickies = [board.stickies[i] for i in finding.records]
    if not stickies or stickies[0].kind in _STEPS:
        return None
    text = stickies[0].text
    return Change(
        {
            each.id: (each, each.revised(text=text))
            for sticky in stickies[1:]
            for each in (sticky, *repetitions_of(board, sticky.id))
            if each.text != text
        }
    )


@rule(Level.ADVICE, fix=_one_wording)
def near_duplicates(board: Board) -> Found:
    """One thing stands on the wall under one wording.

    Two stickies that say the same in other words split what people know of it: half the flows
    lead to the one, half to the other, and two contracts grow from it. Keep one, let the other
    repeat it, or say what sets them apart. Only stickies of one kind are compared, and all but
    people and systems only within their context, where a word means one thing.
    """
    clusters = list(_clusters(board))
    for cluster in clusters[:_MOST]:
        first = cluster[0]
        yield (
            tuple(sticky.id for sticky in cluster),
            _told(cluster),
            "keep one and let the others repeat it, or say what sets them apart"
            if first.kind in _STEPS
            else "choose one wording for all of them",
        )
    if len(clusters) > _MOST:
        yield (
            (),
            f"and {len(clusters) - _MOST} more groups of stickies say the same",
            "clear up those above first",
        )


def _told(cluster: list[Sticky]) -> str:
    first, *others = cluster
    other = next((s for s in others if _spelled(s.text) != _spelled(first.text)), None)
    if other is None:
        return f"{called(first)} stands here {len(cluster)} times"
    if len(others) == 1:
        return f"{called(first)} and {named(other.text)} say the same"
    return f"{called(first)}, {named(other.text)} and {len(others) - 1} more say the same"


def _clusters(board: Board) -> Iterator[list[Sticky]]:
    """Yield the stickies that say the same, kind by kind and lane by lane."""
    language = language_of(board) or ""
    groups: dict[tuple[Kind, str | None], dict[str, str]] = defaultdict(dict)
    for kind in (*_STEPS, *_NAMES):
        for sticky in neighbours(board).of_kind(kind):
            if sticky.text.strip():
                groups[kind, _where(board, sticky)][sticky.id] = sticky.text
    for (kind, _), texts in groups.items():
        for ids in alike(texts, language, sentence if kind in _STEPS else name):
            found = [board.stickies[i] for i in ids]
            if kind in _STEPS or len({_spelled(s.text) for s in found}) > 1:
                yield found


def _where(board: Board, sticky: Sticky) -> str | None:
    """Return the context whose words a sticky speaks, None for those of the whole board."""
    if sticky.kind in _OF_THE_WHOLE_BOARD:
        return None
    lane = board.contexts.get(lane_of(board, sticky) or "")
    return lane.id if lane is not None and lane.kind == "context" else None


def _spelled(text: str) -> str:
    return " ".join(text.split())
