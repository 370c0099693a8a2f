from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from exchange.any_board import boards
from hypothesis import HealthCheck, given, settings

from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_schema import schema
from stormdesk.exchange.yaml_sections import SECTIONS, TOP_KEYS, slots
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.record import Value
from stormdesk.model.sticky import Sticky

REFERENCE = Path(__file__).parents[1] / "boards" / "inventory.model.yaml"
HEAD = "format: stormdesk/1\nboard: {id: b, title: B}\n"


def read(text: str | bytes) -> Board:
    return read_text(text.encode() if isinstance(text, str) else text, "board.yaml")


def refusal(text: str | bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def sticky(text: str) -> Sticky:
    board = read(f"{HEAD}stickies:\n  - {text}\n")
    return board.in_order(Sticky)[0]


class TestLaws:
    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(boards())
    def test_reading_what_was_written_gives_the_same_board_and_the_same_bytes(
        self, board: Board
    ) -> None:
        text = written_text(board)
        again = read(text)
        assert again == board
        assert written_text(again) == text
        yaml.safe_load(text)

    def test_every_type_of_record_has_its_section(self) -> None:
        assert {s.record_type for s in SECTIONS} | {Profile} == set(RECORD_TYPES.values())

    def test_the_reference_keeps_everything_that_was_set(self) -> None:
        def told(value: Any) -> Any:
            """As the reader sees it: every scalar as text, whole numbers without a point."""
            if isinstance(value, dict):
                return {k: told(v) for k, v in value.items()}
            if isinstance(value, list):
                return [told(each) for each in value]
            return str(value).lower() if isinstance(value, bool) else str(value)

        given_text = REFERENCE.read_text("utf-8")
        written = written_text(read(given_text))
        assert told(yaml.safe_load(written)) == told(yaml.safe_load(given_text))

    def test_layout_can_be_left_out(self) -> None:
        board = read(REFERENCE.read_bytes())
        text = written_text(board, with_layout=False)
        assert "layout:" not in text
        assert "layout:" in written_text(board)

    def test_a_board_without_records_is_two_keys(self) -> None:
        text = written_text(Board.of([Profile(id="b", title="B")]))
        assert text == "format: stormdesk/1\n\nboard:\n  id: b\n  title: B\n"


class TestSpelling:
    @pytest.mark.parametrize("spelled", ["no", "1.10", "null", "0o14", "2026-11-23", "on", "1e3"])
    def test_a_text_is_what_the_source_spells(self, spelled: str) -> None:
        assert sticky(f"{{id: a, kind: event, text: {spelled}}}").text == spelled

    def test_numbers_and_booleans_are_read_where_they_are_expected(self) -> None:
        found = sticky("{id: a, kind: system, text: x, at: 4.5, retries: 3, external: true}")
        assert (found.at, found.retries, found.external) == (4.5, 3, True)

    def test_nothing_means_not_given(self) -> None:
        found = sticky("{id: a, kind: event, text: x, owner: ~, label: , doc: null, answer: ''}")
        assert (found.owner, found.label, found.doc) == (None, None, "")
        assert "doc" not in found.model_fields_set
        assert "answer" in found.model_fields_set

    def test_a_whole_column_is_written_without_a_point(self) -> None:
        board = Board.of(
            [
                Profile(id="b", title="B"),
                Sticky(id="s", kind="event", text="x", at=4.0, order=0),
                Sticky(id="t", kind="event", text="x", at=4.5, order=1),
            ]
        )
        text = written_text(board)
        assert "{id: s, kind: event, text: x, at: 4}" in text
        assert "{id: t, kind: event, text: x, at: 4.5}" in text

    def test_no_key_is_a_word_that_yaml_1_1_reads_as_something_else(self) -> None:
        def keys(model: type[Value]) -> set[str]:
            found = set(slots(model))
            return found.union(*(keys(s.model) for s in slots(model).values() if s.model))

        words = {"on", "off", "yes", "no", "true", "false", "null", "y", "n"}
        found = set(TOP_KEYS) | keys(Profile)
        for section in SECTIONS:
            found |= keys(section.record_type)
        # Geometry has to be called y; what is written quotes it.
        assert found & words == {"y"}
        assert [k for k in found if list(yaml.safe_load(f"{k}: 1")) != [k]] == []


class TestIds:
    def test_derived_ids_are_the_same_every_time_and_unlike(self) -> None:
        text = f"{HEAD}stickies:\n" + "  - {kind: event, text: Order placed}\n" * 3
        first, second = read(text), read(text)
        assert first == second
        assert len(first.stickies) == 3
        assert all(i.startswith("order-placed-") for i in first.stickies)

    def test_a_repeated_flow_gets_a_numbered_id_that_is_not_written(self) -> None:
        text = (
            f"{HEAD}stickies:\n  - {{id: a, kind: event, text: x}}\n"
            "  - {id: c, kind: policy, text: x}\n"
            "flows:\n  - {from: a, to: c}\n  - {from: a, to: c, via: batch}\n"
        )
        board = read(text)
        assert list(board.flows) == ["flow:a>c", "flow:a>c~2"]
        assert 'id: "flow' not in written_text(board)

    def test_an_order_that_does_not_follow_is_written(self) -> None:
        text = f"{HEAD}teams:\n  - {{id: a, order: 7, name: A}}\n  - {{id: c, name: C}}\n"
        board = read(text)
        assert [r.order for r in board.records.values()] == [0, 7, 8]
        assert "{id: a, order: 7, name: A}\n  - {id: c, name: C}" in written_text(board)


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "board.yaml: is empty"),
            ("# only this\n", "board.yaml: is empty"),
            ("- a\n", "board.yaml:1: is no model"),
            ("board: {}\n", "lacks format: stormdesk/1"),
            ("format: other/1\n", "board.yaml:1: format 'other/1' is not stormdesk/1"),
            ("format: stormdesk/2\n", "newer stormdesk (format 2, this one knows 1)"),
            (b"\x89PNG\0", "is binary"),
            (b"caf\xe9: 1", "board.yaml:1: is not UTF-8"),
            ("a: b: c", "board.yaml:1: is not valid YAML"),
            ("a: 1\na: 2\n", "board.yaml:2: key 'a' is given twice"),
            ("a: !!python/object:os.system x\n", "board.yaml:1: tag"),
            ("a: !foo x\n", "board.yaml:1: tag '!foo' is not taken"),
            ("a: 1\n---\nb: 2\n", "board.yaml:2: holds a second document"),
            ("a: &x {b: 1}\nc: {<<: *x}\n", "board.yaml:2: merge keys"),
            ("a: &x [*x]\n", "contains itself"),
            ("? [a]\n: b\n", "a key must be a text"),
            ("format: stormdesk/1\n", "board: is missing"),
            (HEAD + "bord: 1\n", "board.yaml:3: key 'bord' is not known; did you mean board?"),
            (HEAD + "stickies: x\n", "board.yaml:3: stickies: expected a list"),
            (HEAD + "stickies:\n- x\n", "board.yaml:4: stickies: expected keys and values"),
            (HEAD + "layout: {a: {x: 1}}\n", "board.yaml:3: layout: there is no sticky 'a'"),
        ],
    )
    def test_one_line_says_where_and_what(self, text: str | bytes, expected: str) -> None:
        assert expected in refusal(text)

    def test_a_wrong_value_names_line_record_key_and_the_nearest(self) -> None:
        found = refusal(HEAD + "stickies:\n  - id: a\n    text: x\n    kind: evnt\n")
        assert found.startswith("board.yaml:6: sticky 'a': kind: 'evnt' is not one of event,")
        assert found.endswith("did you mean event?")

    def test_an_unknown_key_deep_inside_names_the_nearest(self) -> None:
        found = refusal(
            HEAD + "stickies:\n  - id: a\n    kind: event\n    text: x\n"
            "    message:\n      fields:\n        - {name: a, type: string, requird: false}\n"
        )
        assert found.startswith(
            "board.yaml:9: sticky 'a': message: fields: key 'requird' is not known"
        )
        assert found.endswith("did you mean required?")

    def test_a_reference_to_nowhere_names_the_line_of_its_record(self) -> None:
        found = refusal(HEAD + "flows:\n  - {from: a, to: c}\n")
        assert found.startswith("board.yaml:4: flow 'flow:a>c' refers to the sticky 'a'")

    def test_the_same_id_twice_names_the_second_line(self) -> None:
        found = refusal(HEAD + "teams:\n  - {id: a, name: x}\n  - {id: a, name: y}\n")
        assert found.startswith("board.yaml:5: team 'a': id is used twice")

    @pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
    @pytest.mark.parametrize("depth", [61, 50_000, 1_000_000])
    def test_what_is_nested_too_deeply_is_refused_before_it_is_built(
        self, opening: str, depth: int
    ) -> None:
        assert "deeper than 60" in refusal(opening * depth)

    def test_sixty_deep_is_taken(self) -> None:
        inner = "[" * 57 + "]" * 57
        board = read(f"format: stormdesk/1\nboard: {{id: b, title: B, x-deep: {inner}}}\n")
        assert read(written_text(board)) == board

    def test_aliases_are_bounded_in_number_and_in_what_they_stand_for(self) -> None:
        many = "a: &x 1\n" + "".join(f"b{i}: *x\n" for i in range(101))
        assert "more than 100 aliases" in refusal(many)
        bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9)
        )
        assert "2,000,000 values" in refusal(bomb)

    def test_aliases_within_bounds_are_taken(self) -> None:
        board = read(
            HEAD + "x-owner: &o Stock team\nstickies:\n"
            "  - {id: a, kind: event, text: x, owner: *o}\n"
        )
        assert board.stickies["a"].owner == "Stock team"
        assert board.profile.model_extra == {"x-owner": "Stock team"}


class TestSchema:
    def test_the_reference_is_valid(self) -> None:
        validator = jsonschema.Draft202012Validator(schema())
        validator.check_schema(schema())
        validator.validate(yaml.safe_load(REFERENCE.read_text("utf-8")))

    def test_a_misspelt_key_is_not(self) -> None:
        validator = jsonschema.Draft202012Validator(schema())
        model = yaml.safe_load(REFERENCE.read_text("utf-8"))
        model["stickies"][0]["x-note"] = "kept"
        assert validator.is_valid(model)
        model["stickies"][0]["freshnes"] = "5s"
        assert not validator.is_valid(model)
        del model["stickies"][0]["freshnes"]
        model["stickeis"] = []
        assert not validator.is_valid(model)
