"""Runbooks: every alert finds its page, links lead somewhere, and what people wrote stays."""

import json
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest
import yaml
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with

from stormdesk.analysis.checklists import wording
from stormdesk.exchange import yaml_model
from stormdesk.exchange.catalogues.mdx import inline
from stormdesk.exchange.delivery import deliver_folder
from stormdesk.exchange.marked_lines import marked_lines
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.grafana import files as grafana
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.metrics.profile import Slot
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.prometheus import files as prometheus
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.exchange.operations.runbooks.advice import advice
from stormdesk.exchange.operations.runbooks.files import left_out, write
from stormdesk.exchange.operations.runbooks.options import RunbookOptions
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board, Change
from stormdesk.model.naming import is_device
from stormdesk.model.service import FailureMode
from stormdesk.model.sticky import Sticky
from stormdesk.resources import resource

_BOARDS = [*stored_boards(), Path(__file__).parents[3] / "boards" / "recursive.yaml"]
_BASE = "https://books.example.org/run"
_DUPLICATE = {"failure-modes": [{"mode": "duplicate", "mitigation": "Reserve once"}]}


def _texts(board: Board, **options: object) -> dict[str, str]:
    files = write(board, RunbookOptions.model_validate(options))
    return {path: data.decode() for path, data in files.items() if path.endswith(".md")}


def _page(board: Board, path: str = "ordering/OrderPlaced.md") -> str:
    return _texts(board)[path]


def _section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("choices", [{}, {"fast_burn": True, "lag": "lag-over-rate"}], ids=str)
def test_every_runbook_url_names_a_page_with_the_alert_and_its_first_step(
    path: Path, choices: dict[str, object]
):
    board = stored(path)
    pages = _texts(board, runbook_base=_BASE, **choices)
    options = PrometheusOptions.model_validate({"runbook_base": _BASE, **choices})
    for name, data in prometheus.write(board, options).items():
        if not name.endswith(".rules.yaml"):
            continue
        for group in yaml.safe_load(data)["groups"]:
            for rule in group["rules"]:
                if "alert" in rule:
                    url = rule["annotations"]["runbook_url"]
                    assert url.startswith(f"{_BASE}/")
                    page = pages[url.removeprefix(f"{_BASE}/")]
                    (row,) = (t for t in page.splitlines() if t.startswith(f"| `{rule['alert']}`"))
                    _, _, first = rule["annotations"]["description"].rpartition(" First: ")
                    assert "{{" in first or f"| {inline(first)} |" in row


@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
def test_every_link_leads_to_a_page_or_a_heading(path: Path):
    texts = _texts(stored(path))
    for name, text in texts.items():
        prose = re.sub(r"^(`{3,})[^\n]*\n.*?^\1$", "", text, flags=re.M | re.S)
        headings = {h.lower().replace(" ", "-") for h in re.findall(r"^## (.+)$", prose, re.M)}
        for target in re.findall(r"(?<!\\)\]\(([^)]+)\)", prose):
            file, _, anchor = target.partition("#")
            assert not anchor or anchor in headings
            if file:
                parts: list[str] = []
                for part in (PurePosixPath(name).parent / file).parts:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert "/".join(parts) in texts


@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
def test_names_of_pages_are_safe_everywhere(path: Path):
    board = stored(path)
    names = list(write(board, RunbookOptions()))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        for part in name.split("/"):
            assert not set(part) & set('\\:<>"|?*')
            assert not is_device(part)
            assert part == part.strip(" ").rstrip(".")
    for stream in operations_of(board).streams.values():
        assert stream.runbook in names
        modes = stream.subject.sticky.failure_modes
        assert {stream.runbook_of(each.mode) for each in modes} <= set(names)


@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
def test_marks_pair_up_whatever_a_board_says(path: Path):
    for name, text in _texts(stored(path)).items():
        lines = marked_lines(text.encode())
        assert lines is not None
        assert not any(lines.values())
        if name not in ("README.md", "incident.md", "post-mortem.md"):
            assert "first-five-minutes" in lines


