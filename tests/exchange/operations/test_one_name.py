"""What travels on a board is called the same in every artefact, contracts included."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from exchange.contracts.on_kafka import stored, stored_boards

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import Operations, operations_of

_BASE = "https://runbooks.example.com/"
_ADDRESS = re.compile(re.escape(_BASE) + r"[A-Za-z0-9._/-]+\.md")
_ALL_ARE_STORED = pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
_OPERATIONS = ("telemetry", "slo", "prometheus", "grafana", "runbooks", "plans", "scaling")

Labels = Mapping[str, str]


@cache
def _files(path: Path, sort: str) -> Mapping[str, str]:
    found = write(FORMATS[sort], stored(path))
    return {name: data.decode() for name, data in found.items()}


@cache
def _operations(path: Path) -> Operations:
    return operations_of(stored(path))


def _documents(path: Path, sort: str, like: str) -> Iterator[Any]:
    for name, text in _files(path, sort).items():
        if re.search(like, name):
            yield from yaml.safe_load_all(text)


def _rules(path: Path) -> list[dict[str, Any]]:
    documents = _documents(path, "prometheus", r"\.rules\.yaml$")
    return [rule for each in documents for group in each["groups"] for rule in group["rules"]]


def _slo_documents(path: Path) -> list[dict[str, Any]]:
    return list(_documents(path, "slo", r"\.openslo\.yaml$"))


def _telemetry(path: Path) -> dict[str, dict[str, Any]]:
    """Return what telemetry says of each context."""
    found = _documents(path, "telemetry", r"\.telemetry\.yaml$")
    return {each["context"]: each for each in found}


def _expressions(path: Path) -> list[str]:
    """Return all that dashboards ask for."""
    found: list[str] = []
    for name, text in _files(path, "grafana").items():
        if not name.startswith("dashboards/"):
            continue
        for row in json.loads(text)["panels"]:
            for panel in (row, *row.get("panels", ())):
                found += (t["expr"] for t in panel.get("targets", ()) if "expr" in t)
    return found


def _labelled(path: Path) -> Iterator[Labels]:
    """Yield the labels of rules and of documents that say which event they are about."""
    for rule in _rules(path):
        yield rule["labels"]
    for document in _slo_documents(path):
        labels = document["metadata"].get("labels", {})
        if "event" in labels:
            yield labels


@_ALL_ARE_STORED
def test_topics_are_those_of_the_contracts(path: Path):
    operations = _operations(path)
    topics = {topic.name for topic in operations.topics}
    sent = {stream.topic for stream in operations.streams.values()}
    aside = {topic for stream in operations.streams.values() for topic in stream.dead_letters}
    described = {s.topic for s in operations.streams.values() if s.subject.sticky.message}
    contracts: set[str] = set()
    for name, text in _files(path, "schemas").items():
        if name.endswith("asyncapi.yaml"):
            channels = yaml.safe_load(text).get("channels", {}).values()
            contracts |= {each["address"] for each in channels if each.get("address")}
    assert described <= contracts
    channels = (t for n, t in _files(path, "eventcatalog").items() if n.startswith("channels/"))
    heads = [yaml.safe_load(text.split("---\n")[1]) for text in channels]
    catalogued = {head["address"] for head in heads if "address" in head}
    assert sent <= catalogued
    assert {labels["topic"] for labels in _labelled(path) if "topic" in labels} <= sent | aside
    telemetry = {m["topic"] for each in _telemetry(path).values() for m in each["messages"]}
    assert telemetry == sent
    rows = csv.DictReader(io.StringIO(_files(path, "plans")["load-test.csv"].lstrip("\ufeff")))
    assert {row["topic"] for row in rows} == sent
    for scaled in _documents(path, "scaling", r"scaledobjects\.yaml$"):
        assert {each["metadata"]["topic"] for each in scaled["spec"]["triggers"]} <= topics


@_ALL_ARE_STORED
def test_events_and_contexts_are_called_alike(path: Path):
    streams = _operations(path).streams.values()
    names = {(stream.context, stream.name) for stream in streams}
    types = {stream.type for stream in streams}
    for labels in _labelled(path):
        assert (labels["bounded_context"], labels["event"]) in names
    told = _telemetry(path)
    assert {(c, m["message"]) for c, each in told.items() for m in each["messages"]} == names
    assert {m["type"] for each in told.values() for m in each["messages"]} == types
    rows = list(csv.DictReader(io.StringIO(_files(path, "plans")["load-test.csv"])))
    assert {(row["event"], row["type"]) for row in rows} == {(s.name, s.type) for s in streams}
    catalogued = [n.split("/") for n in _files(path, "eventcatalog") if n.endswith("/index.mdx")]
    assert {s.name for s in streams} <= {parts[-2] for parts in catalogued}
    contracts = "\n".join(_files(path, "schemas").values())
    for stream in streams:
        if stream.subject.sticky.message is not None:
            assert stream.type in contracts
    dashboards = {n for n in _files(path, "grafana") if n.startswith("dashboards/debug-")}
    for name in dashboards:
        assert name.removeprefix("dashboards/debug-").split(".")[0] in {s.context for s in streams}
    for expression in _expressions(path):
        found = re.findall(r'bounded_context="([^"]+)",event="([^"]+)"', expression)
        assert set(found) <= names


@_ALL_ARE_STORED
def test_owners_are_called_alike(path: Path):
    owners = {owner.slug for owner in _operations(path).owners.values()}
    assert {labels["owner"] for labels in _labelled(path) if "owner" in labels} <= owners
    for name in _files(path, "slo"):
        if name.startswith(("notification/", "error-budget-policy/")):
            assert name.split("/")[1].split(".")[0] in owners
    (alertmanager,) = _documents(path, "prometheus", r"alertmanager\.yaml$")
    routes = alertmanager["route"].get("routes", ())
    routed = {each["matchers"][0] for each in routes}
    wanted = {rule["labels"]["owner"] for rule in _rules(path) if "alert" in rule}
    assert routed == {f'owner="{owner}"' for owner in wanted}
    receivers = {each["name"] for each in alertmanager["receivers"]}
    asked = {r["receiver"] for each in routes for r in (each, *each.get("routes", ()))}
    assert asked <= receivers
    for scaled in _documents(path, "scaling", r"scaledobjects\.yaml$"):
        assert scaled["metadata"]["labels"]["owner"] in owners


@_ALL_ARE_STORED
def test_levels_are_called_alike(path: Path):
    levels = {level.name: level for level in _operations(path).levels}
    recorded = {rule["labels"]["slo"] for rule in _rules(path) if "slo" in rule["labels"]}
    asked = {
        name
        for expression in _expressions(path)
        for name in re.findall(r'\bslo="([^"$]+)"', expression)
    }
    measured = [d for d in _slo_documents(path) if d["kind"] in ("SLI", "SLO")]
    assert {document["metadata"]["labels"]["slo"] for document in measured} <= levels.keys()
    assert recorded <= levels.keys()
    assert asked <= levels.keys()
    for text in _documents(path, "plans", r"load-test\.yaml$"):
        held = (h["level"] for m in text["messages"] for h in m.get("has-to-hold", ()))
        assert set(held) <= levels.keys()
    chains = {
        metric["chain"]
        for each in _telemetry(path).values()
        for message in each["messages"]
        for metric in message["metrics"]
        if "chain" in metric
    }
    assert chains == {name for name, level in levels.items() if level.start is not None}


@_ALL_ARE_STORED
def test_every_slo_has_rules_and_a_panel(path: Path):
    levels = {level.name: level for level in _operations(path).levels}
    documents = [each for each in _slo_documents(path) if each["kind"] == "SLO"]
    promised = {levels[each["metadata"]["labels"]["slo"]].name for each in documents}
    alerting = {rule["labels"]["slo"] for rule in _rules(path) if "slo" in rule["labels"]}
    assert promised <= alerting
    shown = _files(path, "grafana")
    titles = {
        panel["title"]
        for name, text in shown.items()
        if name.startswith("dashboards/")
        for row in json.loads(text)["panels"]
        for panel in (row, *row.get("panels", ()))
    }
    assert {_title(levels[name]) for name in promised} <= {t.replace("\u2060", "") for t in titles}


def _title(level: Level) -> str:
    return f"{level.title}{' (assumed)' if level.is_assumed else ''}"


@_ALL_ARE_STORED
def test_every_address_of_a_runbook_is_that_of_one_that_is_exported(path: Path):
    runbooks = _files(path, "runbooks").keys()
    for sort in _OPERATIONS:
        for name, text in _files(path, sort).items():
            addressed = {each.removeprefix(_BASE) for each in _ADDRESS.findall(text)}
            assert addressed <= runbooks, f"{sort} {name}"
    if _rules(path):
        assert any("runbook_url" in rule.get("annotations", {}) for rule in _rules(path))


@_ALL_ARE_STORED
def test_runbooks_name_only_alerts_that_there_are(path: Path):
    alerts = {rule["alert"] for rule in _rules(path) if "alert" in rule}
    named = {
        name
        for text in _files(path, "runbooks").values()
        for name in re.findall(r"^\| `([A-Z][A-Za-z0-9]+)` \| (?:page|ticket)", text, re.MULTILINE)
    }
    assert named <= alerts


@_ALL_ARE_STORED
def test_consumer_groups_are_called_alike(path: Path):
    operations = _operations(path)
    groups = {group for stream in operations.streams.values() for group in stream.groups}
    labelled = {labels["consumergroup"] for labels in _labelled(path) if "consumergroup" in labels}
    assert labelled <= groups
    contracts: set[str] = set()
    for name, text in _files(path, "schemas").items():
        if name.endswith("asyncapi.yaml"):
            for operation in (yaml.safe_load(text).get("operations") or {}).values():
                bound = operation.get("bindings", {}).get("kafka", {}).get("groupId", {})
                contracts |= set(bound.get("enum", [bound["const"]] if "const" in bound else []))
    on_kafka = {
        group
        for stream in operations.streams.values()
        if stream.broker == "kafka" and stream.subject.sticky.message is not None
        for group in stream.groups
    }
    assert contracts <= groups
    assert on_kafka <= contracts
    for folder in ("kubernetes", "suggested"):
        for scaled in _documents(path, "scaling", rf"^{folder}/.*scaledobjects\.yaml$"):
            asked = {each["metadata"]["consumerGroup"] for each in scaled["spec"]["triggers"]}
            assert asked <= groups
    told = _values(list(_telemetry(path).values()), "messaging.consumer.group.name")
    assert {name for name in told if isinstance(name, str) and "<" not in name} <= groups


@_ALL_ARE_STORED
def test_alerts_are_of_those_who_own_and_operate(path: Path):
    operations = _operations(path)
    owners = {owner.slug: owner for owner in operations.owners.values()}
    alerts = {each.name: each for each in alerts_of(operations, Queries()).alerts}
    rules = {rule["alert"]: rule for rule in _rules(path) if "alert" in rule}
    assert rules.keys() == alerts.keys()
    for name, rule in rules.items():
        alert = alerts[name]
        assert rule["labels"]["owner"] == alert.owner.slug
        assert rule["annotations"]["runbook_url"] == f"{_BASE}{alert.runbook}"
        assert rule["labels"].get("operated_by") in (None, *owners)
        page = _files(path, "runbooks")[alert.runbook]
        assert f"| `{name}` | {rule['labels']['severity']} |" in page
    names = {owner.name for owner in owners.values()} | {"not yet decided"}
    for document in _slo_documents(path):
        annotations = document["metadata"].get("annotations", {})
        if "operated_by" in annotations:
            assert annotations["operated_by"] in names
            assert annotations["runbook_url"].removeprefix(_BASE) in _files(path, "runbooks")
    (alertmanager,) = _documents(path, "prometheus", r"alertmanager\.yaml$")
    matchers = [
        matcher
        for route in _values(alertmanager, "matchers")
        for matcher in route
        if matcher.startswith(("owner=", "operated_by="))
    ]
    assert {json.loads(matcher.partition("=")[2]) for matcher in matchers} <= owners.keys()


@_ALL_ARE_STORED
def test_levels_tell_alike_how_far_one_may_rely_on_them(path: Path):
    levels = {level.name: level for level in _operations(path).levels}
    for document in _slo_documents(path):
        if document["kind"] in ("SLI", "SLO"):
            level = levels[document["metadata"]["labels"]["slo"]]
            assert document["metadata"]["annotations"]["agreed"] == level.agreement
            labels = document["metadata"]["labels"]
            assert labels.get("assumed") == ("true" if level.is_assumed else None)
    for rule in _rules(path):
        if rule["labels"].get("slo") in levels and "alert" in rule:
            level = levels[rule["labels"]["slo"]]
            assert rule["labels"].get("assumed") == ("true" if level.is_assumed else None)
            assert level.doubt in rule["annotations"]["description"]


def _values(content: Any, key: str) -> Iterator[Any]:
    """Yield what stands at a key, however deep."""
    if isinstance(content, dict):
        found = cast("dict[str, Any]", content)
        yield from (value for name, value in found.items() if name == key)
        content = list(found.values())
    if isinstance(content, list):
        for each in cast("list[Any]", content):
            yield from _values(each, key)
