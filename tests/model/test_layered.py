from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stormdesk.model.layered import Layered, revised

KEYS = st.integers(0, 12)
CHANGES = st.dictionaries(KEYS, st.none() | st.integers(1, 9))


@given(st.dictionaries(KEYS, st.integers(1, 9)), st.lists(CHANGES), st.data())
def test_it_is_the_dict_that_all_changes_lead_to(
    start: dict[int, int], changes: list[dict[int, int | None]], data: st.DataObject
) -> None:
    found, expected = revised(start, {}), dict(start)
    for change in changes:
        if data.draw(st.booleans()):
            assert set(found) == expected.keys()
        before, was = found, dict(expected)
        found = revised(found, change)
        for key, value in change.items():
            if value is None:
                expected.pop(key, None)
            else:
                expected[key] = value
        assert len(found) == len(expected)
        assert [found.get(key) for key in range(13)] == [expected.get(key) for key in range(13)]
        assert [key in found for key in range(13)] == [key in expected for key in range(13)]
        assert before == was
    assert found == expected
    assert dict(found.items()) == expected
    assert sorted(found.values()) == sorted(expected.values())


def test_a_change_of_much_is_copied_once() -> None:
    start = {key: key + 1 for key in range(1000)}
    few = revised(start, {5: None, 2000: 1})
    assert isinstance(few, Layered)
    many = revised(few, dict.fromkeys(range(500)) | {7: 7})
    assert type(many) is dict
    assert many == {7: 7, 2000: 1, **{key: key + 1 for key in range(500, 1000)}}
    assert few == {**{k: v for k, v in start.items() if k != 5}, 2000: 1}
    assert len(start) == 1000