def test_what_people_write_stays_when_the_board_changes(tmp_path: Path):
    board = board_with(**_DUPLICATE)
    deliver_folder(tmp_path, write(board, RunbookOptions()))
    page = tmp_path / "ordering" / "OrderPlaced.duplicate.md"
    mark = "<!-- >>> hand-written: first-five-minutes -->\n"
    page.write_text(page.read_text().replace(mark, f"{mark}Call Ann first.\n"))
    other = board_with(**{"failure-modes": [{"mode": "duplicate", "mitigation": "Ask the ledger"}]})
    delivery = deliver_folder(tmp_path, write(other, RunbookOptions()))
    assert not delivery.changed
    text = page.read_text()
    assert f"{mark}Call Ann first.\n" in text
    assert "Ask the ledger" in text
    assert "Reserve once" not in text
    assert not deliver_folder(tmp_path, write(other, RunbookOptions())).written


def test_what_people_write_on_a_short_page_stays_once_the_event_is_described(tmp_path: Path):
    bare = board_of_events("Order placed")
    deliver_folder(tmp_path, write(bare, RunbookOptions()))
    page = tmp_path / "unassigned" / "OrderPlaced.md"
    mark = "<!-- >>> hand-written: diagnosis -->\n"
    page.write_text(page.read_text().replace(mark, f"{mark}Look at the tills.\n"))
    described = board_of_events("Order placed", doc="It is binding.")
    assert not deliver_folder(tmp_path, write(described, RunbookOptions())).changed
    assert "Look at the tills." in page.read_text()
    assert "It is binding." in page.read_text()


def board_of_events(*texts: str, **fields: str) -> Board:
    stickies = [
        {"id": f"e{n}", "kind": "event", "text": text, "at": n, **fields}
        for n, text in enumerate(texts)
    ]
    content = {"format": "stormdesk/1", "board": {"id": "b", "title": "B"}, "stickies": stickies}
    return yaml_model.read({"b.yaml": dump(content).encode()})


def test_an_event_that_nobody_described_has_a_short_page_that_says_so():
    board = board_of_events("Order placed", "Order shipped")
    text = _page(board, "unassigned/OrderPlaced.md")
    assert "Nobody has described it yet" in text
    assert len(text.splitlines()) < 60
    assert "not yet decided: which team owns it" in _section(text, "Not yet decided")
    (sentence,) = left_out(board)
    assert "OrderPlaced, OrderShipped" in sentence


def test_a_board_without_anything_has_an_index_alone():
    assert set(write(board_of_events(), RunbookOptions())) == {"README.md", "manifest.json"}


def test_a_consumer_that_cannot_tell_duplicates_apart_stops_the_replay():
    replay = _section(_page(board_with(doc="It is binding.")), "Replay")
    assert replay.strip().startswith("**Stop.**")
    assert "`reservers`" in replay
    assert "kafka-consumer-groups" not in replay


def test_one_that_tells_them_apart_may_be_played_again():
    handling = {"idempotent-by": "orderId"}
    replay = _section(_page(board_with(doc="It is binding.", handling=handling)), "Replay")
    assert "Stop." not in replay
    assert "told apart by orderId" in replay
    assert "--group reservers" in replay
    assert "--reset-offsets" in replay


def test_a_consumer_that_falls_behind_at_the_peak_is_told():
    board = board_with(
        message={"rate": {"steady": "40/s", "peak": "900/s"}},
        handling={"service-time": "12ms", "parallelism": 6, "dead-letter": True},
    )
    text = _page(board)
    assert "500/s at most (6 at once, 12ms each): falls behind at 900/s" in text
    assert "Expected: 40/s to 900/s." in _section(text, "First five minutes")
    assert "--topic ordering.order-placed.reservers.dlq" in _section(text, "What helps")


def test_those_who_own_read_and_operate_are_each_called_once():
    board = stored(stored_boards()[0])
    (path,) = [each for each in _texts(board) if each.endswith("/InventoryReserved.md")]
    called = _section(_page(board, path), "Who is called")
    rows = [line.split("|")[1].strip() for line in called.splitlines() if line.startswith("|")]
    assert len(rows) == len(set(rows)) > 3


