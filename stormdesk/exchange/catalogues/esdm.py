"""ESDM, the language for event-sourced domain models: one file of many documents.

Source: the core schema ``schema.esdm.io/core/v1``, revision 1.0.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.esdm_model import Document, Model, document, model_of
from stormdesk.exchange.catalogues.esdm_names import kebab
from stormdesk.exchange.catalogues.esdm_reactions import left_out, mappings, policies, read_models
from stormdesk.exchange.catalogues.landscape import Boundary, Vendor, landscape_of
from stormdesk.exchange.contracts.json_schema.draft_07 import projected
from stormdesk.exchange.contracts.json_schema.schema import definitions_of, payload_of, schema_id
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.format import Options
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky


def write(board: Board, options: Options) -> dict[str, bytes]:
    """Return the board as a model in ESDM; shared types are in the messages that use them.

    What the language cannot say is named in comments on top: a command that no event of its
    aggregate follows, a policy without one that it gives, a read model without an event. Raises
    BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    model = model_of(landscape_of(board))
    profile = board.profile
    documents = [
        document("domain", model.names.domain, profile.summary or profile.title),
        *(_external_system(model, vendor) for vendor in model.land.vendors),
        *(each for boundary in model.land.boundaries for each in _context(model, boundary)),
        *policies(model),
        *mappings(model),
    ]
    missing = [f"# Left out: the {_told(each)}\n" for each in left_out(model)]
    text = "---\n".join(dump(each) for each in documents)
    name = slug(profile.title, "board")
    return {f"{name}.esdm.yaml": f"{''.join(missing)}{text}".encode()}


def _told(sticky: Sticky) -> str:
    return f"{sticky.kind.value.replace('-', ' ')} {kebab(sticky.text, 'sticky')}"


def _external_system(model: Model, vendor: Vendor) -> Document:
    direction = "inbound" if vendor.sends else "outbound"
    if vendor.sends and vendor.receives:
        direction = "bidirectional"
    sticky, called = vendor.sticky, model.names.systems[vendor.slug]
    begun = {
        **document("external-system", called, sticky.doc or sticky.text, sticky),
        "scope": {"domain": model.names.domain},
        "direction": direction,
    }
    return {**begun, "capabilities": [sticky.contract]} if sticky.contract.strip() else begun


def _context(model: Model, boundary: Boundary) -> Iterator[Document]:
    domain = {"domain": model.names.domain}
    name = model.names.contexts[boundary.slug]
    begun = {**document("bounded-context", name, boundary.description), "scope": domain}
    language = _language(model, boundary)
    yield {**begun, "ubiquitousLanguage": language} if language else begun
    if boundary.context is not None and boundary.context.subdomain is not None:
        yield {
            **document("subdomain", name, ""),
            "scope": domain,
            "type": boundary.context.subdomain,
            "boundedContexts": [name],
        }
    scope = {**domain, "boundedContext": name}
    for aggregate in model.held.aggregates[boundary.slug]:
        yield _aggregate(model, aggregate, scope)
    for subject in boundary.own:
        yield from _message(model, subject, scope)
    yield from _actors(model, boundary, scope)
    yield from read_models(model, boundary.slug, scope)


def _language(model: Model, boundary: Boundary) -> list[Document]:
    terms = model.land.board.in_order(Term) if boundary.context is not None else []
    return [
        {"term": term.term, "definition": term.definition}
        for term in terms
        if boundary.context is not None
        and term.context == boundary.context.id
        and term.definition.strip()
    ]


def _aggregate(model: Model, aggregate: Sticky, scope: Document) -> Document:
    called = model.names.aggregates[aggregate.id]
    begun = {
        **document("aggregate", called, aggregate.doc or aggregate.text, aggregate),
        "scope": scope,
        "identifiedBy": {"source": "generated", "generator": "uuid"},
        "state": {"type": "object"},
    }
    rules = [
        {"name": f"rule-{number}", "rule": rule}
        for number, rule in enumerate(filter(str.strip, aggregate.rules), 1)
    ]
    return {**begun, "invariants": rules} if rules else begun


def _message(model: Model, subject: Subject, scope: Document) -> Iterator[Document]:
    sticky, names = subject.sticky, model.names
    holder = model.held.holders.get(sticky.id)
    if holder is not None:
        scope = {**scope, "aggregate": names.aggregates[holder]}
    begun = {
        **document(sticky.kind.value, names.messages[sticky.id], subject.shape.doc, sticky),
        "scope": scope,
        "data": _data(model, subject),
    }
    if sticky.kind is Kind.EVENT:
        yield begun
        return
    published = [names.messages[each.id] for each in model.published(sticky)]
    actors = sorted(kebab(each.text, "actor") for each in _givers(model, subject))
    if published:
        begun["publishes"] = published
        yield {**begun, "actors": list(dict.fromkeys(actors))} if actors else begun


def _data(model: Model, subject: Subject) -> Document:
    """Return the schema of a message without numbers that readers of YAML take for different."""
    contracts = model.land.contracts
    shared = definitions_of(subject, contracts.types, "open")
    data = projected(payload_of(subject, contracts.types, "open"), _referred)
    if shared:
        data["$defs"] = {name: projected(each, _referred) for name, each in shared.items()}
    return {"$id": schema_id(subject, contracts.namespace), **data}


def _referred(name: str) -> Document:
    return {"$ref": f"#/$defs/{name}"}


def _givers(model: Model, subject: Subject) -> list[Sticky]:
    """Return the actors who give a command that the language can say."""
    if subject.sticky.kind is not Kind.COMMAND or not model.published(subject.sticky):
        return []
    before = model.around.before.get(subject.sticky.id, ())
    return [each for each in before if each.kind is Kind.ACTOR]


def _actors(model: Model, boundary: Boundary, scope: Document) -> Iterator[Document]:
    """Return who gives commands of a context, each once; one may stand on several stickies."""
    found: dict[str, Sticky] = {}
    for subject in boundary.own:
        for each in _givers(model, subject):
            found.setdefault(kebab(each.text, "actor"), each)
    for name, actor in sorted(found.items()):
        begun = document("actor", name, actor.doc or actor.text, actor)
        yield {**begun, "scope": scope, "type": "human"}
