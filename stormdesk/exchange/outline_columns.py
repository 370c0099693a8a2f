"""Where the stickies of an outline stand: columns and hosts, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from stormdesk.exchange.outline_flows import BEFORE_A_COMMAND
from stormdesk.model.grammar import BESIDE_THE_FLOW
from stormdesk.model.sticky import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """The column of a sticky and the position of the sticky it is pinned on."""

    at: float
    host: int | None


@dataclass(slots=True)
class Columns:
    """What the lines so far say of the place of the next one.

    Each sticky has its own column, but what gathers before a command shares one, remarks stand
    where the sticky they are on stands, and alternatives where the line before stands.
    """

    count: int = 0
    in_flow: int | None = None
    """Position of the last sticky that is part of the flow."""
    _column: int = 0
    last: float = 0
    """Column of the line before."""
    _above: int | None = None
    _flow_is_above: bool = False
    _gathered: set[Kind] = field(default_factory=set[Kind])

    def enter_lane(self) -> None:
        """Let nothing be above the next sticky."""
        self._above, self._flow_is_above, self._gathered = None, False, set()

    def peek(self, kind: Kind, is_alternative: bool) -> Place:
        """Return the place that a next sticky would have."""
        return Place(self._at(kind, is_alternative), self._above if kind is Kind.HOTSPOT else None)

    def stand(self, kind: Kind, is_alternative: bool) -> Place:
        """Return the place of the next sticky, and go on behind it."""
        place = self.peek(kind, is_alternative)
        is_remark = kind in BESIDE_THE_FLOW
        if kind in BEFORE_A_COMMAND:
            is_joining = bool(self._gathered) and place.at == self._column
            self._gathered = {*(self._gathered if is_joining else ()), kind}
        elif not is_remark:
            self._gathered = set()
        if kind is not Kind.HOTSPOT:
            self._above = self.count
        if not is_remark:
            self.in_flow, self._flow_is_above = self.count, True
        self._column, self.last = max(self._column, int(place.at)), place.at
        self.count += 1
        return place

    def _at(self, kind: Kind, is_alternative: bool) -> float:
        if is_alternative and self.count:
            return self.last
        if kind is Kind.HOTSPOT and self._above is not None:
            return self.last
        if kind in BESIDE_THE_FLOW and self._flow_is_above:
            return self.last
        if kind in BEFORE_A_COMMAND and self._gathered and kind not in self._gathered:
            return self.last
        return self._column + 1
