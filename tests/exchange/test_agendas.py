from __future__ import annotations

from pathlib import Path

import pytest
from editor.workshop.rooms import AGENDA

from stormdesk.analysis.measures import MEASURES
from stormdesk.exchange.agenda import Agenda
from stormdesk.exchange.agendas import FIRST, agenda_of, all_agendas, read_agenda
from stormdesk.model.level import palette
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind

SHIPPED = {each.id: each for each in all_agendas().found}
HEAD = "id: own\ntitle: Own\nfor: us\n"
ONE = "phases: [{name: A, goal: g, minutes: 5}]\n"
TWO = "phases:\n  - {name: A, goal: g, minutes: 5}\n  - {name: B, goal: g, minuts: 5}\n"
UNKNOWN = "{text: t, measure: past-tens}"


def phase_named(agenda: str, name: str) -> int:
    place = SHIPPED[agenda].place(name)
    assert place is not None, name
    return place


def test_all_formats_come_with_the_program_those_of_the_levels_first() -> None:
    assert all_agendas().refused == ()
    assert tuple(SHIPPED)[:3] == FIRST
    assert set(SHIPPED) == {
        "big-picture",
        "process",
        "software-design",
        "post-mortem",
        "ten-steps",
        "ninety-minutes",
        "kick-off",
        "design-review",
    }


@pytest.mark.parametrize("agenda", SHIPPED.values(), ids=lambda each: each.id)
class TestShipped:
    def test_it_can_be_read_out_and_ends_with_owners(self, agenda: Agenda) -> None:
        assert all(phase.say for phase in agenda.phases)
        assert all(phase.enough for phase in agenda.phases)
        named = {enough.measure for phase in agenda.phases for enough in phase.enough}
        assert named & {"hotspots-with-owners", "hotspots-addressed"}
        assert "events" in {each.measure for each in agenda.phases[0].enough}

    def test_the_legend_begins_small_and_grows(self, agenda: Agenda) -> None:
        before: tuple[object, ...] = ()
        for phase in agenda.phases:
            marks = agenda.legend_at(phase.name)
            assert marks[: len(before)] == before
            assert len(set(marks)) == len(marks)
            before = marks
        assert Kind.EVENT in agenda.legend_at(agenda.phases[0].name)
        kinds = {mark for mark in before if isinstance(mark, Kind)}
        assert kinds <= set(agenda.palette_at(agenda.phases[-1].name))

    def test_its_kinds_belong_to_its_level(self, agenda: Agenda) -> None:
        assert set(agenda.palette_at(agenda.phases[-1].name)) <= set(palette(agenda.level))

    def test_what_is_asked_of_a_kind_can_be_on_the_wall_by_then(self, agenda: Agenda) -> None:
        for phase in agenda.phases:
            asked = {question.kind for question in phase.questions} - {None}
            assert asked <= set(agenda.palette_at(phase.name)), phase.name

    def test_votes_and_pivotal_events_are_explained_when_they_are_used(
        self, agenda: Agenda
    ) -> None:
        for phase in agenda.phases:
            marks = agenda.legend_at(phase.name)
            measures = {enough.measure for enough in phase.enough}
            assert phase.vote is None or "vote" in marks
            assert "pivotal-events" not in measures or "pivotal" in marks

    def test_it_keeps_its_time(self, agenda: Agenda) -> None:
        most = {"big-picture": 360, "ninety-minutes": 90, "kick-off": 120, "ten-steps": 180}
        assert agenda.minutes <= most.get(agenda.id, 270)
        rhythm = agenda.rhythm
        worked = 0
        for phase in agenda.phases:
            worked += phase.minutes
            assert worked <= (rhythm.work if rhythm else 100), phase.name
            worked = 0 if phase.rest else worked


def test_the_big_picture_is_told_in_its_order() -> None:
    names = [phase.name for phase in SHIPPED["big-picture"].phases]
    assert names == [
        "Check-in",
        "Chaotic exploration",
        "Enforce the timeline",
        "Pivotal events and lanes",
        "People and systems",
        "Walk-through",
        "Reverse narrative",
        "Problems and opportunities",
        "Value",
        "Arrow voting",
        "Close",
    ]
    agenda = SHIPPED["big-picture"]
    assert agenda.legend_at("Check-in") == (Kind.EVENT,)
    assert agenda.phases[1].silent
    assert [agenda.phases[i].walk for i in (5, 6)] == ["forward", "backward"]
    assert agenda.phases[9].vote is not None
    assert Kind.COMMAND not in agenda.palette_at("Close")


def test_the_ten_steps_are_ten_and_the_kick_off_ends_with_ten_events() -> None:
    assert [p.name.split()[0] for p in SHIPPED["ten-steps"].phases] == [
        str(n) for n in range(1, 11)
    ]
    top = SHIPPED["kick-off"].phases[phase_named("kick-off", "Top ten")]
    assert any(e.measure == "pivotal-events" and e.at_least == 10 for e in top.enough)


