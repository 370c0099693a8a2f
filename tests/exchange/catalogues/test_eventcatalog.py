"""Boards as EventCatalog folders: what refers to what, and text that MDX would run."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from stormdesk.exchange.catalogues.mdx import inline, prose
from stormdesk.exchange.format import read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.naming import message_names
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

_BOARDS = Path(__file__).parents[2] / "boards"
_COMPONENTS = re.compile(r'<SchemaViewer file="schema\.json" />|<NodeGraph />')
_SEMANTIC = re.compile(r"\d+\.\d+\.\d+(-[\w.-]+)?")


def board_at(name: str) -> Board:
    return read(FORMATS["yaml"], {name: (_BOARDS / name).read_bytes()})


def pages(files: dict[str, bytes]) -> dict[str, tuple[dict[str, Any], str]]:
    """Return header and body of every page by path."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for path, data in files.items():
        if path.endswith(".mdx"):
            _, header, body = data.decode().split("---\n", 2)
            found[path] = (yaml.safe_load(header), body)
    return found


@pytest.fixture(scope="module", params=["hostile.yaml", "inventory.model.yaml"])
def board(request: pytest.FixtureRequest) -> Board:
    return board_at(request.param)


@pytest.fixture(scope="module")
def files(board: Board) -> dict[str, bytes]:
    return dict(write(format_named("eventcatalog"), board))


def kind_of(path: str) -> str:
    folders = re.sub(r"/versioned/[^/]+/", "/", path).split("/")
    return "teams" if folders[0] == "teams" else folders[-3]


def test_every_reference_leads_to_a_page_of_that_version(files: dict[str, bytes]) -> None:
    there: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path, (header, _) in pages(files).items():
        pair = (header["id"], header.get("version", ""))
        assert pair not in there[kind_of(path)]
        there[kind_of(path)].add(pair)
    messages = there["events"] | there["commands"]
    assert messages
    for header, _ in pages(files).values():
        for pointer in [*header.get("sends", []), *header.get("receives", [])]:
            assert (pointer["id"], pointer["version"]) in messages
            for channel in [*pointer.get("to", []), *pointer.get("from", [])]:
                assert (channel["id"], channel["version"]) in there["channels"]
        for channel in header.get("channels", []):
            assert (channel["id"], channel["version"]) in there["channels"]
        for service in header.get("services", []):
            assert (service["id"], service["version"]) in there["services"]
        assert {(owner, "") for owner in header.get("owners", [])} <= there["teams"]


def test_every_page_has_what_the_linter_asks_for(files: dict[str, bytes]) -> None:
    for path, (header, body) in pages(files).items():
        assert header["name"], path
        assert header["summary"].strip(), path
        assert body.strip(), path
        if not path.startswith("teams/"):
            assert header["owners"], path
            assert _SEMANTIC.fullmatch(header["version"]), path


def test_nothing_in_a_page_is_run_or_taken_for_a_component(files: dict[str, bytes]) -> None:
    for path, (_, body) in pages(files).items():
        left = re.sub(r"\\.", "", _COMPONENTS.sub("", body))
        assert not set(left) & set("{}<"), path
        assert not re.search(r"^(import|export)\b", left, re.MULTILINE), path


def test_messages_have_the_names_they_have_everywhere(
    board: Board, files: dict[str, bytes]
) -> None:
    found = {
        header["x-stormdesk-sticky"]: header["name"]
        for path, (header, _) in pages(files).items()
        if kind_of(path) in ("events", "commands")
    }
    assert found == {sticky: called.name for sticky, called in message_names(board).items()}


def test_every_message_has_a_schema_of_its_own(files: dict[str, bytes]) -> None:
    for path, (header, _) in pages(files).items():
        if kind_of(path) in ("events", "commands"):
            schema = json.loads(files[path.replace("index.mdx", header["schemaPath"])])
            Draft202012Validator.check_schema(schema)
            assert schema["x-stormdesk-sticky"] == header["x-stormdesk-sticky"]


def test_a_service_has_the_asyncapi_document_of_its_context(
    board: Board, files: dict[str, bytes]
) -> None:
    bundle = write(format_named("schemas"), board)
    documents = {path: files[path] for path in files if path.endswith("/asyncapi.yaml")}
    assert documents
    for path, data in documents.items():
        folder, context = path.removesuffix("/asyncapi.yaml"), path.split("/")[-2]
        assert bundle[f"{context}/{context}.asyncapi.yaml"] == data
        (specification,) = pages(files)[f"{folder}/index.mdx"][0]["specifications"]
        assert specification == {"type": "asyncapi", "path": "asyncapi.yaml"}


