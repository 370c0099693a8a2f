"""What everything is called in ESDM, where names are words in lower case joined by dashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.exchange.catalogues.holdings import Holdings
from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.model.naming import digest, words
from stormdesk.model.sticky import Sticky

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of contexts and systems by slug, of all else by sticky id.

    Reactions are policies and read models.
    """

    domain: str
    contexts: Mapping[str, str]
    systems: Mapping[str, str]
    messages: Mapping[str, str]
    aggregates: Mapping[str, str]
    reactions: Mapping[str, str]


def names_of(land: Landscape, held: Holdings, others: Iterable[Sticky]) -> Names:
    """Return the names of a landscape; ``others`` are its policies and read models.

    Messages and aggregates have names of their own in each context.
    """
    messages: dict[str, str] = {}
    aggregates: dict[str, str] = {}
    for boundary in land.boundaries:
        own = {subject.sticky.id: subject.name for subject in boundary.own}
        messages |= _dashed(own, "message")
        kept = {each.id: each.text for each in held.aggregates[boundary.slug]}
        aggregates |= _dashed(kept, "aggregate")
    return Names(
        domain=kebab(land.board.profile.title, "domain"),
        contexts=_dashed({each.slug: each.slug for each in land.boundaries}, "context"),
        systems=_dashed({each.slug: each.sticky.text for each in land.vendors}, "system"),
        messages=messages,
        aggregates=aggregates,
        reactions=_dashed({each.id: each.text for each in others}, "reaction"),
    )


def _dashed(texts: Mapping[str, str], fallback: str) -> dict[str, str]:
    """Return a name for each text by its key; those alike are told apart by a dash and a code."""
    found = spelled(
        texts,
        lambda key: kebab(texts[key], fallback),
        alike=lambda name: name.replace("_", "-"),
    )
    return {key: name.replace("_", "-") for key, name in found.items()}


def kebab(text: str, fallback: str) -> str:
    """Return a text as a name: itself where it is one."""
    if _NAME.fullmatch(text):
        return text
    plain = "-".join(word.lower() for word in words(text))[:200].strip("-")
    if not plain:
        return f"{fallback}-{digest(text)}"
    return plain if plain[0].isalpha() else f"{fallback}-{plain}"
