"""The Context Mapper language: context map, domains, contexts, aggregates and their flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.exchange.catalogues.cml_flows import flow_steps
from stormdesk.exchange.catalogues.cml_names import Names, names_of
from stormdesk.exchange.catalogues.cml_objects import block, message_lines, type_lines
from stormdesk.exchange.catalogues.cml_text import comment, string
from stormdesk.exchange.catalogues.holdings import Holdings, holdings_of
from stormdesk.exchange.catalogues.landscape import Boundary, Landscape, landscape_of
from stormdesk.exchange.format import Options
from stormdesk.model.board import Board
from stormdesk.model.context import Pattern, Relation
from stormdesk.model.naming import context_slugs, slug
from stormdesk.model.sticky import Sticky

_ARROWS: Mapping[Pattern | None, str] = {
    None: "[U] -> [D]",
    "customer-supplier": "[U, S] -> [D, C]",
    "conformist": "[U] -> [D, CF]",
    "anticorruption-layer": "[U] -> [D, ACL]",
    "open-host-service": "[U, OHS] -> [D]",
    "published-language": "[U, PL] -> [D]",
    "partnership": "[P] <-> [P]",
    "shared-kernel": "[SK] <-> [SK]",
}
"""Separate ways are not among them: two contexts without a relation go them."""
_SYMMETRIC = ("partnership", "shared-kernel")
_SUBDOMAINS = {
    "core": "CORE_DOMAIN",
    "supporting": "SUPPORTING_DOMAIN",
    "generic": "GENERIC_SUBDOMAIN",
}


@dataclass(frozen=True, slots=True)
class _Model:
    """A landscape with what its contexts hold, all names, and the steps of each flow."""

    land: Landscape
    held: Holdings
    names: Names
    steps: Mapping[str, list[str]]


def write(board: Board, options: Options) -> dict[str, bytes]:
    """Return the board as one model of Context Mapper 6.12.

    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    model = _model_of(landscape_of(board))
    parts = [
        [comment(f"{board.profile.title} (board {board.profile.id})")],
        *_context_map(model),
        _domain(model),
        *(_bounded_context(model, boundary) for boundary in model.land.boundaries),
        *_teams(model),
    ]
    text = "\n\n".join("\n".join(lines) for lines in parts)
    return {f"{slug(board.profile.title, 'board')}.cml": f"{text}\n".encode()}


def _model_of(land: Landscape) -> _Model:
    held = holdings_of(land)
    names = names_of(land, (each for group in held.aggregates.values() for each in group))
    return _Model(land, held, names, flow_steps(land, names))


def _context_map(model: _Model) -> list[list[str]]:
    if not model.land.boundaries:
        return []
    names, board = model.names, model.land.board
    slugs = context_slugs(board)
    by_slug = {boundary.slug: boundary for boundary in model.land.boundaries}
    lines = [
        "type = SYSTEM_LANDSCAPE",
        f"contains {', '.join(names.contexts[each] for each in by_slug)}",
    ]
    for relation in board.in_order(Relation):
        upstream = by_slug.get(slugs[relation.upstream])
        downstream = by_slug.get(slugs[relation.downstream])
        if upstream is None or downstream is None or upstream is downstream:
            continue
        if relation.pattern in _ARROWS:
            lines += _relation(model, relation.pattern, upstream, downstream)
    return [block(f"ContextMap {names.domain}", lines)]


def _relation(
    model: _Model, pattern: Pattern | None, upstream: Boundary, downstream: Boundary
) -> list[str]:
    names = model.names
    left, arrow, right = _ARROWS[pattern].partition("<->" if pattern in _SYMMETRIC else "->")
    head = (
        f"{names.contexts[upstream.slug]} {left.strip()} {arrow}"
        f" {right.strip()} {names.contexts[downstream.slug]}"
    )
    lines: list[str] = []
    broker = upstream.context.broker if upstream.context is not None else None
    if broker not in (None, "none"):
        lines.append(f"implementationTechnology = {string(broker)}")
    exposed = dict.fromkeys(
        names.aggregates[model.held.holders[subject.sticky.id]]
        for subject in upstream.own
        if subject.sticky.id in model.held.holders and subject.sticky.id in downstream.receives
    )
    if exposed and pattern not in _SYMMETRIC:
        lines.append(f"exposedAggregates = {', '.join(exposed)}")
    return block(head, lines)


