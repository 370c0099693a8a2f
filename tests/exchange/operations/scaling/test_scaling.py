"""Consumers are scaled by what may wait for them, and never beyond the partitions they read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.any_board import boards
from exchange.contracts.on_kafka import stored, stored_boards
from golden_files import GoldenFiles
from hypothesis import given

from stormdesk.exchange import yaml_model
from stormdesk.exchange.contracts.bundle import write as write_schemas
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.scaling.files import left_out, write
from stormdesk.exchange.operations.scaling.options import ScalingOptions
from stormdesk.exchange.operations.scaling.scaling import Scaling
from stormdesk.exchange.operations.scaling.scalings import scaling_of, scalings_of
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky
from stormdesk.resources import resource

_LAG = {"indicator": "consumer-lag", "threshold": "5s", "consumer": "reserver"}
_DEPTH = {"indicator": "queue-depth", "threshold": "1000", "consumer": "reserver"}
_RATE = {"steady": "40/s", "peak": "900/s"}
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,52}[a-z0-9])?")


def _board(
    *levels: dict[str, Any],
    rate: dict[str, str] | None = None,
    handling: dict[str, Any] | None = None,
    via: str = "event",
    production: dict[str, Any] | None = None,
    **context: Any,
) -> Board:
    """Return a board where a policy on Kubernetes reads one event; ``context`` is the policy's."""
    content: dict[str, Any] = {
        "format": "stormdesk/1",
        "board": {
            "id": "b",
            "title": "B",
            "environments": {"production": production or {"partitions": 24}},
        },
        "teams": [{"id": "stock", "name": "Stock", "kind": "domain"}],
        "contexts": [
            {"id": "ordering", "name": "Ordering", "broker": "kafka"},
            {
                "id": "inventory",
                "name": "Inventory",
                "owner": "stock",
                "runtime": "kubernetes",
                "broker": "kafka",
                **context,
            },
        ],
        "stickies": [
            {
                "id": "placed",
                "kind": "event",
                "text": "Order placed",
                "context": "ordering",
                "service-levels": list(levels),
                "message": {"rate": rate} if rate else {},
            },
            {
                "id": "reserver",
                "kind": "policy",
                "text": "Whenever an order is placed, reserve",
                "context": "inventory",
                "handling": {"group": "reservers", **(handling or {})},
            },
        ],
        "flows": [{"from": "placed", "to": "reserver", "via": via}],
    }
    return yaml_model.read({"b.yaml": dump(content).encode()})


def _scaling(*levels: dict[str, Any], **board: Any) -> Scaling:
    (found,) = scalings_of(operations_of(_board(*levels, **board))).scalings
    return found


def _manifests(files: dict[str, bytes]) -> list[Any]:
    texts = [d for p, d in files.items() if p.startswith("kubernetes/") and "kustom" not in p]
    return [each for text in texts for each in yaml.safe_load_all(text)]


