"""Two boards or bundles compared: what every message became, and whether that breaks anyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stormdesk.exchange.contracts.compatibility.side import Promise, Side
from stormdesk.exchange.contracts.compatibility.subject_verdict import (
    SubjectVerdict,
    Wish,
    policy_of,
    removed,
    verdict_on,
)
from stormdesk.model.message import CompatibilityPolicy


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdicts on all messages of two sides, by context and name."""

    old: Side
    new: Side
    policy: CompatibilityPolicy
    subjects: tuple[SubjectVerdict, ...]

    @property
    def is_broken(self) -> bool:
        """Whether somebody can no longer read what is sent."""
        return any(each.verdict == "incompatible" for each in self.subjects)


def compared(old: Side, new: Side, wish: Wish | None = None) -> Comparison:
    """Return what became of every message of an old side, and which are new.

    Raises BadInput where a published version makes no contract.
    """
    wish = wish or Wish()
    partners = _partners(old.promises, new.promises)
    verdicts = [verdict_on(each, new, partners.get(each), old, wish) for each in new.promises]
    kept = set(partners.values())
    verdicts += [removed(each, old, new, wish) for each in old.promises if each not in kept]
    verdicts.sort(key=lambda each: (each.promise.context, each.promise.name, each.promise.sticky))
    return Comparison(old, new, policy_of(wish, new, old), tuple(verdicts))


def partner_of(promise: Promise, old: Side) -> Promise | None:
    """Return the message of the old side that one became: of its sticky, else of its name."""
    return _partners(old.promises, [promise]).get(promise)


def _partners(old: Iterable[Promise], new: Iterable[Promise]) -> dict[Promise, Promise]:
    by_sticky = {each.sticky: each for each in old}
    found = {each: by_sticky[each.sticky] for each in new if each.sticky in by_sticky}
    taken = set(found.values())
    by_name = {(each.context, each.name): each for each in old if each not in taken}
    for each in new:
        if each not in found and (each.context, each.name) in by_name:
            found[each] = by_name.pop((each.context, each.name))
    return found
