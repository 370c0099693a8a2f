"""What becomes of messages from one board to the next, whom that breaks, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.compatibility.case_table import MODES, board_of

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.compatibility import board_side, bundle_side
from stormdesk.exchange.contracts.compatibility.comparison import Comparison, compared
from stormdesk.exchange.contracts.compatibility.side import Side
from stormdesk.exchange.contracts.compatibility.subject_verdict import SubjectVerdict, Wish
from stormdesk.exchange.contracts.compatibility.version import Step
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.delivery import deliver_folder
from stormdesk.exchange.source import board_of as read_text
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky
from stormdesk.resources import resource

ID = {"name": "id", "type": "uuid", "tag": 1}
NOTE = {"name": "note", "type": "string", "tag": 2}
INVENTORY = Path(__file__).parents[3] / "boards" / "inventory.model.yaml"


def of(old: Board | Side, new: Board | Side, **wish: Any) -> Comparison:
    sides = [each if isinstance(each, Side) else board_side.side_of(each) for each in (old, new)]
    return compared(sides[0], sides[1], Wish(**wish))


def only(comparison: Comparison) -> SubjectVerdict:
    (subject,) = comparison.subjects
    return subject


def codes(subject: SubjectVerdict) -> set[str]:
    return {finding.code for _, finding in subject.told}


def bundle(board: Board, folder: Path, **options: Any) -> Side:
    deliver_folder(folder, write(board, SchemaOptions(**options)))
    return bundle_side.side_of(folder)


def revised(board: Board, **fields: Any) -> Board:
    """Return the board with its only sticky revised; fields of the message by ``message_``."""
    (sticky,) = board.stickies.values()
    message = {k.removeprefix("message_"): v for k, v in fields.items() if k[:8] == "message_"}
    plain = {k: v for k, v in fields.items() if k[:8] != "message_"}
    written: dict[str, Any] = {**sticky.written(), **plain}
    written["message"] = {**written["message"], **message}
    after = Sticky.model_validate({"id": sticky.id, **written})
    return sound_board([after if r.id == sticky.id else r for r in board.records.values()])


@pytest.mark.parametrize(
    "path", [INVENTORY, *sorted(resource("templates").glob("*.yaml"))], ids=lambda path: path.stem
)
def test_a_board_breaks_neither_itself_nor_its_bundle(path: Path, tmp_path: Path) -> None:
    board = read_board(str(path))
    for old in (board, bundle(board, tmp_path / "bundle")):
        for policy in ("strict", "lenient"):
            comparison = of(old, board, mode="FULL", policy=policy)
            assert {each.became for each in comparison.subjects} <= {"unchanged"}
            assert not any(each.told for each in comparison.subjects)


def test_rewording_a_sticky_removes_nothing_and_is_told() -> None:
    old = board_of([ID], name=None)
    new = revised(old, text="Order was placed")
    subject = only(of(old, new))
    assert (subject.verdict, subject.became) == ("compatible", "changed")
    assert codes(subject) == {"NAME_FOLLOWS_TEXT", "TOPIC_CHANGED"}


def test_rewording_the_sticky_of_a_named_message_leaves_the_contract_alone() -> None:
    old = board_of([ID], name="OrderPlaced", topic="orders")
    subject = only(of(old, revised(old, text="Order was placed at last")))
    assert (subject.verdict, subject.step, codes(subject)) == ("compatible", Step.PATCH, set())


def test_renaming_a_contract_breaks_who_consumes_it() -> None:
    old = board_of([ID], version="1.4.0")
    subject = only(of(old, revised(old, message_name="OrderAccepted")))
    assert subject.verdict == "incompatible"
    assert "MESSAGE_RENAMED" in codes(subject)
    assert subject.smallest == "2.0.0"


def test_a_message_is_found_by_name_where_its_sticky_is_another_one() -> None:
    old = board_of([ID])
    (sticky,) = old.stickies.values()
    twin = Sticky.model_validate({"id": "twin", **sticky.written()})
    new = sound_board([r for r in old.records.values() if r.id != sticky.id] + [twin])
    assert only(of(old, new)).became == "unchanged"


@pytest.mark.parametrize("mode", MODES)
def test_a_removed_message_breaks_its_consumers_unless_nothing_was_promised(mode: str) -> None:
    old = board_of([ID])
    new = sound_board([r for r in old.records.values() if not isinstance(r, Sticky)])
    subject = only(of(old, new, mode=mode))
    assert subject.became == "removed"
    assert subject.verdict == ("compatible" if mode == "NONE" else "incompatible")
    assert codes(subject) == {"MESSAGE_REMOVED"}


@pytest.mark.parametrize("mode", MODES)
def test_a_new_message_is_compatible_with_whatever_was_not_there(mode: str) -> None:
    new = board_of([ID])
    old = sound_board([r for r in new.records.values() if not isinstance(r, Sticky)])
    subject = only(of(old, new, mode=mode))
    assert (subject.became, subject.verdict, subject.suffices) == ("added", "compatible", True)


def test_each_message_is_held_to_the_mode_that_it_declares() -> None:
    old = board_of([ID], compatibility="FORWARD")
    new = board_of([ID, NOTE], compatibility="FORWARD")
    assert (only(of(old, new)).mode, only(of(old, new)).verdict) == ("FORWARD", "compatible")
    assert only(of(old, new, mode="BACKWARD")).verdict == "incompatible"
    undeclared = only(of(board_of([ID]), board_of([ID, NOTE])))
    assert (undeclared.mode, undeclared.verdict) == ("BACKWARD", "incompatible")


def test_published_versions_count_without_an_old_board() -> None:
    known = [{"version": "1.0.0", "fields": [ID, NOTE]}, {"version": "1.1.0", "fields": [ID]}]
    new = board_of([ID], version="1.2.0", published=known)
    nothing = sound_board([r for r in new.records.values() if not isinstance(r, Sticky)])
    forward = only(of(nothing, new, mode="FORWARD", formats=("avro",)))
    assert (forward.verdict, forward.formats[0].compared) == ("compatible", ("1.1.0",))
    transitive = only(of(nothing, new, mode="FORWARD_TRANSITIVE", formats=("avro",)))
    assert transitive.verdict == "incompatible"
    assert transitive.formats[0].compared == ("1.1.0", "1.0.0")
    (finding,) = transitive.formats[0].findings
    assert (finding.against, finding.direction, finding.path) == ("1.0.0", "forward", "note")


def test_what_was_published_after_the_old_board_counts_too() -> None:
    old = board_of([ID], version="1.0.0")
    known = [{"version": "1.0.0", "fields": [ID]}, {"version": "1.1.0", "fields": [ID, NOTE]}]
    new = board_of([ID], version="1.2.0", published=known)
    subject = only(of(old, new, mode="FORWARD", formats=("avro",)))
    assert subject.formats[0].compared == ("1.1.0", "1.0.0")
    assert subject.verdict == "incompatible"
    assert subject.last == "1.1.0"


def test_a_version_whose_fields_nobody_wrote_down_is_not_compared() -> None:
    for published, compared_with in (
        ({"version": "1.0.0"}, ()),
        ({"version": "1.0.0", "fields": []}, ("1.0.0",)),
    ):
        new = board_of([ID], version="1.1.0", published=[published])
        nothing = sound_board([r for r in new.records.values() if not isinstance(r, Sticky)])
        subject = only(of(nothing, new, formats=("avro",)))
        assert subject.formats[0].compared == compared_with
        assert subject.verdict == ("incompatible" if compared_with else "compatible")


@pytest.mark.parametrize(
    ("fields", "stated", "step", "smallest", "suffices"),
    [
        ([ID], "1.2.0", Step.NONE, "1.2.0", True),
        ([ID | {"doc": "Which."}], "1.2.0", Step.PATCH, "1.2.1", False),
        ([ID, NOTE | {"default": "-"}], "1.3.0", Step.MINOR, "1.3.0", True),
        ([ID, NOTE | {"default": "-"}], "1.2.9", Step.MINOR, "1.3.0", False),
        ([ID, NOTE], "1.3.0", Step.MAJOR, "2.0.0", False),
        ([ID, NOTE], "2.0.0", Step.MAJOR, "2.0.0", True),
        ([ID, NOTE], "next", Step.MAJOR, "2.0.0", None),
    ],
)
def test_the_smallest_right_version_follows_from_what_changed(
    fields: Any, stated: str, step: Step, smallest: str, suffices: bool | None
) -> None:
    old, new = board_of([ID], version="1.2.0"), board_of(fields, version=stated)
    subject = only(of(old, new, formats=("avro",)))
    assert (subject.step, subject.smallest, subject.suffices) == (step, smallest, suffices)
    assert ("VERSION_TOO_LOW" in codes(subject)) == (suffices is False and step > Step.PATCH)


def test_before_version_one_the_second_number_tells_what_breaks() -> None:
    subject = only(of(board_of([ID], version="0.3.1"), board_of([ID, NOTE], version="0.4.0")))
    assert (subject.verdict, subject.smallest, subject.suffices) == ("incompatible", "0.4.0", True)


def test_a_new_major_version_on_its_own_topic_breaks_nobody() -> None:
    old = board_of([ID], version="1.2.0", topic="sales.order")
    new = board_of([ID, NOTE], version="2.0.0", topic="sales.order.v2")
    subject = only(of(old, new))
    assert (subject.became, subject.verdict) == ("new-major", "compatible")
    assert (subject.smallest, subject.suffices) == ("2.0.0", True)
    # Whoever moves over is told what awaits them.
    assert "READER_FIELD_MISSING_DEFAULT_VALUE" in codes(subject)
    assert {finding.level for _, finding in subject.told} == {"warning"}
    beside = board_of([ID, NOTE], version="2.0.0", topic="sales.order")
    assert only(of(old, beside)).verdict == "incompatible"


def test_another_kind_of_schema_is_incompatible_unless_nothing_was_promised(
    tmp_path: Path,
) -> None:
    board = board_of([ID])
    avro = bundle(board, tmp_path / "avro", only=("avro",))
    proto = bundle(board, tmp_path / "proto", only=("protobuf",))
    assert "SCHEMA_TYPE_CHANGED" in codes(only(of(avro, proto)))
    assert only(of(avro, proto)).verdict == "incompatible"
    assert only(of(avro, proto, mode="NONE")).verdict == "compatible"
    assert only(of(avro, board)).verdict == "compatible"
    assert [each.format for each in only(of(avro, board)).formats] == ["avro"]


def test_closed_messages_are_compared_as_closed_ones(tmp_path: Path) -> None:
    old, new = board_of([ID]), board_of([ID, NOTE | {"required": False}])
    form = {"formats": ("json-schema",)}
    opened = bundle(old, tmp_path / "open")
    closed = bundle(old, tmp_path / "closed", content_model="closed")
    assert only(of(opened, new, **form)).verdict == "incompatible"
    assert only(of(closed, new, **form)).verdict == "compatible"
    assert only(of(closed, new, mode="FORWARD", **form)).verdict == "incompatible"


def test_a_registry_does_not_see_another_scale_but_a_warning_tells() -> None:
    old = board_of([{"name": "total", "type": "decimal(12,2)", "tag": 1}])
    new = board_of([{"name": "total", "type": "decimal(12,4)", "tag": 1}])
    subject = only(of(old, new, mode="FULL", formats=("avro",)))
    assert subject.verdict == "compatible"
    (finding,) = subject.formats[0].findings
    assert (finding.level, finding.path) == ("warning", "total")


def test_a_finding_says_who_reads_what_and_what_to_do() -> None:
    old, new = board_of([ID], version="1.0.0"), board_of([ID, NOTE], version="1.1.0")
    (finding,) = only(of(old, new, formats=("avro",))).formats[0].findings
    assert finding.message.startswith("a consumer on 1.1.0 reads what was sent as 1.0.0: ")
    assert finding.remedy
    (other,) = only(of(new, old, mode="FORWARD", formats=("avro",))).formats[0].findings
    assert other.message.startswith("a consumer still on 1.1.0 reads what is sent as 1.0.0: ")


def test_consumers_are_the_contexts_and_teams_that_the_flows_lead_to() -> None:
    old = read_board(str(INVENTORY))
    subjects = {each.promise.name: each.consumers for each in of(old, old).subjects}
    assert subjects["OrderPlaced"].contexts == ("Inventory",)
    assert subjects["OrderPlaced"].teams == ("Stock team",)
    assert subjects["InventoryReserved"].contexts == ("Inventory", "Shipping")


def test_a_command_is_read_where_it_is_handled_and_a_removed_one_where_it_was() -> None:
    records = [
        *board_of([ID]).records.values(),
        Team(id="stock", name="Stock team"),
        Context(id="stock-room", name="Stock room", owner="stock"),
        Sticky.model_validate(
            {
                "id": "reserve",
                "kind": "command",
                "text": "Reserve stock",
                "context": "sales",
                "message": {"fields": [ID]},
            }
        ),
        Sticky.model_validate(
            {"id": "stock-item", "kind": "aggregate", "text": "Stock", "context": "stock-room"}
        ),
        Flow.between("reserve", "stock-item"),
    ]
    board = sound_board(records)
    (command,) = (s for s in of(board, board).subjects if s.promise.kind == "command")
    assert (command.consumers.contexts, command.consumers.teams) == (
        ("Stock room",),
        ("Stock team",),
    )
    after = of(board, board_of([ID]))
    (gone,) = (s for s in after.subjects if s.became == "removed")
    assert gone.consumers.teams == ("Stock team",)


def test_boards_without_a_namespace_are_compared_whatever_their_ids_are() -> None:
    text = "\n".join(
        [
            "format: stormdesk/1",
            "board: {id: %s, title: T}",
            "stickies:",
            "  - id: paid",
            "    kind: event",
            "    text: Paid",
            "    message: {name: Paid, fields: [{name: id, type: uuid, tag: 1}]}",
        ]
    )
    old, new = (read_text("b.yaml", (text % name).encode()) for name in ("one", "two"))
    assert only(of(old, new)).became == "unchanged"


def remedies(subject: SubjectVerdict, code: str) -> list[str]:
    return [each.remedy for _, each in subject.told if each.code == code]


def test_remedies_are_for_the_side_that_can_still_change() -> None:
    old, new = board_of([ID, NOTE]), board_of([ID])
    (gone,) = remedies(
        only(of(old, new, mode="FORWARD", formats=("json-schema",))),
        "REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL",
    )
    assert gone.startswith("keep it")
    (avro,) = remedies(
        only(of(old, new, mode="FORWARD", formats=("avro",))), "READER_FIELD_MISSING_DEFAULT_VALUE"
    )
    assert avro.startswith("keep the field")
    (added,) = remedies(
        only(of(new, old, mode="BACKWARD", formats=("avro",))), "READER_FIELD_MISSING_DEFAULT_VALUE"
    )
    assert added.startswith("give the field a default")


def test_a_value_that_was_just_added_is_not_to_be_kept() -> None:
    few = {**NOTE, "type": "Status"}
    statuses = [{"name": "Status", "values": ["open", "shut"]}]
    more = [{"name": "Status", "values": ["open", "shut", "expired"]}]
    old, new = board_of([ID, few], types=statuses), board_of([ID, few], types=more)
    for mode, word in (("FORWARD", "leave the value out"), ("BACKWARD", "keep the value")):
        pair = (old, new) if mode == "FORWARD" else (new, old)
        (remedy,) = remedies(
            only(of(*pair, mode=mode, formats=("json-schema",))), "ENUM_ARRAY_NARROWED"
        )
        assert remedy.startswith(word)


@pytest.mark.parametrize("mode", ["BACKWARD", "FORWARD"])
def test_a_decimal_is_called_by_its_type_and_not_by_its_pattern(mode: str) -> None:
    old = board_of([{**ID, "type": "decimal(12,2)"}])
    new = board_of([{**ID, "type": "decimal(12,4)"}])
    subject = only(of(old, new, mode=mode, formats=("json-schema",)))
    (remedy,) = remedies(subject, "PATTERN_CHANGED")
    assert "keep decimal(12,2)" in remedy
    assert not any("pattern" in each.message + each.remedy for _, each in subject.told)


@pytest.mark.parametrize("mode", ["BACKWARD", "FORWARD", "FULL"])
def test_a_field_that_was_given_another_tag_is_to_have_its_own_again(mode: str) -> None:
    subject = only(of(board_of([ID, NOTE]), board_of([ID, {**NOTE, "tag": 9}]), mode=mode))
    assert subject.verdict == "compatible"
    for code in ("TAG_CHANGED", "NAME_REUSED", "FIELD_REMOVED_NOT_RESERVED"):
        assert all("give it the tag 2 again" in each for each in remedies(subject, code))
        assert remedies(subject, code)


def test_a_published_version_that_is_rewritten_is_an_error(tmp_path: Path) -> None:
    first = {"version": "1.0.0", "fields": [ID, NOTE]}
    old = board_of([ID, NOTE], version="1.0.0", published=[first])
    reworded = {"version": "1.0.0", "fields": [ID, {**NOTE, "doc": "Of the customer."}]}
    other = {"version": "1.0.0", "fields": [ID, {**NOTE, "type": "int64"}]}
    for before in (old, bundle(old, tmp_path / "bundle")):
        assert only(of(before, revised(old, message_published=[reworded]))).verdict == "compatible"
        subject = only(
            of(before, revised(old, message_published=[other]), formats=("json-schema",))
        )
        assert subject.verdict == "incompatible"
        (finding,) = [e for _, e in subject.told if e.code == "PUBLISHED_VERSION_CHANGED"]
        assert finding.against == "1.0.0"


def test_removing_what_nobody_reads_says_so_and_needs_no_version() -> None:
    old = board_of([ID])
    new = sound_board([r for r in old.records.values() if not isinstance(r, Sticky)])
    subject = only(of(old, new))
    (finding,) = subject.findings
    assert "nobody on the board reads it" in finding.message
    assert "export the schemas" in finding.remedy
    assert (subject.smallest, subject.suffices) == (None, None)


def test_a_major_version_on_the_topic_of_the_last_says_what_is_to_be_done() -> None:
    old = board_of([ID], version="1.0.0", topic="orders")
    new = board_of([ID, NOTE], version="2.0.0", topic="orders")
    subject = only(of(old, new))
    assert subject.verdict == "incompatible"
    (remedy,) = remedies(subject, "MAJOR_ON_SAME_TOPIC")
    assert "ends in v2" in remedy
    assert "export the schemas again" in remedy
    own = only(of(old, revised(new, message_topic="orders.v2")))
    assert own.verdict == "compatible"
    assert not remedies(own, "MAJOR_ON_SAME_TOPIC")


def test_between_two_boards_the_content_model_can_be_chosen() -> None:
    old, new = board_of([ID]), board_of([ID, {**NOTE, "required": False}])
    assert only(of(old, new, content_model="closed")).verdict == "compatible"
    broken = only(of(old, new))
    assert broken.verdict == "incompatible"
    (remedy,) = remedies(broken, "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL")
    assert "--content-model closed" in remedy
    assert "--policy lenient" in remedy
