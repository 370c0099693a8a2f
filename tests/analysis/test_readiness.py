"""How ready a board is, judged by what stands on it and by what people confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from stormdesk.analysis.checklists import wording
from stormdesk.analysis.readiness import JUDGES, Item, State, readiness, readiness_json
from stormdesk.analysis.roles import people_by_role
from stormdesk.analysis.scoreboard import Score, scoreboard
from stormdesk.analysis.value_matrix import doubt_about, value_matrix
from stormdesk.exchange.source import board_of, read_board
from stormdesk.model.board import Board
from stormdesk.resources import resource


def board(**sections: Any) -> Board:
    told = {"id": "b", "title": "B", "level": "process", **sections.pop("board", {})}
    model = {"format": "stormdesk/1", "board": told, **sections}
    return board_of("b.yaml", yaml.safe_dump(model, sort_keys=False).encode())


def item(of: Board, item_id: str) -> Item:
    found = readiness(of)
    lists = [*found.checklists, *found.maturity]
    return next(each for judged in lists for each in judged.items if each.id == item_id)


def event(event_id: str, **more: Any) -> dict[str, Any]:
    message = {"audience": "integration", **more.pop("message", {})}
    return {"id": event_id, "kind": "event", "text": event_id, "message": message, **more}


def test_every_item_that_a_board_judges_has_its_judge_and_no_other() -> None:
    asked = wording()
    items = [i for each in (*asked.checklists, *asked.maturity) for i in each.items]
    ids = [i.id for i in items] + [q.id for q in asked.decision.questions]
    assert len(ids) == len(set(ids))
    assert {i.id for i in items if i.by != "hand"} == JUDGES.keys()
    questions = {q.id for q in asked.decision.questions}
    assert all(questions.issuperset(way.when) for way in asked.decision.advice)


def test_an_empty_board_meets_nothing_and_can_still_be_judged() -> None:
    found = readiness(board())
    assert found.rung is None
    # Where nothing leaves its context, nothing is left untraced.
    met = {i.id for each in found.checklists for i in each.items if i.state is State.MET}
    assert met == set()
    assert item(board(), "root-event-is-found").state is State.BY_HAND
    assert not any(score.is_won for score in found.scoreboard)


def test_an_item_names_the_stickies_that_stand_against_it() -> None:
    fields = [{"name": "id", "type": "uuid"}]
    good = event("good", message={"version": "1.0.0", "fields": fields})
    bare = event("bare", message={"fields": fields})
    found = item(board(stickies=[good, bare]), "events-have-schemas")
    assert (found.state, found.records) == (State.NOT_MET, ("bare",))
    assert found.told == "1 of 2 published events without fields or version"
    assert item(board(stickies=[good]), "events-have-schemas").state is State.MET


def test_an_event_of_the_domain_alone_is_no_contract() -> None:
    own = event("own", message={"audience": "domain"})
    assert item(board(stickies=[own]), "events-have-schemas").records == ()


def consumer(**handling: Any) -> dict[str, Any]:
    return {"id": "p", "kind": "policy", "text": "Whenever X, then Y", "handling": handling}


def test_a_person_confirms_only_what_the_board_allows() -> None:
    tick = [{"item": "replay-paths-validated", "confirmed-by": "Ada", "date": "2026-11-20"}]
    able = consumer(group="g", **{"idempotent-by": "orderId"})
    states = {
        "unable, ticked": (consumer(group="g"), tick, State.NOT_MET),
        "able, unticked": (able, [], State.BY_HAND),
        "able, ticked": (able, tick, State.MET),
        "able, denied": (able, [{**tick[0], "met": False}], State.NOT_MET),
    }
    for name, (policy, checks, state) in states.items():
        of = board(stickies=[policy], checks=checks)
        assert item(of, "replay-paths-validated").state is state, name
    check = item(board(stickies=[able], checks=tick), "replay-paths-validated").check
    assert check is not None
    assert (check.confirmed_by, check.date) == ("Ada", "2026-11-20")


@pytest.mark.parametrize(("window", "state"), [("P3D", State.BY_HAND), ("30d", State.NOT_MET)])
def test_a_topic_that_forgets_too_early_cannot_be_replayed(window: str, state: State) -> None:
    kept = event("kept", message={"retention": "P7D", "replay-window": window})
    able = consumer(**{"idempotent-by": "orderId"})
    assert item(board(stickies=[kept, able]), "replay-paths-validated").state is state


def test_private_fields_are_masked_before_they_leave() -> None:
    def leaving(**field: Any) -> Board:
        fields = [{"name": "mail", "type": "string", **field}]
        return board(stickies=[event("e", message={"fields": fields})])

    assert item(leaving(personal=True), "data-is-protected").records == ("e",)
    assert item(leaving(classification="restricted"), "data-is-protected").records == ("e",)
    assert item(leaving(personal=True, mask="hash"), "data-is-protected").state is State.BY_HAND


def test_a_private_field_shows_inside_a_shared_type_as_well() -> None:
    buyer = {"name": "Buyer", "fields": [{"name": "mail", "type": "string", "personal": True}]}
    fields = [{"name": "buyer", "type": "Buyer"}]
    leaving = board(types=[buyer], stickies=[event("e", message={"fields": fields})])
    assert item(leaving, "data-is-protected").records == ("e",)


def test_the_hot_path_is_marked_as_the_rules_know_it() -> None:
    marked = board(stickies=[event("e", tags=["Hot path"])])
    assert item(marked, "backlog-is-known").records == ("e",)


def test_the_ladder_is_climbed_rung_by_rung() -> None:
    stickies = [
        {"id": "a", "kind": "actor", "text": "A"},
        {"id": "e", "kind": "event", "text": "E"},
    ]
    assert readiness(board(stickies=stickies)).rung == "beginner"
    more = [{"id": k, "kind": k, "text": k} for k in ("command", "aggregate", "read-model")]
    sessions = [{"id": "one", "date": "2026-11-01"}, {"id": "two", "date": "2026-11-02"}]
    worked_out = board(stickies=[*stickies, *more], sessions=sessions)
    assert readiness(worked_out).rung == "intermediate"
    assert readiness(board(stickies=more, sessions=sessions)).rung is None


@pytest.mark.parametrize(
    ("yes", "no", "advice"),
    [
        ([], [], "open"),
        (["several-teams-share-a-concept", "outages-cost-money"], [], "storm"),
        (["several-teams-share-a-concept", "people-cannot-come"], [], "do-not"),
        (["one-owner-small-tool"], [], "light"),
        (["outages-cost-money"], [], "open"),
        (["trivial-feature", "new-or-redesigned"], [], "do-not"),
        ([], ["all"], "light"),
    ],
)
def test_the_decision_follows_from_the_answers(yes: list[str], no: list[str], advice: str) -> None:
    questions = [q.id for q in wording().decision.questions] if no else []
    checks = [{"item": i} for i in yes] + [{"item": i, "met": False} for i in questions]
    found = readiness(board(checks=checks)).decision
    assert found.advice == advice
    assert bool(found.because) == (advice != "open")


def score(of: Board, rule: str) -> Score:
    return next(each for each in scoreboard(of) if each.id == rule)


def test_a_path_is_completed_when_something_came_of_it() -> None:
    stickies = [
        {"id": "a", "kind": "actor", "text": "A"},
        {"id": "c", "kind": "command", "text": "C"},
        {"id": "again", "kind": "command", "text": "C", "again": "c"},
        {"id": "e", "kind": "event", "text": "E"},
    ]
    flows = [{"from": "a", "to": "c"}]
    assert score(board(stickies=stickies, flows=flows), "every-path-completed").records == ("c",)
    # A repetition is the same command once more.
    flows.append({"from": "again", "to": "e"})
    assert score(board(stickies=stickies, flows=flows), "every-path-completed").is_won


def test_the_grammar_is_respected_flow_by_flow() -> None:
    stickies = [
        {"id": "a", "kind": "actor", "text": "A"},
        {"id": "e", "kind": "event", "text": "E"},
        {"id": "p", "kind": "policy", "text": "P"},
    ]
    flows = [
        {"from": "a", "to": "e"},
        {"from": "e", "to": "p"},
        {"from": "p", "to": "e", "loop": True},
    ]
    found = score(board(stickies=stickies, flows=flows), "grammar-respected")
    assert (found.done, found.total, found.records) == (2, 3, ("flow:a>e",))


@pytest.mark.parametrize(
    ("beside", "happy"),
    [
        ([], True),
        ([("value", "e", "-")], False),
        ([("value", "e", "-"), ("value", "a", "+")], True),
        ([("hotspot", "a", None)], False),
        ([("hotspot", "e", None)], True),
    ],
)
def test_a_stakeholder_is_happy_who_gains_what_they_lose(
    beside: list[tuple[str, str, str | None]], happy: bool
) -> None:
    stickies: list[dict[str, Any]] = [
        {"id": "a", "kind": "actor", "text": "A"},
        {"id": "c", "kind": "command", "text": "C"},
        {"id": "e", "kind": "event", "text": "E"},
    ]
    for number, (kind, host, sign) in enumerate(beside):
        pinned = {"id": f"v{number}", "kind": kind, "text": "V", "pinned-to": host}
        stickies.append({**pinned, "sign": sign} if sign else pinned)
    flows = [{"from": "a", "to": "c"}, {"from": "c", "to": "e"}]
    assert score(board(stickies=stickies, flows=flows), "stakeholders-happy").is_won is happy


def test_of_an_actor_without_steps_nobody_can_tell_whether_they_are_happy() -> None:
    stickies = [
        {"id": "idle", "kind": "actor", "text": "Auditor"},
        {"id": "busy", "kind": "actor", "text": "Customer", "pinned-to": "c"},
        {"id": "glad", "kind": "actor", "text": "Owner"},
        {"id": "v", "kind": "value", "text": "Profit", "sign": "+", "pinned-to": "glad"},
        {"id": "c", "kind": "command", "text": "Place order"},
        {"id": "e", "kind": "event", "text": "Order placed"},
    ]
    found = score(board(stickies=stickies, flows=[{"from": "c", "to": "e"}]), "stakeholders-happy")
    assert (found.done, found.total, found.records) == (2, 3, ("idle",))
    assert found.told == "nothing is told yet of 1 actor"
    assert not found.is_won


def test_a_stakeholder_is_judged_by_all_places_where_they_and_their_steps_stand() -> None:
    stickies = [
        {"id": "a", "kind": "actor", "text": "A"},
        {"id": "more", "kind": "actor", "text": "A", "again": "a"},
        {"id": "c", "kind": "command", "text": "C"},
        {"id": "e", "kind": "event", "text": "E"},
        {"id": "later", "kind": "event", "text": "E", "again": "e"},
        {"id": "v", "kind": "value", "text": "V", "sign": "-", "pinned-to": "later"},
    ]
    flows = [{"from": "more", "to": "c"}, {"from": "c", "to": "e"}]
    found = score(board(stickies=stickies, flows=flows), "stakeholders-happy")
    assert (found.records, found.told) == (("a",), "")


def test_who_is_pinned_on_a_command_leads_on_to_it() -> None:
    stickies = [
        {"id": "a", "kind": "actor", "text": "A", "pinned-to": "c"},
        {"id": "c", "kind": "command", "text": "C"},
        {"id": "e", "kind": "event", "text": "E"},
    ]
    of = board(stickies=stickies, flows=[{"from": "c", "to": "e"}])
    assert score(of, "every-path-completed").is_won


def test_what_is_set_aside_does_not_break_the_grammar() -> None:
    stickies = [
        {"id": "a", "kind": "actor", "text": "A", "parked": True},
        {"id": "c", "kind": "command", "text": "C"},
        {"id": "e", "kind": "event", "text": "E"},
    ]
    of = board(stickies=stickies, flows=[{"from": "a", "to": "e"}, {"from": "c", "to": "e"}])
    found = score(of, "grammar-respected")
    assert (found.done, found.total) == (1, 1)


def test_a_hotspot_is_addressed_when_it_is_settled_or_in_good_hands() -> None:
    told = [("open", {}), ("answered", {}), ("deferred", {}), ("deferred", {"owner": "Ada"})]
    stickies = [
        {"id": f"h{n}", "kind": "hotspot", "text": "?", "status": status, **more}
        for n, (status, more) in enumerate(told)
    ]
    assert score(board(stickies=stickies), "hotspots-addressed").records == ("h0", "h2")


def test_events_lie_by_value_and_delivery() -> None:
    stickies = [
        event("hurried", message={"value": "low", "delivery": "real-time"}),
        event("fine", message={"value": "high", "delivery": "real-time"}),
        {"id": "untold", "kind": "event", "text": "U"},
        {"id": "more", "kind": "event", "text": "U", "again": "untold"},
    ]
    matrix = value_matrix(board(stickies=stickies))
    assert matrix.at("low", "real-time") == ("hurried",)
    assert matrix.at(None, None) == ("untold",)
    assert matrix.at("high", "batch") == ()
    assert matrix.is_told
    assert not value_matrix(board(stickies=stickies[2:])).is_told
    assert doubt_about("low", "real-time") == "cost"
    assert doubt_about("high", "batch") == "delay"
    assert doubt_about("high", "real-time") is None


def test_a_role_is_told_by_words_or_by_the_team() -> None:
    of = board(
        teams=[{"id": "night", "name": "Night", "kind": "sre"}],
        participants=[
            {"name": "Ada", "role": "Domain expert"},
            {"name": "Bob", "team": "night"},
            {"name": "Cleo", "role": "Datenschutzbeauftragte"},
            {"name": "Dan", "role": "Sredni"},
        ],
    )
    found = people_by_role(of)
    assert found["domain-expert"] == ["participant:Ada"]
    assert found["reliability"] == ["participant:Bob"]
    assert found["security"] == ["participant:Cleo"]


@pytest.mark.parametrize("path", sorted(resource("templates").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_json_of_a_template_names_only_what_is_there(path: Path) -> None:
    of = read_board(str(path))
    told = readiness_json(of)
    assert told.keys() == {"checklists", "maturity", "decision", "scoreboard", "values"}
    items = [i for each in told["checklists"] for i in each["items"]]
    assert {i["state"] for i in items} == {"met", "not-met", "by-hand"}
    for named in [*items, *told["scoreboard"]]:
        assert set(named["records"]) <= of.records.keys()
    assert told["maturity"]["reached"] == "beginner"
