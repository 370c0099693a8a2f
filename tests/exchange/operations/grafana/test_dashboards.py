"""Dashboards that Grafana imports: sound on every board, and true to its levels."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange import outline, yaml_model
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.grafana.consumers import dead_letters
from stormdesk.exchange.operations.grafana.files import left_out, write
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.grafana.watch import watch_of
from stormdesk.exchange.operations.metrics.profile import Slot
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.metrics.selectors import selectors
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.prometheus.rules import Places, groups_of
from stormdesk.exchange.source import read_board
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.session import Kpi
from stormdesk.resources import resource

_BOARDS = sorted([*stored_boards(), Path(__file__).parents[3] / "boards" / "recursive.yaml"])
_VARIABLE = re.compile(r"\$\{?(\w+)|\[\[(\w+)")
_BASE = "https://runbooks.example.com"
_ALL_ARE_STORED = pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)

Dashboards = dict[str, dict[str, Any]]


def _dashboards(board: Board, **options: Any) -> Dashboards:
    files = write(board, GrafanaOptions(**options))
    return {
        path.removeprefix("dashboards/").removesuffix(".json"): json.loads(data)
        for path, data in files.items()
        if path.startswith("dashboards/")
    }


def _panels(*dashboards: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all panels but rows, those below closed rows among them."""
    found: list[dict[str, Any]] = []
    for dashboard in dashboards:
        for panel in dashboard["panels"]:
            found += [panel] if panel["type"] != "row" else panel["panels"]
    return found


def _called(title: str, dashboards: Dashboards) -> dict[str, Any]:
    (panel,) = [each for each in _panels(*dashboards.values()) if each["title"] == title]
    return panel


def _expressions(*panels: dict[str, Any]) -> Iterator[str]:
    for panel in panels:
        yield from (target["expr"] for target in panel.get("targets", ()) if "expr" in target)


def _drawn(panel: dict[str, Any]) -> list[Any]:
    """Return the numbers of a panel at which good becomes bad, or bad good."""
    return [
        (step["color"], step["value"])
        for step in panel["fieldConfig"]["defaults"]["thresholds"]["steps"]
    ]


def _boxes(panels: list[dict[str, Any]]) -> list[tuple[int, int, int, int]]:
    places = [panel["gridPos"] for panel in panels]
    return [(p["x"], p["y"], p["x"] + p["w"], p["y"] + p["h"]) for p in places]


@_ALL_ARE_STORED
def test_panels_have_ids_of_their_own_and_never_overlap(path: Path):
    for dashboard in _dashboards(stored(path)).values():
        listed = dashboard["panels"]
        nested = [each["panels"] for each in listed if each["type"] == "row" and each["panels"]]
        ids = [panel["id"] for panels in (listed, *nested) for panel in panels]
        assert len(set(ids)) == len(ids)
        for panels in (listed, *nested):
            taken: set[tuple[int, int]] = set()
            for left, top, right, bottom in _boxes(panels):
                cells = {(x, y) for x in range(left, right) for y in range(top, bottom)}
                assert 0 <= left < right <= 24
                assert not cells & taken
                taken |= cells
        for row, following in pairwise(listed):
            if row["type"] == "row":
                assert following["gridPos"]["y"] == row["gridPos"]["y"] + 1
        for row in listed:
            for panel in row.get("panels", ()):
                assert panel["gridPos"]["y"] > row["gridPos"]["y"]


@_ALL_ARE_STORED
def test_dashboards_are_called_each_otherwise_and_take_the_chosen_data_source(path: Path):
    dashboards = _dashboards(stored(path))
    uids = [each["uid"] for each in dashboards.values()]
    assert len(set(uids)) == len(uids)
    assert len({each["title"] for each in dashboards.values()}) == len(dashboards)
    for dashboard in dashboards.values():
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,40}", dashboard["uid"])
        assert "id" not in dashboard
        variables = {each["name"] for each in dashboard["templating"]["list"]}
        assert {"datasource", "context"} <= variables
        for panel in _panels(dashboard):
            sources = [panel["datasource"], *(t["datasource"] for t in panel.get("targets", ()))]
            for source in sources:
                assert source["uid"] in ("${datasource}", "${tempo}")
            assert panel["title"]
            assert panel["type"] == "text" or panel["description"]