def test_queue_depth_is_shared_among_all_replicas():
    scaling = _scaling(_DEPTH, rate=_RATE)
    assert (scaling.most, scaling.triggers[0].threshold) == (12, 1000 // 12)


def test_lag_in_seconds_counts_what_comes_in_them():
    scaling = _scaling(_LAG, rate=_RATE)
    assert scaling.triggers[0].threshold == 5 * 40 // 12
    assert "5 s at 40/s" in scaling.triggers[0].reason


def test_the_strictest_level_decides_and_only_its_assumption_counts():
    assumed = {**_DEPTH, "assumed": True}
    scaling = _scaling(_LAG, assumed, rate=_RATE)
    assert scaling.triggers[0].threshold == 5 * 40 // 12
    assert not scaling.is_assumed
    strict = _scaling(_LAG, {**assumed, "threshold": "50"}, rate=_RATE)
    assert strict.triggers[0].threshold == 50 // 12
    assert strict.is_assumed
    assert "assumed, nobody has agreed yet" in strict.told


def test_at_least_as_many_replicas_as_the_board_says_work_at_once():
    assert _scaling(_DEPTH, rate=_RATE, handling={"parallelism": 6}).fewest == 6


def test_without_parallelism_the_steady_load_decides_how_many_there_are_at_least():
    scaling = _scaling(_DEPTH, rate=_RATE, handling={"service-time": "60ms"})
    assert scaling.fewest == 3  # 40 a second, 0.06 s each, keep 2.4 busy
    assert _scaling(_DEPTH, rate=_RATE).fewest == 1


def test_a_peak_that_no_number_of_replicas_stands_is_told():
    reasons = _scaling(
        _DEPTH, rate=_RATE, handling={"service-time": "60ms"}, production={"partitions": 6}
    ).reasons
    assert any("keeps 54 busy, which is more than there can be" in each for each in reasons)


@pytest.mark.parametrize(
    ("board", "why"),
    [
        (_board(_DEPTH, runtime="serverless"), "it runs on serverless"),
        (_board(_DEPTH, runtime=None), "not yet decided: where it runs"),
        (_board(_DEPTH, broker="managed-queue"), "its broker is managed-queue"),
        (_board(_DEPTH, broker=None), "its broker is not yet decided"),
        (_board(_DEPTH, via="batch"), "it reads in batches"),
        (_board(), "how far it may fall behind on ordering.order-placed"),
        (_board(_LAG), "the rate, without which seconds are no number of messages,"),
        (_board(_DEPTH, production={"partitions": 1}), "too few partitions"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_scaled_is_told_with_its_reason(board: Board, why: str):
    (told,) = left_out(board)
    assert told.startswith("Group reservers of Inventory is left out: ")
    assert why in told
    files = write(board, ScalingOptions())
    assert set(files) == {"README.md", "manifest.json"}
    assert "## Left out on purpose" in files["README.md"].decode()


def _more(board: Board, *records: Record, flows: tuple[tuple[str, str], ...]) -> Board:
    """Return the board with more records and flows."""
    ways = [Flow.between(*each) for each in flows]
    return sound_board([*board.records.values(), *records, *ways])


def _paid(**event: Any) -> Sticky:
    return Sticky.model_validate(
        {"id": "paid", "kind": "event", "text": "Order paid", "context": "ordering", **event}
    )


def test_a_group_that_reads_several_topics_has_a_trigger_for_each_that_has_a_level():
    board, flows = _board(_DEPTH, rate=_RATE), (("paid", "reserver"),)
    undecided = _more(board, _paid(), flows=flows)
    (scaling,) = scalings_of(operations_of(undecided)).scalings
    assert [each.topic for each in scaling.triggers] == ["ordering.order-placed"]
    assert any("Not asked: not yet decided" in r and "order-paid" in r for r in scaling.reasons)
    level = {**_DEPTH, "threshold": "60", "assumed": True}
    decided = _more(board, _paid(service_levels=[level]), flows=flows)
    (scaling,) = scalings_of(operations_of(decided)).scalings
    thresholds = {each.topic: each.threshold for each in scaling.triggers}
    assert thresholds == {"ordering.order-placed": 83, "ordering.order-paid": 5}
    assert len({each.name for each in scaling.triggers}) == 2
    assert scaling.is_assumed


def test_contexts_that_share_a_group_share_its_partitions():
    counter = Sticky.model_validate(
        {
            "id": "counter",
            "kind": "policy",
            "text": "Whenever an order is placed, count",
            "context": "counting",
            "handling": {"group": "reservers"},
        }
    )
    board = _more(
        _board(_DEPTH, {**_DEPTH, "consumer": "counter"}, rate=_RATE),
        Context(id="counting", name="Counting", runtime="kubernetes", broker="kafka"),
        counter,
        flows=(("placed", "counter"),),
    )
    found = scalings_of(operations_of(board)).scalings
    assert {(each.context, each.most) for each in found} == {("inventory", 6), ("counting", 6)}
    assert len({each.name for each in found}) == 2


def test_the_scaling_of_a_reader_can_be_quoted():
    operations = operations_of(_board(_DEPTH, rate=_RATE))
    (reading,) = operations.streams["placed"].readings
    scaling = scaling_of(operations, reading)
    assert scaling is not None
    assert scaling.told == (
        "Group reservers is scaled from 1 to 12 replicas: one for each 83 messages on"
        " ordering.order-placed that wait. The number behind it is stated on the board, nobody has"
        " confirmed it."
    )


def test_keda_asks_kafka_for_the_lag_of_the_group():
    options = ScalingOptions(
        bootstrap_servers="kafka:9092,other:9093", runbook_base="https://r.example"
    )
    board = _board({**_DEPTH, "assumed": True}, rate=_RATE, handling={"parallelism": 6})
    (found,) = _manifests(write(board, options))
    assert found == {
        "apiVersion": "keda.sh/v1alpha1",
        "kind": "ScaledObject",
        "metadata": {
            "name": "reservers",
            "labels": {
                "app.kubernetes.io/part-of": "inventory",
                "owner": "stock",
                "assumed": "true",
            },
            "annotations": {
                "x-stormdesk-sticky": "reserver",
                "x-stormdesk-owner": "Stock",
                "x-stormdesk-runbook": "https://r.example/ordering/OrderPlaced.md",
                "x-stormdesk-assumed": "assumed, nobody has agreed yet",
            },
        },
        "spec": {
            "scaleTargetRef": {"name": "reservers"},
            "minReplicaCount": 6,
            "maxReplicaCount": 12,
            "triggers": [
                {
                    "type": "kafka",
                    "metadata": {
                        "bootstrapServers": "kafka:9092,other:9093",
                        "consumerGroup": "reservers",
                        "topic": "ordering.order-placed",
                        "lagThreshold": "83",
                        "allowIdleConsumers": "false",
                    },
                }
            ],
        },
    }


def test_an_autoscaler_of_kubernetes_goes_by_what_prometheus_records():
    board = _board(_DEPTH, rate=_RATE)
    files = write(board, ScalingOptions(autoscaler="hpa"))
    (found,) = _manifests(files)
    assert (found["apiVersion"], found["kind"]) == ("autoscaling/v2", "HorizontalPodAutoscaler")
    assert found["spec"]["minReplicas"] == 1
    assert found["spec"]["maxReplicas"] == 12
    (metric,) = found["spec"]["metrics"]
    assert metric["external"]["target"] == {"type": "AverageValue", "averageValue": "83"}
    ((rule,),) = [
        g["rules"] for g in yaml.safe_load(files["prometheus/scaling.rules.yaml"])["groups"]
    ]
    stream = operations_of(board).streams["placed"]
    assert rule["expr"] == Queries().query("lag-messages", stream, ("reservers",))
    assert rule["labels"] == metric["external"]["metric"]["selector"]["matchLabels"]
    (given_over,) = yaml.safe_load(files["prometheus-adapter.yaml"])["externalRules"]
    assert rule["record"] in given_over["seriesQuery"]
    assert given_over["name"]["as"] == metric["external"]["metric"]["name"]
    assert given_over["resources"] == {"namespaced": False}


def test_an_autoscaler_that_nobody_tells_the_backlog_is_left_out():
    options = ScalingOptions(autoscaler="hpa", metrics=("micrometer",))
    files = write(_board(_DEPTH, rate=_RATE), options)
    assert set(files) == {"README.md", "manifest.json"}
    assert "no source of metrics tells how many messages wait" in files["README.md"].decode()


@pytest.mark.parametrize("servers", ["kafka", "kafka:x", "a:1, b:2", "a:1\nb:2", ""])
def test_bootstrap_servers_are_hosts_with_ports(servers: str):
    with pytest.raises(ValueError, match="bootstrap_servers"):
        ScalingOptions(bootstrap_servers=servers)


@pytest.mark.parametrize("autoscaler", ["hpa", "keda"])
@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_every_board_is_scaled_by_the_topics_of_its_contracts(path: Path, autoscaler: Any):
    board = stored(path)
    schemas = write_schemas(board, SchemaOptions(only=("kafka-topics",)))
    partitions = {
        each["spec"].get("topicName", each["metadata"]["name"]): each["spec"]["partitions"]
        for name, data in schemas.items()
        if name.endswith(".topics.yaml")
        for each in yaml.safe_load_all(data)
    }
    files = write(board, ScalingOptions(autoscaler=autoscaler))
    kustomization = yaml.safe_load(files.get("kubernetes/kustomization.yaml", b"{resources: []}"))
    listed = {f"kubernetes/{each}" for each in kustomization["resources"]}
    there = {name for name in files if name.startswith("kubernetes/")}
    assert listed == there - {"kubernetes/kustomization.yaml"}
    for scaling in scalings_of(operations_of(board)).scalings:
        most = max(partitions[trigger.topic] for trigger in scaling.triggers)
        assert 1 <= scaling.fewest <= scaling.most <= most
        assert all(trigger.threshold >= 1 for trigger in scaling.triggers)
    names = [each["metadata"]["name"] for each in _manifests(files)]
    assert len(set(names)) == len(names)
    assert all(_LABEL.fullmatch(name) for name in names)
    assert write(board, ScalingOptions(autoscaler=autoscaler)) == files


@given(boards())
def test_any_board_is_scaled_within_its_partitions(board: Board):
    try:
        operations = operations_of(board)
    except BadInput:
        return
    partitions = {topic.name: topic.partitions for topic in operations.topics}
    found = scalings_of(operations)
    for scaling in found.scalings:
        most = max(partitions[trigger.topic] for trigger in scaling.triggers)
        assert 1 <= scaling.fewest <= scaling.most <= most


def test_a_board_without_anything_has_a_readme_alone():
    files = write(Board.of([Profile(id="b", title="B")]), ScalingOptions())
    assert set(files) == {"README.md", "manifest.json"}
    assert "Nothing is scaled" in files["README.md"].decode()


def test_files_of_the_sale_are_as_they_were_reviewed(golden: GoldenFiles):
    board = stored(resource("templates/inventory-under-peak-load.yaml"))
    for name, data in write(board, ScalingOptions()).items():
        if name != "manifest.json":
            golden.compare(f"operations/inventory-under-peak-load-scaling/{name}", data)


def test_where_only_the_rate_is_stated_a_scaling_is_suggested_and_assumed():
    board = _board(rate=_RATE, handling={"parallelism": 2})
    found = scalings_of(operations_of(board))
    assert found.scalings == ()
    (suggested,) = found.suggested
    assert (suggested.standing, suggested.fewest) == ("assumed", 2)
    assert "nobody has stated it" in suggested.triggers[0].reason
    assert not any("Not asked" in each for each in suggested.reasons)
    (told,) = left_out(board)
    assert "state a consumer lag or queue depth" in told
    assert told.endswith("A suggestion from its rate is in suggested/.")
    for autoscaler in ("hpa", "keda"):
        files = write(board, ScalingOptions.model_validate({"autoscaler": autoscaler}))
        assert not any(name.startswith("kubernetes/") for name in files)
        kustomization = yaml.safe_load(files["suggested/kustomization.yaml"])
        (name,) = kustomization["resources"]
        manifest = yaml.safe_load(files[f"suggested/{name}"])
        assert manifest["metadata"]["labels"]["assumed"] == "true"
        assert "## Suggestions" in files["README.md"].decode()


def test_every_group_of_the_sale_is_scaled_or_suggested():
    found = scalings_of(operations_of(stored(resource("templates/inventory-under-peak-load.yaml"))))
    assert [each.group for each in found.scalings] == ["inventory-reserver"]
    assert len(found.suggested) == len(found.left_out) == 9
    assert {each.standing for each in found.suggested} == {"assumed"}


@pytest.mark.parametrize(
    ("board", "wanted"),
    [
        (_board(_DEPTH, runtime=None), "state the runtime of its context"),
        (_board(_DEPTH, broker=None), "state that of its context"),
        (_board(_LAG), "state the rate of its messages"),
        (_board(), "state a consumer lag or queue depth"),
        (_board(_DEPTH, production={"partitions": 1}), "state more of them for production"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_left_out_says_what_to_state(board: Board, wanted: str):
    (told,) = left_out(board)
    assert wanted in told


def test_a_number_nobody_confirmed_is_told_beside_the_resource():
    files = write(_board(_DEPTH, rate=_RATE), ScalingOptions())
    (manifest,) = _manifests(files)
    annotations = manifest["metadata"]["annotations"]
    assert annotations["x-stormdesk-unconfirmed"] == "stated on the board, nobody has confirmed it"
    assert "assumed" not in manifest["metadata"]["labels"]
    confirmed = write(_board({**_DEPTH, "confirmed-by": "Ada"}, rate=_RATE), ScalingOptions())
    (manifest,) = _manifests(confirmed)
    assert "x-stormdesk-unconfirmed" not in manifest["metadata"]["annotations"]


def test_partitions_say_at_which_rate_they_are_planned():
    board = _board(_DEPTH, rate=_RATE)
    usual = write(board, ScalingOptions())["kubernetes/inventory.scaledobjects.yaml"].decode()
    assert "at 100/s a partition, a default that nobody measured" in usual.replace("\n# ", " ")
    own = write(board, ScalingOptions(partition_rate=300))
    text = own["kubernetes/inventory.scaledobjects.yaml"].decode().replace("\n# ", " ")
    assert "planned at 300/s a partition from what the board says" in text
