"""JSON files are those of the standard library, byte for byte."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.contracts.json_file import json_file

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
def test_a_file_is_what_the_standard_library_writes(value: Any) -> None:
    try:
        expected = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    except ValueError:
        with pytest.raises(ValueError, match="JSON"):
            json_file(value)
    else:
        assert json_file(value) == f"{expected}\n".encode()


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_file({"value": math.nan})
