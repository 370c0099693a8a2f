"""What everything is called in a model of Context Mapper: no two of a kind alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.exchange.catalogues.cml_text import escaped, identifier
from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.model.naming import pascal
from stormdesk.model.sticky import Sticky


@dataclass(frozen=True, slots=True)
class Names:
    """Names as they stand in the model, reserved words escaped.

    Contexts, their subdomains and owners are found by slug, messages and aggregates by the id of
    their sticky, shared types by name.
    """

    domain: str
    contexts: Mapping[str, str]
    subdomains: Mapping[str, str]
    owners: Mapping[str, str]
    messages: Mapping[str, str]
    types: Mapping[str, str]
    aggregates: Mapping[str, str]
    roots: Mapping[str, str]


def names_of(land: Landscape, aggregates: Iterable[Sticky]) -> Names:
    """Return the names of a landscape and the aggregates in it.

    A message has its own name, with that of its context before it where several contexts have one
    of that name: events, commands, entities and types of all contexts share one room.
    """
    slugs = [boundary.slug for boundary in land.boundaries]
    contexts, owners = _distinct(
        {each: pascal(each, "Context") for each in slugs},
        {each: pascal(each, "Team") for each in land.owners},
    )
    domain, subdomains = _distinct(
        {"": pascal(land.board.profile.title, "Domain")},
        {each: f"{pascal(each, 'Context')}Domain" for each in slugs},
    )
    shared = land.shared_names()
    called = {each.id: pascal(each.text, "Aggregate") for each in aggregates}
    messages, types, roots = _distinct(
        {
            sticky_id: f"{pascal(s.context, 'Context')}_{s.name}"
            if s.name.casefold() in shared
            else s.name
            for sticky_id, s in land.subjects.items()
        },
        {name: identifier(name, "Type") for name in land.contracts.types},
        called,
    )
    (named,) = _distinct(called)
    return Names(
        domain=domain[""],
        contexts=contexts,
        subdomains=subdomains,
        owners=owners,
        messages=messages,
        types=types,
        aggregates=named,
        roots=roots,
    )


def _distinct(*groups: Mapping[str, str]) -> list[dict[str, str]]:
    """Return wanted names by key, made distinct over all groups, those of the first kept."""
    wanted = {f"{n}\0{key}": name for n, group in enumerate(groups) for key, name in group.items()}
    found = spelled(wanted, wanted.__getitem__)
    return [{key: escaped(found[f"{n}\0{key}"]) for key in group} for n, group in enumerate(groups)]