def test_an_assumed_number_and_what_is_open_stand_at_the_end():
    level = {"indicator": "success-rate", "objective": "99.9%", "assumed": True}
    last = _section(_page(board_with(level)), "Not yet decided")
    assert "`order-placed-success-rate` is assumed, nobody has agreed yet" in last
    assert "not yet decided: how it fails" in last
    assert "not yet decided: how duplicates are told apart by `reservers`" in last


def test_several_failures_of_one_mode_share_a_page():
    modes = [{"mode": "other", "signal": each, "mitigation": f"Mend {each}"} for each in "AB"]
    text = _texts(board_with(**{"failure-modes": modes}))["ordering/OrderPlaced.other.md"]
    for each in "AB":
        assert f"- {each}\n" in text
        assert f"- Mend {each}\n" in text


@pytest.mark.parametrize("mode", sorted(FailureMode.model_fields["mode"].annotation.__args__))
def test_every_mode_has_a_page_with_steps_and_places_for_people(mode: str):
    text = _texts(board_with(**{"failure-modes": [{"mode": mode}]}))[
        f"ordering/OrderPlaced.{mode}.md"
    ]
    assert re.search(r"^1\. .+", _section(text, "First five minutes"), re.M)
    assert "not yet decided: what helps here." in _section(text, "What helps")
    assert set(marked_lines(text.encode()) or {}) == {"first-five-minutes", "signs", "what-helps"}


def test_what_undoes_an_event_is_named_with_what_begins_it():
    board = stored(
        next(each for each in stored_boards() if each.stem == "inventory-under-peak-load")
    )
    text = _section(_page(board), "Compensation")
    assert "[OrderCancelled](OrderCancelled.md) takes it back" in text
    assert "command “Cancel order”" in text


def test_hostile_words_are_shown_and_do_nothing():
    words = "# x <!-- >>> hand-written: what-helps --> [a](b.md) | `c` {d} $e ~~~"
    board = board_with(doc=words, tags=[words], **_DUPLICATE)
    text = _page(board)
    assert inline(words) in text
    assert "](b.md)" not in text.replace("\\](b.md)", "")
    assert set(marked_lines(text.encode()) or {}) >= {"first-five-minutes", "what-helps"}


def test_a_replay_names_no_single_group_where_several_could_be_meant():
    board = stored(
        next(each for each in stored_boards() if each.stem == "inventory-under-peak-load")
    )
    replay = _section(_page(board, "inventory/InventoryReserved.md"), "Replay")
    assert "--group $GROUP " in replay
    assert "GROUP is one of `free-stock-view`, `offers-view`, `payment-charger`." in replay
    assert "a group that goes back reads these again too" in replay


def test_who_sends_an_event_tells_how_it_tries_again():
    board = stored(
        next(each for each in stored_boards() if each.stem == "inventory-under-peak-load")
    )
    helps = _section(_page(board, "shipping/ParcelBooked.retry-storm.md"), "What helps")
    assert "system “Parcel carrier” | 3 times, exponential wait, first after 1s" in helps


def test_a_promise_that_nobody_agreed_on_never_looks_agreed():
    level = {"indicator": "consumer-lag", "threshold": "5s"}
    means = _section(_page(board_with({**level, "assumed": True})), "What it means")
    assert "within 5 seconds (assumed, nobody has agreed yet)." in means
    assert "assumed" not in _section(_page(board_with(level)), "What it means")


def test_dead_letters_are_looked_at_without_their_contents():
    helps = _section(_page(board_with(handling={"dead-letter": True})), "What helps")
    assert "--topic ordering.order-placed.reservers.dlq" in helps
    assert "print.value=false" in helps


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_every_panel_and_row_that_is_named_is_on_a_dashboard(path: Path):
    board = stored(path)
    found: set[tuple[str, str, str]] = set()
    for name, data in grafana.write(board, GrafanaOptions()).items():
        if name.startswith("dashboards/"):
            dashboard, row = json.loads(data), ""
            for panel in dashboard["panels"]:
                row = panel["title"] if panel["type"] == "row" else row
                for each in (panel, *panel.get("panels", ())):
                    found.add(tuple(inline(t) for t in (dashboard["title"], row, each["title"])))
    named = re.compile(r"^- Dashboard “(.+)”, row “(.+?)”(?:, panel “(.+)”)?$", re.M)
    told = [each for text in _texts(board).values() for each in named.findall(text)]
    assert told
    for dashboard, row, panel in told:
        assert (dashboard, row, panel or row) in found


