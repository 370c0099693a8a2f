"""A board whose every text tries to become markup, script or a mark of the template."""

from __future__ import annotations

from itertools import pairwise

from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.message import Message
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

RUN = "window.pwned=1"
ATTACKS = (
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"\"'><svg onload={RUN}>",
    f"]]></text></svg><script>{RUN}</script>",
    f"<!--<script>{RUN}//-->",
    "{{svg}} {{data}} {{script}} ${document} {0}",
    f"javascript:{RUN}",
    "</style><style>*{display:none}",
    "</title></textarea><base href=//evil.example/>",
    "&lt;script&gt; &amp; \u2028 \u202e \ufeff",
)
IDS = ("wall", "board", "query", "__proto__", "constructor", "view", "side", "details",
       "form-X0", '"><b id=x>')  # fmt: skip


def attack_board() -> Board:
    """Ten stickies, each with one attack in every text."""
    stickies = [
        Sticky.model_validate(
            {
                "id": IDS[number], "kind": kind, "text": attack, "at": number + 1,
                "order": number, "context": "c", "label": attack.replace("\u2028", ""),
                "owner": "t", "tags": [attack.replace("\u2028", "")], "notes": attack,
                "doc": attack, "pivotal": kind is Kind.EVENT,
                "message": Message.model_validate(
                    {"fields": [{"name": attack.replace("\u2028", ""), "type": "string",
                                 "doc": attack}]}
                ),
            }
        )
        for number, (attack, kind) in enumerate(zip(ATTACKS, Kind, strict=False))
    ]  # fmt: skip
    first, second = ATTACKS[0], ATTACKS[1]
    return Board.of(
        [
            Profile(id="b", title=first, scope=second, confidentiality=ATTACKS[2],
                    labels=dict.fromkeys(Kind, ATTACKS[3])),
            Team(id="t", name=first),
            Context(id="c", name=first, owner="t", description=second),
            Context(id="d", name=second, order=1),
            Relation(id="r", upstream="c", downstream="d"),
            Area(id="a", name=first, stickies=("wall", "board")),
            *stickies,
            *(Flow.between(one, other) for one, other in pairwise(IDS)),
        ]
    )  # fmt: skip
