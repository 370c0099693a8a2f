"""Queries of streams and levels, taken from the first source of metrics that can answer them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from string import Template

from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.options import USUAL
from stormdesk.exchange.operations.metrics.profile import OWN, Profile, Slot, shipped_profile
from stormdesk.exchange.operations.metrics.promql import bound_matches, matches
from stormdesk.exchange.operations.stream import KAFKA, Stream


class Queries:
    """The sources of metrics in the order they are asked, our own behind all others."""

    def __init__(
        self,
        names: Collection[str] = USUAL,
        own: Collection[Profile] = (),
        chosen: Mapping[Slot, str] | None = None,
    ) -> None:
        """Take sources by name, those that people wrote before all; ``chosen`` fixes a slot's."""
        listed = [*own, *(shipped_profile(name) for name in names if name != OWN)]
        self.profiles = (*listed, shipped_profile(OWN))
        self._chosen = dict(chosen or {})

    def source(self, slot: Slot, stream: Stream | None = None) -> Profile | None:
        """Return the source that answers a query, None where none does.

        Where several messages share a topic, a source that cannot tell them apart is passed over
        for what is counted by message; so is one that speaks of Kafka alone where the broker is
        another.
        """
        named = self._chosen.get(slot)
        for profile in self.profiles:
            template = profile.queries.get(slot)
            if template is None or (named is not None and profile.name != named):
                continue
            if stream is not None and slot in profile.kafka_only and stream.broker != KAFKA:
                continue
            tells_apart = profile.type_label is not None or slot in _BY_TOPIC
            if stream is None or stream.is_alone or tells_apart:
                return profile
        return None

    def query(
        self,
        slot: Slot,
        stream: Stream,
        groups: Collection[str] = (),
        *,
        window: str = "5m",
        bound: Decimal | None = None,
    ) -> str | None:
        """Return PromQL about a stream and some of its groups; None where no source has it."""
        profile = self.source(slot, stream)
        if profile is None:
            return None
        apart = not stream.is_alone and profile.type_label is not None
        only = f",{profile.type_label}{matches((stream.type,))}" if apart else ""
        template = profile.queries[slot]
        return _filled(template, stream, groups, only=only, window=window, bound=bound)

    def letters(self, stream: Stream, topic: str) -> tuple[str, ...]:
        """Return PromQL of how many events lie in a topic where the consumers of a stream set
        them aside: one query, or the end of the topic and its start; none where no source tells.
        """
        aside = replace(stream, topic=topic, is_alone=True)
        profile = self.source("letters", aside)
        if profile is None:
            return ()
        slots: tuple[Slot, ...] = ("letters", "letters-start")
        asked = (_filled(profile.queries[s], aside) for s in slots if s in profile.queries)
        return tuple(asked)

    def chain(
        self, slot: Slot, level: Level, *, window: str = "5m", bound: Decimal | None = None
    ) -> str | None:
        """Return PromQL about the chain of a level, which is called as the level is."""
        profile = self.source(slot)
        if profile is None:
            return None
        template, name = profile.queries[slot], matches((level.name,))
        return _filled(template, level.stream, level.groups, window=window, bound=bound, chain=name)


def _filled(
    template: str,
    stream: Stream,
    groups: Collection[str] = (),
    *,
    only: str = "",
    window: str = "5m",
    bound: Decimal | None = None,
    chain: str = "",
) -> str:
    return Template(template).substitute(
        topic=matches((stream.topic,)),
        group=matches(groups),
        type=matches((stream.type,)),
        only=only,
        window=window,
        bound=bound_matches(bound),
        chain=chain,
    )


_BY_TOPIC: frozenset[Slot] = frozenset(
    {"lag-messages", "lag-seconds", "consumed", "written", "members", "dead-letters", "letters"}
)
