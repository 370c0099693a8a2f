"""EventCatalog: a folder of MDX pages for domains, services, messages, channels and teams."""

from __future__ import annotations

from stormdesk.exchange.catalogues.api_documents import api_documents
from stormdesk.exchange.catalogues.eventcatalog_message import message_files
from stormdesk.exchange.catalogues.eventcatalog_names import Catalog, Header, catalog_of
from stormdesk.exchange.catalogues.landscape import Boundary, Landscape, Vendor, landscape_of
from stormdesk.exchange.catalogues.mdx import bullets, page, prose
from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.manifest import manifest
from stormdesk.exchange.format import Options
from stormdesk.model.board import Board
from stormdesk.model.people import Team

_FORMAT = "stormdesk-eventcatalog/1"
_DOCUMENT = "asyncapi.yaml"


def write(board: Board, options: Options) -> dict[str, bytes]:
    """Return the pages of a catalogue, the schemas of its messages, and the manifest.

    A context is a domain with one service of its name; systems of others are external services.
    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    land = landscape_of(board)
    catalog, documents = catalog_of(land), api_documents(board)
    files: dict[str, bytes] = {}
    for boundary in land.boundaries:
        files |= _domain(catalog, boundary, documents.get(boundary.slug))
    for vendor in land.vendors:
        files[f"services/{vendor.slug}/index.mdx"] = _vendor(catalog, vendor)
    files |= _channels(catalog)
    for owner in land.owners.values():
        files[f"teams/{owner.slug}.mdx"] = _team(land, owner)
    files["manifest.json"] = json_file(
        manifest(board, land.subjects.values(), land.contracts.types, files, _FORMAT)
    )
    return files


def _domain(catalog: Catalog, boundary: Boundary, document: bytes | None) -> dict[str, bytes]:
    folder = f"domains/{boundary.slug}"
    service = f"{folder}/services/{boundary.slug}"
    common: Header = {
        "id": boundary.slug,
        "name": boundary.name,
        "version": catalog.version,
        "summary": boundary.description,
        "owners": [boundary.owner],
    }
    told = ("## Overview", prose(boundary.description), "<NodeGraph />")
    traced: Header = {"x-stormdesk-context": boundary.context.id} if boundary.context else {}
    services = [{"id": boundary.slug, "version": catalog.version}]
    flows: Header = {
        "sends": catalog.messages(boundary.sends, "to"),
        "receives": catalog.messages(boundary.receives, "from"),
    }
    files: dict[str, bytes] = {}
    if document is not None:
        flows["specifications"] = [{"type": "asyncapi", "path": _DOCUMENT}]
        files[f"{service}/{_DOCUMENT}"] = document
    files[f"{folder}/index.mdx"] = page({**common, "services": services, **traced}, *told)
    files[f"{service}/index.mdx"] = page({**common, **flows, **traced}, *told)
    for subject in boundary.own:
        files |= message_files(catalog, subject, service, boundary.owner)
    return files


def _vendor(catalog: Catalog, vendor: Vendor) -> bytes:
    sticky = vendor.sticky
    return page(
        {
            "id": vendor.slug,
            "name": " ".join(sticky.text.split()) or vendor.slug,
            "version": catalog.version,
            "summary": "A system of somebody else.",
            "owners": [vendor.owner],
            "externalSystem": True,
            "sends": catalog.messages(vendor.sends, "to"),
            "receives": catalog.messages(vendor.receives, "from"),
            "x-stormdesk-sticky": sticky.id,
        },
        "## Overview",
        prose(sticky.doc or sticky.text or vendor.slug),
        prose(sticky.contract),
        "<NodeGraph />",
    )


def _channels(catalog: Catalog) -> dict[str, bytes]:
    land, files = catalog.land, dict[str, bytes]()
    by_slug = {boundary.slug: boundary for boundary in land.boundaries}
    for topic, called in catalog.channels.items():
        carried = [s for i, s in land.subjects.items() if land.topics.get(i) == topic]
        boundary = by_slug[carried[0].context]
        broker = boundary.context.broker if boundary.context is not None else None
        header: Header = {
            "id": called,
            "name": topic,
            "version": catalog.version,
            "summary": f"Carries {', '.join(subject.name for subject in carried)}.",
            "owners": [boundary.owner],
            "address": topic,
        }
        if broker == "kafka":
            header |= {"protocols": ["kafka"], "deliveryGuarantee": "at-least-once"}
        files[f"channels/{called}/index.mdx"] = page(
            header,
            "## Overview",
            "Messages that travel here:",
            bullets(subject.name for subject in carried),
        )
    return files


def _team(land: Landscape, owner: Owner) -> bytes:
    owned = [each.name for each in land.boundaries if each.owner == owner.slug]
    summary = f"Owns {', '.join(owned)}." if owned else "Owns no context of this board."
    return page(
        {"id": owner.slug, "name": owner.name, "summary": summary},
        "## Overview",
        prose(summary),
        bullets(f"{when}: {who}" for when, who in _reached(owner.team) if who),
    )


def _reached(team: Team | None) -> tuple[tuple[str, str | None], ...]:
    if team is None:
        return ()
    return (
        ("Every day", team.channel),
        ("At night", team.on_call),
        ("When it does not help", team.escalation),
    )
