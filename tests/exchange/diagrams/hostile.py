"""A board of texts that mean something to one language or another."""

from __future__ import annotations

from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

HOSTILE = (
    'say "hello"', "back\\slash \\", "\\N \\G \\l", "one\ntwo\r\nthree", "AT&amp;T & <b>bold</b>",
    "end", "subgraph x", "graph LR", "1. first", "- item", "%%{init: {}}%%", "`code`", "{a|b}<c>",
    "#quot; #35;", "**b** //i// __u__ --s-- ~~w~~", "[[http://x.example]]", "@enduml", "!include x",
    "' comment", "/' comment '/", "<&star> <$sprite> <img:x>", "]]> <!-- x -->", "=1+1", "+1", "-1",
    "@SUM(A1)", "\t=1", " =1+1", "a,b;c", "注文された 🎉", "עברית", "a\u2028b\u0085c", "; rm -rf",
    "a --> b", 'x"]:::y', "click n1 call", "%date()", "$var", "\uffff\ufffe", "\ue100",
    "<U+0041> &#65;", "word" * 40, "", "\u202eabc", "n1", "\\\\", "''", "it's 100 %", "==", "....",
    "Wind direction LR", "fa:fa-car icon",
)  # fmt: skip


def hostile() -> Board:
    """Return a chain of hostile texts, in hostile lanes with hostile ids."""
    count = len(HOSTILE)
    ids = [f"id {i} <&\">'" for i in range(count)]
    return sound_board(
        [
            Profile(id="b", title='Bad "title" \\ <b> # %%'),
            Context(id="la", name='La"ne <&> \\ [x]'),
            Context(id="empty", name="end", order=1),
            *(
                Sticky(
                    id=ids[n], text=text, order=n, at=n + 0.5, owner=text or None
                    if "\n" not in text and "\t" not in text and "\u2028" not in text
                    else None,
                    kind=tuple(Kind)[n % len(Kind)], context="la" if n % 3 else None,
                )
                for n, text in enumerate(HOSTILE)
            ),
            *(Flow.between(ids[n], ids[n + 1], n) for n in range(count - 1)),
            Flow.between(ids[5], ids[2], count).revised(loop=True),
            Sticky(
                id="q", kind=Kind.HOTSPOT, text="Why?", pinned_to=ids[1], context="la", order=900
            ),
        ]
    )  # fmt: skip