def small(*, external: bool | None = None, again: bool = False) -> Board:
    stickies = [
        ("order-placed", "event", "Order placed", "sales"),
        ("whenever", "policy", "Whenever an order is placed", "depot"),
        ("pack", "command", "Pack parcel", "depot"),
        ("parcel-packed", "event", "Parcel packed", "depot"),
    ]
    flows = [("order-placed", "whenever"), ("whenever", "pack"), ("pack", "carrier")]
    made = [
        Sticky.model_validate({"id": i, "kind": kind, "text": text, "context": context})
        for i, kind, text, context in stickies
    ]
    made.append(
        Sticky(id="carrier", kind=Kind.SYSTEM, text="Carrier", context="depot", external=external)
    )
    if again:
        made.append(Sticky(id="twice", kind=Kind.EVENT, text="Order placed", context="depot"))
    return sound_board(
        [
            Profile(id="b", title="Shop"),
            Context(id="sales", name="Sales"),
            Context(id="depot", name="Depot"),
            *made,
            *(Flow.between(*each) for each in [*flows, ("carrier", "parcel-packed")]),
        ]
    )


def test_a_service_sends_and_receives_what_the_flows_say() -> None:
    found = pages(dict(write(format_named("eventcatalog"), small())))
    sales = found["domains/sales/services/sales/index.mdx"][0]
    depot = found["domains/depot/services/depot/index.mdx"][0]
    assert [each["id"] for each in sales["sends"]] == ["OrderPlaced"]
    assert sales["receives"] == []
    assert [each["id"] for each in depot["sends"]] == ["PackParcel", "ParcelPacked"]
    assert [each["id"] for each in depot["receives"]] == ["OrderPlaced", "PackParcel"]


def test_a_system_of_somebody_else_is_an_external_service() -> None:
    found = pages(dict(write(format_named("eventcatalog"), small())))
    carrier = found["services/carrier/index.mdx"][0]
    assert carrier["externalSystem"] is True
    assert [each["id"] for each in carrier["receives"]] == ["PackParcel"]
    assert [each["id"] for each in carrier["sends"]] == ["ParcelPacked"]
    own = pages(dict(write(format_named("eventcatalog"), small(external=False))))
    assert "services/carrier/index.mdx" not in own


def test_ids_name_the_context_only_where_two_contexts_share_a_name() -> None:
    found = pages(dict(write(format_named("eventcatalog"), small(again=True))))
    ids = {header["x-stormdesk-sticky"]: header["id"] for header, _ in found.values()
           if "x-stormdesk-sticky" in header}  # fmt: skip
    assert ids["order-placed"] == "sales.OrderPlaced"
    assert ids["twice"] == "depot.OrderPlaced"
    assert ids["parcel-packed"] == "ParcelPacked"


def published(*versions: dict[str, Any], version: str = "2.0.0") -> dict[str, bytes]:
    message = {
        "version": version,
        "published": list(versions),
        "fields": [{"name": "id", "type": "uuid", "tag": 1}],
    }
    sticky = {"id": "e", "kind": "event", "text": "Order placed", "message": message}
    board = sound_board([Profile(id="b", title="Shop"), Sticky.model_validate(sticky)])
    found = write(format_named("eventcatalog"), board)
    start = "domains/unassigned/services/unassigned/events/OrderPlaced/"
    return {p.removeprefix(start): data for p, data in found.items() if p.startswith(start)}


def test_published_versions_stand_beside_the_current_one() -> None:
    first = {"version": "1.0", "fields": [{"name": "number", "type": "string", "tag": 1}]}
    again = {"version": "2.0.0", "fields": [{"name": "id", "type": "uuid", "tag": 1}]}
    files = published(first, again)
    assert sorted(files) == [
        "index.mdx", "schema.json", "versioned/1.0.0/index.mdx", "versioned/1.0.0/schema.json",
    ]  # fmt: skip
    header, _ = pages(files)["versioned/1.0.0/index.mdx"]
    assert (header["id"], header["version"]) == ("OrderPlaced", "1.0.0")
    earlier = json.loads(files["versioned/1.0.0/schema.json"])
    assert list(earlier["properties"]) == ["number"]
    assert list(json.loads(files["schema.json"])["properties"]) == ["id"]


def test_a_version_whose_types_are_gone_has_no_fields() -> None:
    files = published({"version": "1.0.0", "fields": [{"name": "line", "type": "OrderLine"}]})
    assert json.loads(files["versioned/1.0.0/schema.json"])["properties"] == {}


def test_a_board_without_anything_is_a_manifest() -> None:
    board = sound_board([Profile(id="b", title="Empty")])
    assert list(write(format_named("eventcatalog"), board)) == ["manifest.json"]


@given(st.text())
def test_no_text_reaches_mdx_as_code(text: str) -> None:
    for shown in (prose(text), inline(text)):
        left = re.sub(r"\\.", "", shown)
        assert not set(left) & set("{}<`")
        assert not re.search(r"^(import|export)\b", left, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("import x from 'y'", "&#105;mport x from 'y'"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("99.9 %", "99.9 %"),
        ("- no item", r"\- no item"),
        ("a\nb\n\nc", "a\\\nb\n\nc"),
        ("at 10:30, or :note", r"at 10:30, or \:note"),
        ("plain words.", "plain words."),
    ],
)
def test_text_is_shown_as_it_was_written(text: str, shown: str) -> None:
    assert prose(text) == shown