def _domain(model: _Model) -> list[str]:
    profile = model.land.board.profile
    vision = profile.summary or profile.scope
    lines = [f"domainVisionStatement = {string(vision)}"] if vision.strip() else []
    for boundary in model.land.boundaries:
        kind = boundary.context.subdomain if boundary.context is not None else None
        inner = [f"type = {_SUBDOMAINS[kind]}"] if kind is not None else []
        lines += block(f"Subdomain {model.names.subdomains[boundary.slug]}", inner)
    return block(f"Domain {model.names.domain}", lines)


def _bounded_context(model: _Model, boundary: Boundary) -> list[str]:
    names = model.names
    context = boundary.context
    lines = [f"domainVisionStatement = {string(boundary.description)}", "type = APPLICATION"]
    if context is not None:
        used = ", ".join(each for each in (context.runtime, context.broker) if each)
        if used:
            lines.append(f"implementationTechnology = {string(used)}")
    steps = model.steps.get(boundary.slug)
    if steps:
        flow = f"{names.contexts[boundary.slug].lstrip('^')}Flow"
        lines += block("Application", block(f"Flow {flow}", steps))
    lines += _modules(model, boundary)
    for aggregate in model.held.aggregates[boundary.slug]:
        lines += _aggregate(model, boundary, aggregate)
    called = f"context {boundary.context.id}" if boundary.context else "what is in no context"
    head = f"BoundedContext {names.contexts[boundary.slug]}"
    return [
        comment(f"{boundary.name}: {called}"),
        *block(f"{head} implements {names.subdomains[boundary.slug]}", lines),
    ]


def _modules(model: _Model, boundary: Boundary) -> list[str]:
    """Return what is in no aggregate: messages, and the shared types that the context holds."""
    loose = [each for each in boundary.own if each.sticky.id not in model.held.holders]
    types = model.land.contracts.types
    messages = [line for each in loose for line in message_lines(each, model.names)]
    shared = [
        line
        for name in model.held.types.get(boundary.slug, ())
        for line in type_lines(types[name], model.names)
    ]
    return [
        *(block("Module Messages", messages) if messages else []),
        *(block("Module SharedTypes", shared) if shared else []),
    ]


def _aggregate(model: _Model, boundary: Boundary, aggregate: Sticky) -> list[str]:
    names = model.names
    rules = [string(rule) for rule in aggregate.rules if rule.strip()]
    lines = [f"responsibilities = {', '.join(rules)}"] if rules else []
    lines.append(f"owner = {names.owners[boundary.owner]}")
    lines += block(f"Entity {names.roots[aggregate.id]}", ["aggregateRoot"])
    for subject in boundary.own:
        if model.held.holders.get(subject.sticky.id) == aggregate.id:
            lines += message_lines(subject, names)
    told = aggregate.doc or aggregate.text
    return [
        comment(f"sticky {aggregate.id}"),
        *([string(told)] if told.strip() else []),
        *block(f"Aggregate {names.aggregates[aggregate.id]}", lines),
    ]


def _teams(model: _Model) -> list[list[str]]:
    found: list[list[str]] = []
    for owner in model.land.owners.values():
        owned = [
            model.names.contexts[each.slug]
            for each in model.land.boundaries
            if each.owner == owner.slug
        ]
        head = f"BoundedContext {model.names.owners[owner.slug]}"
        if owned:
            head = f"{head} realizes {', '.join(owned)}"
        found.append([comment(owner.name), *block(head, ["type = TEAM"])])
    return found
