"""Rules about the borders between bounded contexts."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from stormdesk.analysis.crossings import Crossing, bounded_context, crossings
from stormdesk.analysis.deliveries import CONSUMERS
from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.payload import contracts, types_in
from stormdesk.analysis.stickies import changed, originals, standing
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context, Relation
from stormdesk.model.message import Message
from stormdesk.model.naming import folded, words
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky

_DESIGN = ("software-design",)
_STORED = frozenset({"db", "sql", "orm", "pk", "fk", "jdbc", "hibernate", "etag"})
_INTERNAL = ("id", "key", "state", "status", "code", "flag", "note", "comment")
_STORED_PAIRS = frozenset(
    {
        *(("table", "name"), ("row", "id"), ("row", "version"), ("stack", "trace")),
        *((kind, "key") for kind in ("primary", "foreign", "surrogate")),
        *(("internal", what) for what in _INTERNAL),
    }
)
_ACTS_ON = (Kind.COMMAND, Kind.EVENT)


@rule(Level.WARNING, _DESIGN)
def aggregate_in_two_contexts(board: Board) -> Found:
    """An aggregate belongs to one bounded context.

    Two contexts that change the same aggregate must be deployed, tested and agreed on together,
    and nobody can say whose rules hold. Give it to one of them and let the other ask by a command
    of its own or listen to its events. Two models that only share a word are told apart by a
    glossary entry in each context.
    """
    families = defaultdict[str, list[Sticky]](list)
    for sticky_id in originals(board):
        aggregate = board.stickies[sticky_id]
        if aggregate.kind is Kind.AGGREGATE and aggregate.text.strip():
            families[folded(aggregate.text)].append(aggregate)
    told = defaultdict[str, set[str | None]](set)
    for term in board.of_type(Term).values():
        told[folded(term.term)].add(term.context)
    for word, family in families.items():
        homes = {home.id: home for each in family for home in _used_in(board, each)}
        if len(homes) > 1 and not homes.keys() <= told[word]:
            lanes = [lane for lane in board.in_order(Context) if lane.id in homes]
            yield (
                tuple(each.id for each in family),
                f"aggregate {named(family[0].text)} is used by {_listed(lanes)}",
                "give it to one context, and let the other listen to its events",
            )


def _tell_the_others(board: Board, finding: Finding) -> Change | None:
    """Make the event an integration event."""
    event = board.get(finding.records[0], Sticky)
    if event is None:
        return None
    message = (event.message or Message()).revised(audience="integration")
    return changed(event, message=message)


@rule(Level.WARNING, _DESIGN, fix=_tell_the_others)
def domain_event_leaves_context(board: Board) -> Found:
    """An event that another context listens to is an integration event.

    Inside its context an event may change with the code; once others listen it is a contract with
    versions. Set its audience to integration, or let the context tell another event outside.
    """
    leaving = defaultdict[str, list[Crossing]](list)
    for crossing in crossings(board):
        if crossing.source.kind is Kind.EVENT and crossing.target.kind in CONSUMERS:
            leaving[crossing.source.id].append(crossing)
    for event_id, ways in leaving.items():
        event = ways[0].source
        if event.message is None or event.message.audience != "integration":
            others = {way.downstream.id: way.downstream for way in ways}
            yield (
                (event_id,),
                (
                    f"{named(event.text)} leaves {ways[0].upstream.name} for"
                    f" {_listed([*others.values()])} but is no integration event"
                ),
                "set its audience to integration",
            )


def _relate(board: Board, finding: Finding) -> Change | None:
    """Put the relations on the context map; their patterns are left for the room to choose."""
    told = frozenset(finding.records)
    pairs = [pair for pair in _unrelated(board) if told.issuperset(pair)]
    order = board.next_order(Relation)
    added = [
        Relation(
            id=Relation.derived_id(*pair), order=order + n, upstream=pair[0], downstream=pair[1]
        )
        for n, pair in enumerate(pairs)
    ]
    if not added or any(each.id in board.records for each in added):
        return None
    return Change({each.id: (None, each) for each in added})


@rule(Level.ADVICE, _DESIGN, fix=_relate)
def crossing_without_relation(board: Board) -> Found:
    """Two contexts between which something flows have a relation.

    Who follows whose model, and who has to ask before changing it, decides how teams work with one
    another. Say so on the context map: upstream, downstream and the pattern between them. Where
    several pairs of contexts share flows and none has a relation yet, that is said once.
    """
    unrelated = _unrelated(board)
    if len(unrelated) > 1 and not board.of_type(Relation):
        first = next(iter(unrelated.values()))
        yield (
            tuple(dict.fromkeys(lane for pair in unrelated for lane in pair)),
            (
                f"{len(unrelated)} pairs of contexts, such as {first.upstream.name} and"
                f" {first.downstream.name}, share flows, and no relation is told of any"
            ),
            "add their relations and say which pattern each follows",
        )
        return
    for pair, first in unrelated.items():
        yield (
            pair,
            (
                f"{named(first.source.text)} of {first.upstream.name} leads into"
                f" {first.downstream.name}, and no relation between the two is told"
            ),
            "add the relation and say which pattern it follows",
        )


@rule(Level.WARNING, _DESIGN)
def internals_in_integration_event(board: Board) -> Found:
    """An integration event tells what happened, not how it is stored.

    Names of tables, rows and internal states, or a whole aggregate as a field, tie every reader to
    the inside of one context, which then cannot change. Leave them out or say them in words of
    the domain.
    """
    aggregates = {
        "".join(word.capitalize() for word in words(sticky.text)): sticky.text
        for sticky in neighbours(board).of_kind(Kind.AGGREGATE)
    }
    for sticky, message in contracts(board):
        for field in message.fields:
            whole = next((n for n in types_in(field.type) if n in aggregates), None)
            if whole is not None:
                yield (
                    (sticky.id,),
                    (
                        f"field {field.name} of {named(sticky.text)} carries"
                        f" the whole aggregate {named(aggregates[whole])}"
                    ),
                    "carry only what others need to know of it",
                )
            elif _is_of_storage(field.name):
                yield (
                    (sticky.id,),
                    f"field {field.name} of {named(sticky.text)} shows how it is stored",
                    "leave it out, or say it in words of the domain",
                )


@rule(Level.ADVICE, _DESIGN)
def external_system_in_context(board: Board) -> Found:
    """An external system stands outside our bounded contexts.

    Drawn inside a lane it looks like a part that its team can change. Take it out of the lane; or,
    where the lane holds the adapter to it, name the team that owns the adapter.
    """
    for system in standing(board):
        if not system.external or system.kind is not Kind.SYSTEM or system.adapter_owner:
            continue
        lane = bounded_context(board, system)
        if lane is not None:
            yield (
                (system.id,),
                f"external system {named(system.text)} stands inside {lane.name}",
                "take it out of the lane, or name who owns the adapter",
            )


def _unrelated(board: Board) -> dict[tuple[str, str], Crossing]:
    """The first crossing of each two contexts that have no relation, by upstream and downstream."""
    related = {frozenset(r.references()) for r in board.of_type(Relation).values()}
    found: dict[tuple[str, str], Crossing] = {}
    for crossing in crossings(board):
        pair = (crossing.upstream.id, crossing.downstream.id)
        if frozenset(pair) not in related:
            found.setdefault(pair, crossing)
    return {p: way for p, way in found.items() if p[::-1] not in found or p < p[::-1]}


def _used_in(board: Board, aggregate: Sticky) -> list[Context]:
    """The contexts that an aggregate stands in, and those of what acts on it and follows."""
    around = neighbours(board)
    beside = (*around.before.get(aggregate.id, ()), *around.after.get(aggregate.id, ()))
    users = [aggregate, *(s for s in beside if s.kind in _ACTS_ON)]
    return [home for each in users if (home := bounded_context(board, each)) is not None]


def _is_of_storage(name: str) -> bool:
    parts = [part.lower() for part in words(name)]
    return not _STORED.isdisjoint(parts) or any(pair in _STORED_PAIRS for pair in pairwise(parts))


def _listed(lanes: list[Context]) -> str:
    names = [lane.name for lane in lanes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
