"""What people may call the consumers that ``simulate --set`` changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from stormdesk.analysis.simulation.plan import Plan
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.travel import travels_of
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.problem import BadInput, nearest, quoted

_MOST_LISTED = 12


class ConsumerNames:
    """The consumers of a board by all that they are called."""

    def __init__(self, board: Board, plan: Plan) -> None:
        """Take ids first, then groups, texts, and last the events that they read."""
        self.ids = plan.in_order
        self.groups = _groups(board)
        known = set(self.ids)
        self._ids: dict[str, tuple[str, ...]] = {each: (each,) for each in self.ids}
        by_group: defaultdict[str, list[str]] = defaultdict(list)
        for consumer in self.ids:
            by_group[self.groups.get(consumer, consumer)].append(consumer)
        events = {
            event: tuple(i for i in self.ids if i in readers and i in known)
            for event, readers in sorted(plan.readers.items())
        }
        for name, meant in (
            *((group, tuple(ids)) for group, ids in by_group.items()),
            *((spelling, (i,)) for i in self.ids for spelling in _spellings(board, i)),
            *((spelling, ids) for event, ids in events.items() if ids
              for spelling in (event, *_spellings(board, event))),
        ):  # fmt: skip
            self._ids.setdefault(name, meant)
        self._folded = {name.casefold(): ids for name, ids in reversed(self._ids.items())}

    def meant(self, name: str) -> tuple[str, ...]:
        """Return the consumers that somebody means.

        Raises BadInput that names the nearest, and those that there are.
        """
        found = self._ids.get(name) or self._folded.get(" ".join(name.split()).casefold())
        if found:
            return found
        listed = ", ".join(self.ids[:_MOST_LISTED]) or "none at all"
        more = len(self.ids) - _MOST_LISTED
        there = f"{listed} and {more} more" if more > 0 else listed
        why = f"no messages reach a consumer {quoted(name)}; they reach {there}"
        raise BadInput("--set", f"{why}{nearest(name, self._ids)}")


def _groups(board: Board) -> Mapping[str, str]:
    """Return the consumer group of each sticky that reads, none without contracts."""
    try:
        travels = travels_of(contracts_of(board))
    except BadInput:
        return {}
    return {reading.sticky.id: reading.group for each in travels for reading in each.readings}


def _spellings(board: Board, sticky_id: str) -> Iterator[str]:
    text = " ".join(board.stickies[sticky_id].text.split())
    if text:
        yield text
        yield slug(text, text)
