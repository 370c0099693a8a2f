"""Backstage: one ``catalog-info.yaml``, with the AsyncAPI documents that its APIs point at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.catalogues.api_documents import api_documents
from stormdesk.exchange.catalogues.landscape import Boundary, Landscape, Vendor, landscape_of
from stormdesk.exchange.catalogues.owners import NOBODY, Owner
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.manifest import manifest
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.format import Options
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.naming import digest, slug

_FORMAT = "stormdesk-backstage/1"
_LONGEST_NAME = 63
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_BROKERS = {"kafka": "kafka-topic", "managed-queue": "queue"}

Entity = dict[str, Any]


def write(board: Board, options: Options) -> dict[str, bytes]:
    """Return the catalogue, the documents of its APIs, and the manifest.

    The board is a domain, a context a system with one component, one API and the topics it owns;
    systems of others are components. Raises BadInput, naming sticky and field, where the fields of
    a message make no contract.
    """
    land, documents = landscape_of(board), api_documents(board)
    topics = spelled(sorted(set(land.topics.values())), _topic_name, alike=str.casefold)
    entities = [
        *(_group(owner) for owner in land.owners.values()),
        _domain(land),
        *(_system(land, boundary) for boundary in land.boundaries),
        *(_component(land, boundary, documents, topics) for boundary in land.boundaries),
        *(_vendor(land, vendor) for vendor in land.vendors),
        *(_api(land, boundary) for boundary in land.boundaries if boundary.slug in documents),
        *_resources(land, topics),
    ]
    text = "---\n".join(dump(entity) for entity in entities)
    files = {"catalog-info.yaml": text.encode()}
    files |= {_document(context): data for context, data in documents.items()}
    files["manifest.json"] = json_file(
        manifest(board, land.subjects.values(), land.contracts.types, files, _FORMAT)
    )
    return files


def _document(context: str) -> str:
    """Return the path of the AsyncAPI document of a context, beside the catalogue."""
    return f"{context}/{context}.asyncapi.yaml"


def _entity(kind: str, name: str, spec: Entity, **metadata: object) -> Entity:
    told = {key: value for key, value in metadata.items() if value}
    return {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": kind,
        "metadata": {"name": name, **told},
        "spec": spec,
    }


def _owned(owner: str) -> str:
    return f"group:default/{owner}"


def _lifecycle(land: Landscape) -> str:
    return "production" if land.board.profile.status == "agreed" else "experimental"


def _domain_name(land: Landscape) -> str:
    title = land.board.profile.title
    return slug(title, f"board-{digest(title)}")


def _group(owner: Owner) -> Entity:
    team = owner.team
    named = {"stormdesk/team": team.id} if team is not None else {}
    spec = {"type": "team", "profile": {"displayName": owner.name}, "children": []}
    return _entity("Group", owner.slug, spec, annotations=named)


def _domain(land: Landscape) -> Entity:
    profile = land.board.profile
    owner = land.boundaries[0].owner if land.boundaries else NOBODY.slug
    return _entity(
        "Domain",
        _domain_name(land),
        {"owner": _owned(owner)},
        title=profile.title,
        description=profile.summary or profile.scope,
        annotations={"stormdesk/board": profile.id},
    )


def _traced(boundary: Boundary) -> Mapping[str, str]:
    return {"stormdesk/context": boundary.context.id} if boundary.context is not None else {}


def _system(land: Landscape, boundary: Boundary) -> Entity:
    return _entity(
        "System",
        boundary.slug,
        {"owner": _owned(boundary.owner), "domain": _domain_name(land)},
        title=boundary.name,
        description=boundary.description,
        annotations=_traced(boundary),
    )


def _component(
    land: Landscape, boundary: Boundary, documents: Mapping[str, bytes], topics: Mapping[str, str]
) -> Entity:
    spec: Entity = {
        "type": "service",
        "lifecycle": _lifecycle(land),
        "owner": _owned(boundary.owner),
        "system": boundary.slug,
    }
    if boundary.slug in documents:
        spec["providesApis"] = [boundary.slug]
    heard = {land.subjects[each].context for each in boundary.receives} - {boundary.slug}
    consumed = sorted(each for each in heard if each in documents)
    if consumed:
        spec["consumesApis"] = consumed
    used = {
        topics[land.topics[each]]
        for each in (*boundary.sends, *boundary.receives)
        if each in land.topics
    }
    needed = [f"resource:default/{each}" for each in sorted(used)]
    needed += [
        f"component:default/{vendor.slug}"
        for vendor in land.vendors
        if boundary.slug in vendor.users
    ]
    if needed:
        spec["dependsOn"] = needed
    return _entity(
        "Component",
        boundary.slug,
        spec,
        title=boundary.name,
        description=boundary.description,
        annotations=_traced(boundary),
    )


def _vendor(land: Landscape, vendor: Vendor) -> Entity:
    sticky = vendor.sticky
    return _entity(
        "Component",
        vendor.slug,
        {"type": "external-system", "lifecycle": _lifecycle(land), "owner": _owned(vendor.owner)},
        title=" ".join(sticky.text.split()),
        description=sticky.doc or sticky.contract,
        annotations={"stormdesk/sticky": sticky.id},
    )


def _api(land: Landscape, boundary: Boundary) -> Entity:
    return _entity(
        "API",
        boundary.slug,
        {
            "type": "asyncapi",
            "lifecycle": _lifecycle(land),
            "owner": _owned(boundary.owner),
            "system": boundary.slug,
            "definition": {"$text": f"./{_document(boundary.slug)}"},
        },
        title=f"{boundary.name}: messages",
        description=f"What {boundary.name} sends and receives.",
        annotations=_traced(boundary),
    )


def _resources(land: Landscape, topics: Mapping[str, str]) -> list[Entity]:
    by_slug = {boundary.slug: boundary for boundary in land.boundaries}
    found: list[Entity] = []
    for topic, called in topics.items():
        carried = [s for i, s in land.subjects.items() if land.topics.get(i) == topic]
        boundary = by_slug[carried[0].context]
        broker = boundary.context.broker if boundary.context is not None else None
        spec = {
            "type": _BROKERS.get(broker or "", "channel"),
            "owner": _owned(boundary.owner),
            "system": boundary.slug,
        }
        names = ", ".join(subject.name for subject in carried)
        found.append(
            _entity("Resource", called, spec, title=topic, description=f"Carries {names}.")
        )
    return found


def _topic_name(topic: str) -> str:
    """Return a topic as the name of an entity, which is shorter than a topic may be."""
    if len(topic) <= _LONGEST_NAME and _NAME.fullmatch(topic):
        return topic
    return f"{slug(topic, 'topic')}-{digest(topic)}"
