"""Boards as Backstage catalogues: entities that refer to one another, under legal names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from stormdesk.exchange.format import read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.integrity import sound_board
from stormdesk.model.naming import context_slugs
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile

_BOARDS = Path(__file__).parents[2] / "boards"
_NAME = re.compile(r"([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]")

Entities = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module", params=["hostile.yaml", "inventory.model.yaml"])
def board(request: pytest.FixtureRequest) -> Board:
    return read(FORMATS["yaml"], {request.param: (_BOARDS / request.param).read_bytes()})


@pytest.fixture(scope="module")
def files(board: Board) -> dict[str, bytes]:
    return dict(write(format_named("backstage"), board))


def entities(files: dict[str, bytes]) -> Entities:
    found: Entities = {}
    for entity in yaml.safe_load_all(files["catalog-info.yaml"]):
        pair = (entity["kind"].lower(), entity["metadata"]["name"].lower())
        assert pair not in found
        found[pair] = entity
    return found


def test_names_are_legal_and_differ_in_more_than_case(files: dict[str, bytes]) -> None:
    found = entities(files)
    assert {kind for kind, _ in found} >= {
        "domain",
        "system",
        "component",
        "api",
        "resource",
        "group",
    }
    for entity in found.values():
        assert _NAME.fullmatch(entity["metadata"]["name"])


def test_every_reference_leads_to_an_entity(files: dict[str, bytes]) -> None:
    found = entities(files)

    def there(kind: str, reference: str) -> bool:
        if ":" in reference:
            kind, reference = reference.split(":", 1)
        return (kind, reference.removeprefix("default/").lower()) in found

    for (kind, _), entity in found.items():
        spec = entity["spec"]
        assert kind == "group" or there("group", spec["owner"])
        assert "system" not in spec or there("system", spec["system"])
        assert "domain" not in spec or there("domain", spec["domain"])
        for api in [*spec.get("providesApis", []), *spec.get("consumesApis", [])]:
            assert there("api", api)
        for needed in spec.get("dependsOn", []):
            assert there("", needed)


def test_an_api_points_at_the_document_beside_it(files: dict[str, bytes]) -> None:
    apis = [e for (kind, _), e in entities(files).items() if kind == "api"]
    assert apis
    for api in apis:
        path = api["spec"]["definition"]["$text"].removeprefix("./")
        assert yaml.safe_load(files[path])["asyncapi"]
        assert api["metadata"]["name"] == path.split("/")[0]


def test_contexts_are_systems_of_their_names(board: Board, files: dict[str, bytes]) -> None:
    systems = {
        e["metadata"]["annotations"]["stormdesk/context"]: name
        for (kind, name), e in entities(files).items()
        if kind == "system" and "annotations" in e["metadata"]
    }
    slugs = context_slugs(board)
    assert systems == {i: slugs[i] for i in systems}
    assert systems.keys() >= {c.id for c in board.in_order(Context) if c.kind == "context"}


def test_teams_keep_their_ids_and_plain_names_become_groups() -> None:
    board = sound_board(
        [
            Profile(id="b", title="Shop", status="agreed"),
            Team(id="shop-team", name="Shop team"),
            Team(id="Equipe 2", name="Équipe"),
            Context(id="sales", name="Sales", owner="shop-team"),
            Context(id="depot", name="Depot", owner="Carrier Ltd"),
            Context(id="returns", name="Returns"),
        ]
    )
    found = entities(dict(write(format_named("backstage"), board)))
    owners = {name: e["spec"]["owner"] for (kind, name), e in found.items() if kind == "system"}
    assert owners == {
        "sales": "group:default/shop-team",
        "depot": "group:default/carrier-ltd",
        "returns": "group:default/unowned",
    }
    assert ("group", "equipe") in found
    assert found["component", "sales"]["spec"]["lifecycle"] == "production"