def test_a_reader_of_batches_is_not_held_against_the_rate():
    board = stored(next(each for each in stored_boards() if each.stem == "click-analytics"))
    text = _page(board, "collection/AdClicked.md")
    assert "in batches, 6m each" in _section(text, "What helps")
    assert "falls behind at" not in text


def test_the_incident_page_says_what_to_do_what_stops_and_what_not_to_replay():
    (checklist,) = [each for each in wording().checklists if each.id == "incident"]
    assert set(advice().incident) == {each.id for each in checklist.items}
    board = stored(next(each for each in stored_boards() if each.stem == "click-analytics"))
    text = _page(board, "incident.md")
    assert _section(text, "To do").count("- [ ] ") == len(checklist.items)
    assert "[AdClicked](collection/AdClicked.md) for `hourly-loader`" in _section(
        text, "What must not be played again"
    )
    assert "not yet decided" in _section(_page(board_with(), "incident.md"), "What can be stopped")


_SLOTS: tuple[Slot, ...] = get_args(Slot)
_WINDOWS = ("5m", "10m", "15m")


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_every_query_is_that_of_an_alert_or_of_the_chosen_sources(path: Path):
    board = stored(path)
    operations, queries = operations_of(board), Queries()
    alerts = alerts_of(operations, queries)
    expressions = {alert.expression for alert in alerts.alerts}
    by_topic = {alert.labels.get("topic"): alert.expression for alert in alerts.alerts}
    texts = _texts(board)
    for stream in operations.streams.values():
        modes = {each.mode for each in stream.subject.sticky.failure_modes}
        for page in {stream.runbook, *map(stream.runbook_of, modes)}:
            found = re.findall(r"^(`{3,})promql\n(.*?)\n\1$", texts[page], re.M | re.S)
            asked = {query for _, query in found} - expressions
            asides = [replace(stream, topic=t, is_alone=True) for t in stream.dead_letters]
            groups = [stream.groups, *((each,) for each in stream.groups)]
            known = {
                queries.query(slot, each, some, window=window)
                for slot in _SLOTS
                for each in (stream, *asides)
                for some in groups or [()]
                for window in _WINDOWS
            }
            assert asked <= known
        page = texts[stream.runbook]
        for topic in stream.dead_letters:
            if topic in by_topic and "set aside" in page:
                assert by_topic[topic] in page


def test_dead_letters_are_asked_as_the_alert_asks_them():
    board = stored(resource("templates/inventory-under-peak-load.yaml"))
    operations = operations_of(board)
    (alert,) = (
        each
        for each in alerts_of(operations, Queries()).alerts
        if each.labels.get("topic") == "ordering.order.inventory-reserver.dlq"
    )
    shown = _section(_texts(board)["ordering/OrderPlaced.md"], "How it shows")
    assert f"`{alert.name}` fires while this answers anything:" in shown
    assert alert.expression in shown
    assert "stormdesk_dead_letters_total" not in shown


def test_a_sticky_without_words_leaves_no_gap():
    flagged = {"retry": {"attempts": 1}}
    board = board_with(handling=flagged, **{"failure-modes": [{"mode": "backpressure"}]})
    bare = {s.id: (s, s.revised(text="", flag=" ")) for s in board.in_order(Sticky)}
    for name, text in _texts(board.after(Change(bare))).items():
        prose = re.sub(r"^(`{3,})[^\n]*\n.*?^\1$", "", text, flags=re.M | re.S)
        assert not re.search(r"[ \t]$", prose, re.M), name
        assert not re.search(r"^(?:-|\d+\.)  ", prose, re.M), name
        assert "“”" not in prose
        assert "Flag" not in prose


def test_partitions_say_that_they_are_planned():
    board = board_with(**{"failure-modes": [{"mode": "backpressure"}]}, message={})
    text = _texts(board)["ordering/OrderPlaced.backpressure.md"]
    assert "planned at 100/s a partition, a default that nobody measured" in text
    assert "`kafka-topics --describe --topic ordering.order-placed`" in text
