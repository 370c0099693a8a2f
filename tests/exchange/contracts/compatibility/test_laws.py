"""What holds of verdicts whatever the messages are."""

from __future__ import annotations

from typing import Any

from exchange.contracts.compatibility.case_table import FORMATS, board_of
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.exchange.contracts.compatibility.board_side import side_of
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.subject_verdict import Wish

TYPES = ("string", "int32", "int64", "float64", "bytes", "uuid", "date", "list<string>", "Status")
STATUS = [{"name": "Status", "values": ["open", "closed"]}]
FORM = st.sampled_from(FORMATS)


@st.composite
def fields(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return up to four fields, whose tags follow from their names."""
    names = draw(st.lists(st.sampled_from("abcd"), unique=True))
    return [
        {
            "name": name,
            "type": draw(st.sampled_from(TYPES)),
            "tag": ord(name) - ord("a") + 1,
            "required": draw(st.booleans()),
        }
        for name in names
    ]


def is_fine(versions: list[list[dict[str, Any]]], **wish: Any) -> bool:
    """Return whether the last version is compatible with those before it."""
    known = [{"version": f"1.{n}.0", "fields": each} for n, each in enumerate(versions[:-1])]
    old = board_of(versions[-2], STATUS, version=f"1.{len(versions) - 2}.0", published=known)
    new = board_of(versions[-1], STATUS, version=f"1.{len(versions) - 1}.0", published=known)
    (subject,) = compared(side_of(old), side_of(new), Wish(**wish)).subjects
    return subject.verdict == "compatible"


@given(fields(), fields(), FORM)
@settings(max_examples=60)
def test_modes_say_the_same_of_two_versions(old: Any, new: Any, form: str) -> None:
    wish: dict[str, Any] = {"formats": (form,)}
    backward = is_fine([old, new], mode="BACKWARD", **wish)
    forward = is_fine([old, new], mode="FORWARD", **wish)
    assert is_fine([old, new], mode="NONE", **wish)
    assert is_fine([old, new], mode="FULL", **wish) == (backward and forward)
    assert is_fine([new, old], mode="FORWARD", **wish) == backward
    assert is_fine([old, old], mode="FULL", **wish)


@given(st.lists(fields(), min_size=3, max_size=3), FORM, st.sampled_from(["BACKWARD", "FORWARD"]))
@settings(max_examples=60)
def test_who_can_read_all_versions_can_read_the_last(versions: Any, form: str, mode: str) -> None:
    wish: dict[str, Any] = {"formats": (form,)}
    transitive = is_fine(versions, mode=f"{mode}_TRANSITIVE", **wish)
    assert not transitive or is_fine(versions, mode=mode, **wish)
    first = is_fine([versions[0], versions[2]], mode=mode, **wish)
    assert transitive == (first and is_fine(versions[1:], mode=mode, **wish))


@given(fields(), fields(), st.sampled_from(["BACKWARD", "FORWARD", "FULL"]))
@settings(max_examples=60)
def test_a_lenient_policy_refuses_nothing_that_a_strict_one_takes(
    old: Any, new: Any, mode: str
) -> None:
    wish: dict[str, Any] = {"formats": ("json-schema",), "mode": mode}
    assert is_fine([old, new], policy="lenient", **wish) or not is_fine([old, new], **wish)
