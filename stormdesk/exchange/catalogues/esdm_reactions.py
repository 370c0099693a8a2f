"""What reacts to events in ESDM, how contexts relate, and what the language cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.esdm_model import Document, Model, document
from stormdesk.layout.pins import lane_of
from stormdesk.model.context import Relation
from stormdesk.model.naming import context_slugs
from stormdesk.model.sticky import Kind, Sticky

_ROLES = {
    "customer-supplier": ("customer-supplier", "supplier", "customer"),
    "conformist": ("conformist", "upstream", "conformist"),
    "anticorruption-layer": ("anti-corruption-layer", "upstream", "downstream"),
    "open-host-service": ("open-host-service", "host", "consumer"),
    "published-language": ("published-language", "publisher", "consumer"),
}
"""Type of a mapping, and what its upstream and its downstream are called."""


def policies(model: Model) -> Iterator[Document]:
    """Return the policies that hear an event and give a command."""
    for policy in model.around.of_kind(Kind.POLICY):
        heard, emitted = model.heard(policy), model.emitted(policy)
        if not heard or not emitted:
            continue
        by = policy.handling.idempotent_by if policy.handling is not None else None
        known = {"owner": "self", "strategy": f"Tells duplicates apart by {by}."}
        unknown = {"owner": "none", "strategy": "The board does not say it yet."}
        called = model.names.reactions[policy.id]
        yield {
            **document("policy", called, policy.doc or policy.text, policy),
            "scope": {"domain": model.names.domain},
            "deliveryGuarantee": "at-least-once",
            "idempotency": known if by is not None else unknown,
            "handles": [model.reference(each) for each in heard],
            "emits": [model.reference(each) for each in emitted],
        }


def read_models(model: Model, context: str, scope: Document) -> Iterator[Document]:
    """Return the read models of a context that an event leads to."""
    for view in model.around.of_kind(Kind.READ_MODEL):
        heard = model.heard(view) if _lane(model, view) == context else []
        if heard:
            called = model.names.reactions[view.id]
            yield {
                **document("read-model", called, view.doc or view.text, view),
                "scope": scope,
                "projections": [
                    {**model.reference(each), "rule": f"Shows what {each.name} tells."}
                    for each in heard
                ],
                "schema": {"type": "object"},
            }


def mappings(model: Model) -> Iterator[Document]:
    """Return how contexts relate, where the board names the pattern."""
    board, names = model.land.board, model.names
    slugs, seen = context_slugs(board), set[str]()
    for relation in board.in_order(Relation):
        ends = [names.contexts.get(slugs[end]) for end in relation.references()]
        name = f"{ends[0]}-to-{ends[1]}-by-{relation.pattern}"
        if None in ends or ends[0] == ends[1] or relation.pattern is None or name in seen:
            continue
        seen.add(name)
        upstream, downstream = ({"domain": names.domain, "boundedContext": each} for each in ends)
        begun = document("context-mapping", name, "")
        if relation.pattern in _ROLES:
            kind, above, below = _ROLES[relation.pattern]
            yield {**begun, "type": kind, above: upstream, below: downstream}
        else:
            yield {**begun, "type": relation.pattern, "participants": [upstream, downstream]}


def left_out(model: Model) -> Iterator[Sticky]:
    """Return the commands, policies and read models that the language cannot say."""
    for subject in model.land.subjects.values():
        if subject.sticky.kind is Kind.COMMAND and not model.published(subject.sticky):
            yield subject.sticky
    for policy in model.around.of_kind(Kind.POLICY):
        if not model.heard(policy) or not model.emitted(policy):
            yield policy
    for view in model.around.of_kind(Kind.READ_MODEL):
        if _lane(model, view) not in model.names.contexts or not model.heard(view):
            yield view


def _lane(model: Model, sticky: Sticky) -> str:
    return context_slugs(model.land.board)[lane_of(model.land.board, sticky)]