@_ALL_ARE_STORED
def test_nothing_that_people_wrote_is_a_variable(path: Path):
    for dashboard in _dashboards(stored(path)).values():
        known = {each["name"] for each in dashboard["templating"]["list"]}
        for name, other in _VARIABLE.findall(json.dumps(dashboard["panels"])):
            called = name or other
            assert called in known or called.startswith("__")


@_ALL_ARE_STORED
def test_every_metric_is_of_a_source_or_recorded_by_the_rules_of_the_board(path: Path):
    board, options = stored(path), GrafanaOptions()
    operations, queries = operations_of(board), queries_of(options)
    alerts = alerts_of(operations, queries, options)
    groups = groups_of(operations, alerts, queries, Places(_BASE, ""))
    known = {
        rule["record"]
        for listed in groups.values()
        for group in listed
        for rule in group["rules"]
        if "record" in rule
    }
    for profile in queries.profiles:
        for text in profile.queries.values():
            known |= set(re.findall(r"\w+(?=\{)", text))
    for expression in _expressions(*_panels(*_dashboards(board).values())):
        assert {each.name for each in selectors(expression)} <= {*known, "ALERTS"}


@_ALL_ARE_STORED
def test_every_level_has_one_panel_or_a_reason_why_not(path: Path):
    board = stored(path)
    dashboards, reasons = _dashboards(board), left_out(board)
    shown = [panel["title"] for panel in _panels(*dashboards.values())]
    for level in operations_of(board).levels:
        marked = " (assumed)" if level.is_assumed else ""
        told = any(reason.startswith(level.title) for reason in reasons)
        has_panel = any(title.replace("\u2060", "") == f"{level.title}{marked}" for title in shown)
        assert has_panel or told


@_ALL_ARE_STORED
def test_every_runbook_is_one_of_an_event_or_an_alert(path: Path):
    board, options = stored(path), GrafanaOptions()
    operations = operations_of(board)
    alerts = alerts_of(operations, queries_of(options), options).alerts
    known = {f"{_BASE}/{alert.runbook}" for alert in alerts}
    known |= {f"{_BASE}/{stream.runbook}" for stream in operations.streams.values()}
    known |= {
        f"{_BASE}/README.md",
        f"{_BASE}/${{__data.fields.Context}}/${{__data.fields.Event}}.md",
    }
    written = json.dumps(list(_dashboards(board).values()))
    found = set(re.findall(rf"{re.escape(_BASE)}/[^\"\\)\s]+", written))
    assert found <= known
    assert {f"{_BASE}/{alert.runbook}" for alert in alerts} <= found


def test_a_dashboard_for_each_of_three_readers_leads_to_the_others():
    dashboards = _dashboards(board_with({"indicator": "success-rate", "objective": "99.9%"}))
    assert list(dashboards) == ["executive", "on-call", "debug-ordering"]
    tags = {tuple(each["tags"]) for each in dashboards.values()}
    assert tags == {("stormdesk", "stormdesk-b")}
    for dashboard in dashboards.values():
        others, runbooks = dashboard["links"]
        assert (others["type"], others["tags"]) == ("dashboards", ["stormdesk-b"])
        assert runbooks["url"] == f"{_BASE}/README.md"
    assert dashboards["on-call"]["uid"] == "b-on-call"


def test_an_objective_is_the_line_of_its_panel():
    board = board_with({"indicator": "success-rate", "objective": "99.95%", "window": "30d"})
    panel = _called("Order placed: success rate", _dashboards(board))
    assert _drawn(panel) == [("red", None), ("green", 0.9995)]
    assert list(_expressions(panel)) == [
        '1 - slo:sli_error:ratio_rate1h{slo="order-placed-success-rate"}'
    ]
    assert panel["fieldConfig"]["defaults"]["unit"] == "percentunit"
    assert panel["fieldConfig"]["defaults"]["decimals"] == 3
    assert "OrderPlacedSuccessRateErrorBudgetBurn" in panel["description"]
    assert [link["url"] for link in panel["links"]] == [f"{_BASE}/ordering/OrderPlaced.md"]


