"""The flows that an outline says by the order of its lines alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from stormdesk.analysis.wording import detect_language, lemmas, matches_event
from stormdesk.model.grammar import BESIDE_THE_FLOW, may_lead_to
from stormdesk.model.level import palette
from stormdesk.model.sticky import Kind

BEFORE_A_COMMAND = frozenset({Kind.ACTOR, Kind.READ_MODEL, Kind.SCREEN})
"""Kinds that attach to the command that follows them, in whatever order they stand."""

_CONDITION = re.compile(
    r"(when(ever)?|if|once|after|as soon as|each time|every time"
    r"|(immer )?wenn|jedes ?mal,? wenn|sobald|falls|nachdem"
    r"|chaque fois qu|quand|lorsqu|dès qu|si\b|après"
    r"|cada vez que|siempre que|cuando|en cuanto"
    r"|telkens (als|wanneer)|wanneer|zodra|als|nadat)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One sticky of an outline as its neighbours see it."""

    kind: Kind
    text: str
    is_alternative: bool = False


def implied_flows(told: Sequence[Told]) -> list[tuple[int, int]]:
    """Return the flows between positions that follow from the grammar of neighbours.

    In a big picture there are none: the order on the timeline is the statement.
    """
    if {each.kind for each in told} <= set(palette("big-picture")):
        return []
    telling = _Telling(told, _policy_events(told))
    for index in range(len(told)):
        telling.tell(index)
    return list(dict.fromkeys(telling.flows))


@dataclass(slots=True)
class _Telling:
    told: Sequence[Told]
    causes: dict[int, int]
    flows: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    before: int | None = None
    """What led to the column that is being told."""
    column: int | None = None
    """The first sticky of that column; those after it there are its alternatives."""
    waiting: list[int] = field(default_factory=list[int])
    """Actors, read models and screens since then."""
    attached: list[int] = field(default_factory=list[int])

    def tell(self, index: int) -> None:
        each = self.told[index]
        if each.kind in BESIDE_THE_FLOW:
            return
        if each.kind in BEFORE_A_COMMAND:
            if all(self.told[i].kind is Kind.READ_MODEL for i in (*self.waiting, index)):
                self._lead(self.column, index)
            self.waiting.append(index)
            return
        if not (each.is_alternative and self.column is not None and not self.waiting):
            self.before, self.column = self.column, index
            self.attached, self.waiting = self.waiting, []
        cause = self.causes.get(index)
        self._lead(self.before if cause is None else cause, index)
        if each.kind is Kind.COMMAND:
            self._attach(index)
        elif each.kind is Kind.POLICY:
            fed = {target for _, target in self.flows}
            for waiting in self.attached:
                if waiting not in fed:
                    self._lead(waiting, index)

    def _lead(self, source: int | None, target: int) -> None:
        if source is not None and may_lead_to(self.told[source].kind, self.told[target].kind):
            self.flows.append((source, target))

    def _attach(self, command: int) -> None:
        by_kind: dict[Kind, list[int]] = defaultdict(list)
        for index in self.attached:
            by_kind[self.told[index].kind].append(index)
        actors, screens = by_kind[Kind.ACTOR], by_kind[Kind.SCREEN]
        self._join(by_kind[Kind.READ_MODEL], actors or screens or [command])
        self._join(screens, actors or [command])
        self._join(actors, [command])

    def _join(self, sources: list[int], targets: list[int]) -> None:
        self.flows.extend((source, target) for source in sources for target in targets)


def _policy_events(told: Sequence[Told]) -> dict[int, int]:
    """Return the event that each conditional policy speaks of, where there is just one."""
    policies = [i for i, s in enumerate(told) if s.kind is Kind.POLICY and _CONDITION.match(s.text)]
    if not policies:
        return {}
    language = detect_language(each.text for each in told) or "en"
    words = {i: set(lemmas(s.text, language)) for i, s in enumerate(told) if s.kind is Kind.EVENT}
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, found in words.items():
        for word in found:
            by_word[word].append(index)
    causes: dict[int, int] = {}
    for policy in policies:
        text = told[policy].text
        shared = Counter(i for word in set(lemmas(text, language)) for i in by_word[word])
        # Only events all of whose words occur are worth the closer look.
        candidates = [i for i, count in shared.items() if count == len(words[i])]
        matching = [i for i in candidates if matches_event(text, told[i].text, language)]
        if len(matching) == 1:
            causes[policy] = matching[0]
    return causes
