from __future__ import annotations

import pytest

from stormdesk.document.lines import from_bytes
from stormdesk.model.problem import BadInput

HEADER = '{"format":"stormdesk/1"}\n'
PROFILE = '{"type":"board","id":"b","title":"B"}\n'


def refusal(line: str) -> str:
    with pytest.raises(BadInput) as caught:
        from_bytes(f"{HEADER}{PROFILE}{line}\n".encode(), "plan")
    return caught.value.why


@pytest.mark.parametrize(
    "line",
    [
        '{"type":"sticky","id":"s","kind":"event","text":"A","at":1,"at":2}',
        '{"type":"sticky","id":"s","kind":"event","text":"A","at" :1,"a\\u0074":2}',
        '{"type":"sticky","id":"s","kind":"event","text":"\\":","at":1,"at":2}',
        '{"type":"sticky","id":"s","kind":"event","text":"A","x-a\\\\":1,"at":1,"at":2}',
        '{"type":"sticky","id":"s","kind":"event","text":"A","x-any":{"at":1,"at":2}}',
        '{"id":"s","type":"sticky","kind":"event","text":"A","at":1,"at":2}',
    ],
)
def test_a_key_given_twice_is_refused(line: str) -> None:
    assert refusal(line).startswith("line 3: ")
    assert "'at' is given twice; remove one" in refusal(line)


def test_texts_may_look_like_keys_and_parts_may_repeat_keys_of_the_whole() -> None:
    line = (
        '{"type":"sticky","id":"s","kind":"event","text":"\\"at\\":1, \\"at\\":2","at":1,'
        '"message":{"fields":[{"name":"at","type":"string"},{"name":"id","type":"string"}]},'
        '"x-at":{"at":{"at":1}}}\n'
    )
    board = from_bytes(f"{HEADER}{PROFILE}{line}".encode(), "plan")
    assert board.stickies["s"].text == '"at":1, "at":2'