@pytest.mark.parametrize(
    ("threshold", "unit", "drawn"), [("5s", "s", 5), ("250ms", "s", 0.25), ("1000", "short", 1000)]
)
def test_a_threshold_is_the_line_of_its_panel(threshold: str, unit: str, drawn: float):
    board = board_with({"indicator": "consumer-lag", "threshold": threshold})
    panel = _called("Order placed: consumer lag", _dashboards(board))
    assert _drawn(panel) == [("green", None), ("red", drawn)]
    assert panel["fieldConfig"]["defaults"]["unit"] == unit


def test_lag_in_seconds_is_what_the_alerts_take_it_to_be():
    board = board_with({"indicator": "consumer-lag", "threshold": "5s"})
    title = "Order placed: consumer lag"
    (age,) = _expressions(_called(title, _dashboards(board)))
    assert "stormdesk_event_age_seconds" in age
    (reckoned,) = _expressions(_called(title, _dashboards(board, lag="lag-over-rate")))
    assert "lag_sum" in reckoned
    assert " / clamp_min(" in reckoned
    assert not reckoned.endswith("> 0)"), "the line of a group that stands still would vanish"


def test_all_events_show_bad_ones_and_replay_shows_its_share():
    board = board_with(
        {"indicator": "success-rate", "objective": "100%"},
        {"indicator": "replay-success", "objective": "99%"},
        {"indicator": "time-to-detect", "threshold": "5m"},
    )
    dashboards = _dashboards(board)
    zero = _called("Order placed: success rate", {"on-call": dashboards["on-call"]})
    assert "[$__rate_interval]" in next(_expressions(zero))
    assert _drawn(zero)[1][0] == "red"
    replay = _called("Order placed: replay success", {"d": dashboards["debug-ordering"]})
    assert _drawn(replay) == [("red", None), ("green", 0.99)]
    assert any("time to detect has no panel" in reason for reason in left_out(board))


def test_assumed_numbers_never_look_agreed():
    board = board_with(
        {"indicator": "latency", "objective": "95%", "threshold": "1s", "assumed": True}
    )
    dashboards = _dashboards(board)
    panel = _called("Order placed: latency (assumed)", dashboards)
    assert "assumed, nobody has agreed yet" in panel["description"]
    for title in ("Budget left", "Burn rate"):
        assert "agreed yet: order-placed-latency" in _called(title, dashboards)["description"]
    readme = write(board, GrafanaOptions())["README.md"].decode()
    assert "Order placed: latency: assumed, nobody has agreed yet." in readme


def test_what_nobody_confirmed_is_told_from_what_somebody_did():
    stated = {"indicator": "latency", "objective": "95%", "threshold": "1s"}
    dashboards = _dashboards(board_with(stated))
    panel = _called("Order placed: latency", dashboards)
    assert "nobody has confirmed it" in panel["description"]
    for title in ("Budget left", "Budget left by level", "Burn rate"):
        assert "confirmed it: order-placed-latency" in _called(title, dashboards)["description"]
    agreed = _dashboards(board_with({**stated, "confirmed-by": "Ada"}))
    assert "nobody" not in _called("Order placed: latency", agreed)["description"]


@_ALL_ARE_STORED
def test_no_row_of_those_on_call_shows_the_same_lines_twice(path: Path):
    for row in _dashboards(stored(path))["on-call"]["panels"]:
        panels = row["panels"] if row["type"] == "row" else []
        shown = [frozenset(_expressions(panel)) for panel in panels if [*_expressions(panel)]]
        assert len(shown) == len(set(shown))


def test_a_count_of_dead_letters_by_consumers_is_called_by_all_their_topics(monkeypatch):
    def counted(self: Queries, slot: Slot, *args: Any, **more: Any) -> str | None:
        return None if slot == "written" else asked(self, slot, *args, **more)

    asked = Queries.query
    monkeypatch.setattr(Queries, "query", counted)
    board = read_board(str(resource("templates/inventory-under-peak-load.yaml")))
    watch = watch_of(board, GrafanaOptions())
    streams = [s for s in watch.operations.streams.values() if s.dead_letters]
    named = ", ".join(target.legend for target in dead_letters(streams, watch))
    assert all(topic in named for stream in streams for topic in stream.dead_letters)


