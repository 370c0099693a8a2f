"""An interview sheet as plain text, to be answered in a mail."""

from __future__ import annotations

from textwrap import wrap

from stormdesk.exchange.interview.marks import END, NAME, marked, unmarked
from stormdesk.exchange.interview.sheet import Sheet
from stormdesk.exchange.paper.fixed_words import FixedWords

_WIDTH = 70
"""So that a mail that is answered, and quoted once or twice, breaks no line."""
_PLACES = 3


def form_text(sheet: Sheet, words: FixedWords) -> str:
    """Return the sheet with a few empty places below each question."""
    asks = [part for each in sheet.questions for part in (_wrapped(each.mark), "- \n" * _PLACES)]
    intro = [unmarked(sheet.scope), words("interview.intent"), unmarked(sheet.goal)]
    parts = [
        _wrapped(sheet.head),
        *map(_wrapped, filter(None, intro)),
        "\n".join(_wrapped(unmarked(said), "* ", "  ") for said in sheet.say),
        _wrapped(words("interview.how")),
        _wrapped(words("interview.keep")),
        marked(NAME, words("interview.name")),
        *asks,
        _wrapped(marked(END, words("interview.send"))),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def _wrapped(text: str, first: str = "", other: str = "") -> str:
    return "\n".join(
        wrap(
            text, _WIDTH, initial_indent=first, subsequent_indent=other,
            break_long_words=False, break_on_hyphens=False,
        )
    )  # fmt: skip