def test_the_review_of_a_post_mortem_keeps_every_answer() -> None:
    review = SHIPPED["post-mortem"].phases[phase_named("post-mortem", "Review")]
    assert len(review.questions) == 5
    assert all(question.answer is not None for question in review.questions)


def test_phases_follow_one_another() -> None:
    explore, sort, close = AGENDA.phases
    assert AGENDA.minutes == 50
    assert AGENDA.phase("Sort") is sort
    assert AGENDA.phase("Nobody") is None
    assert AGENDA.following(None) is explore
    assert AGENDA.following("Sort") is close
    assert AGENDA.following("Close") is None
    assert AGENDA.palette_at("Close") == (Kind.EVENT, Kind.HOTSPOT)
    assert AGENDA.legend_at("Close") == (Kind.EVENT, Kind.HOTSPOT, "vote")
    assert AGENDA.palette_at(None) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is no agenda"),
        ("- a\n", "is no agenda"),
        (HEAD, "own.yaml:1: phases: is missing"),
        (f"{HEAD}phases: []\n", "own.yaml:4: phases: is empty"),
        (f"{HEAD}goals: []\n{ONE}", "own.yaml:4: key 'goals' is not known"),
        (
            f"{HEAD}{TWO}",
            "own.yaml:6: phases.1.minutes: is missing",
        ),
        (
            f"{HEAD}phases:\n  - {{name: A, goal: g, minutes: 5, pallete: [event]}}\n",
            "own.yaml:5: key 'pallete' is not known; did you mean palette?",
        ),
        (
            f"{HEAD}phases:\n  - {{name: A, goal: g, minutes: 5, palette: [evnt]}}\n",
            "own.yaml:5: phases.0.palette.0: 'evnt' is not one of",
        ),
        (
            f"{HEAD}phases:\n  - {{name: A, goal: g, minutes: 0}}\n",
            "own.yaml:5: phases.0.minutes: '0' is too small",
        ),
        (
            f"{HEAD}phases:\n  - {{name: A, goal: g, minutes: 5, enough: [{UNKNOWN}]}}\n",
            "enough.0.measure: 'past-tens' is no measure; did you mean past-tense?",
        ),
        (
            f"{HEAD}phases: [{{name: A, goal: g, minutes: 5}}, {{name: A, goal: g, minutes: 5}}]\n",
            "own.yaml:1: phase 'A' is there twice",
        ),
        (f"{HEAD}{ONE}x: !!python/object:os.system 1\n", "own.yaml:5: tag"),
        ("a: " * 3, "own.yaml:1: is not valid YAML"),
        ("a: &a [*a]\n", "alias *a"),
        ("[" * 100, "is nested deeper than"),
        (f"{HEAD}{ONE}title: Again\n", "own.yaml:5: key 'title' is given twice"),
    ],
)
def test_a_bad_agenda_is_told_in_one_line(text: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        agenda_of(text.encode(), "own.yaml")
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_one_s_own_agendas_come_before_the_shipped_and_bad_ones_stop_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "process.yaml").write_text(f"id: process\ntitle: Ours\nfor: us\n{ONE}", "utf-8")
    (tmp_path / "own.yaml").write_text(f"{HEAD}rhythm: {{work: 25}}\n{ONE}", "utf-8")
    (tmp_path / "bad.yaml").write_text("id: [", "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "notes.txt").write_text("no agenda", "utf-8")
    found = all_agendas(tmp_path)
    ours, own = found.named("process"), found.named("own")
    assert ours is not None
    assert ours.title == "Ours"
    assert own is not None
    assert own.rhythm is not None
    assert (own.rhythm.work, own.rhythm.rest) == (25, 5)
    assert len(found.found) == len(SHIPPED) + 1
    assert [error.where.split(":")[0] for error in found.refused] == ["bad.yaml", "folder.yaml"]
    assert found.named("nobody") is None
    assert len(all_agendas(tmp_path / "missing").found) == len(SHIPPED)


def test_an_agenda_in_one_s_language_comes_before_the_english_one(tmp_path: Path) -> None:
    for language, title in [("de", "Unsere"), ("en", "Ours"), ("fr", "Notre")]:
        text = f"id: own\ntitle: {title}\nfor: us\nlanguage: {language}\n{ONE}"
        (tmp_path / f"own.{language}.yaml").write_text(text, "utf-8")
    titles = {}
    for language in ("de", "en", "pl"):
        own = all_agendas(tmp_path, language).named("own")
        assert own is not None
        titles[language] = own.title
    assert titles == {"de": "Unsere", "en": "Ours", "pl": "Ours"}


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        read_agenda(tmp_path / "none.yaml")
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadInput, match="is larger than 1 MB"):
        read_agenda(large)


def test_every_measure_is_used_by_an_agenda_or_known_by_name() -> None:
    used = {
        enough.measure
        for agenda in SHIPPED.values()
        for phase in agenda.phases
        for enough in phase.enough
    } - {None}
    assert used == set(MEASURES)