def test_what_people_wrote_is_no_variable_but_reads_the_same():
    board = board_with(
        {"indicator": "success-rate", "objective": "99%"},
        text="Paid $context ${event} [[event]] {{x}}",
        message={
            "fields": [
                {"name": "note", "type": "string", "example": "$context ``` [[event]]"},
                {"name": "mail", "type": "string", "example": "ann@example.com", "personal": True},
            ]
        },
    )
    dashboards = _dashboards(board)
    title = "Paid $context ${event} [[event]] {{x}}: success rate"
    titles = [panel["title"] for panel in _panels(dashboards["executive"])]
    assert title in [each.replace("\u2060", "") for each in titles]
    assert title not in titles
    text = _called("Contract and sample", {"d": dashboards["debug-ordering"]})
    content = text["options"]["content"]
    sample = content.partition("```json\n")[2].partition("\n```")[0]
    assert json.loads(sample) == {"note": "$context ``` [[event]]", "mail": "(left out)"}
    told = _called("Alerts and their runbooks", {"on-call": dashboards["on-call"]})
    assert "&#36;context" in told["options"]["content"]
    assert "$context" not in content + told["options"]["content"]
    assert "ann@example.com" not in json.dumps(dashboards)


def test_a_business_number_is_said_to_be_untold():
    board = board_with()
    revenue = Kpi(
        id="kpi:Revenue", name="Revenue", event="placed", measure="sum(total)", unit="EUR"
    )
    board = Board.of([*board.records.values(), revenue])
    executive = {"executive": _dashboards(board)["executive"]}
    (throughput,) = _expressions(_called("Revenue: throughput of OrderPlaced", executive))
    assert throughput == 'event:sent:rate5m{bounded_context="ordering",event="OrderPlaced"}'
    told = _called("What is to be reported", executive)["options"]["content"]
    assert "| Revenue | sum(total) | EUR | `OrderPlaced` |" in told


def test_traces_are_asked_for_by_type_and_only_where_wanted():
    board = board_with()
    panel = _called("Traces", _dashboards(board))
    (target,) = panel["targets"]
    assert target["query"] == (
        '{ span.cloudevents.event_type = "com.example.ordering.OrderPlaced.v1" }'
    )
    without = _dashboards(board, traces=False)
    assert "tempo" not in json.dumps(without)


def test_a_source_of_ones_own_choice_is_asked():
    dashboards = _dashboards(board_with(), metrics=("micrometer",))
    (sent, done, failed) = _expressions(_called("Throughput per consumer", dashboards))
    assert sent.startswith("sum(rate(spring_kafka_template_seconds_count{")
    assert done.startswith("sum(rate(spring_kafka_listener_seconds_count{")
    assert 'error!="none"' in failed


def test_a_context_with_very_many_events_has_more_than_one_dashboard():
    events = [
        {"id": f"e{n}", "kind": "event", "text": f"Thing {n} done", "context": "c", "at": n + 1,
         "message": {}}
        for n in range(41)
    ]  # fmt: skip
    content = {
        "format": "stormdesk/1",
        "board": {"id": "b", "title": "B"},
        "contexts": [{"id": "c", "name": "Things, and more"}],
        "stickies": events,
    }
    board = yaml_model.read({"b.yaml": dump(content).encode()})
    dashboards = _dashboards(board)
    first, second = (dashboards[f"debug-things-and-more{n}"] for n in ("", ".2"))
    rows = [[p["title"] for p in d["panels"] if p["type"] == "row"] for d in (first, second)]
    assert [len(titles) for titles in rows] == [41, 2]
    uids = [first["uid"], second["uid"]]
    assert uids == ["b-debug-things-and-more", "b-debug-things-and-more_2"]
    assert second["title"].endswith("part 2 of 2")


def test_events_that_nobody_reads_or_describes_have_no_rows_but_a_reason():
    board = outline.read({"b.outline.txt": b"A shop\n\n# Shop\nBasket filled\nOrder placed\n"})
    assert list(_dashboards(board)) == ["executive", "on-call"]
    (reason,) = left_out(board)
    assert reason.endswith("BasketFilled, OrderPlaced.")


def test_a_board_without_events_has_a_readme_alone():
    board = Board.of([Profile(id="b", title="Nothing")])
    assert sorted(write(board, GrafanaOptions())) == ["README.md", "manifest.json"]
    assert left_out(board) == []
