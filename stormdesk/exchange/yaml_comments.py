"""Comments of a YAML text, which no reader hands on and a writer would lose."""

from __future__ import annotations

import yaml


def first_comment(text: str) -> int | None:
    """Return the line of the first comment, counted from 1; None where there is none.

    The text must be sound YAML.
    """
    end = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        start = token.start_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            # The line that tells the style of a text in several lines may end with one.
            start = text.find("\n", start)
        # A comment is what stands between two tokens and is no space.
        place = text.find("#", end, start)
        if place >= 0:
            return text.count("\n", 0, place) + 1
        end = max(end, token.end_mark.index)
    return None
