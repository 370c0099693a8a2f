"""Lists as people write them in Markdown, read as an outline."""

from __future__ import annotations

import re

_BULLET = re.compile(r"(?P<indent>\s*)[-*+•–](?:\s+\[[ xX]\])?\s+(?P<rest>\S.*)")
_NUMBER = re.compile(r"(?P<indent>\s*)\d{1,3}[.)](?:\s+\[[ xX]\])?\s+(?P<rest>\S.*)")
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<name>.*?)\s*#*")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\)")


def outline_of(text: str) -> str:
    """Return an outline with a line for each line of a text, its bullets and numbers gone.

    Headings of all levels open lanes; a first one above deeper ones is the title and says
    nothing here. What is no Markdown stays as it is.
    """
    lines = text.splitlines()
    numbered = sum(_NUMBER.fullmatch(line) is not None for line in lines) > 1
    levels = [len(found["level"]) for line in lines if (found := _HEADING.fullmatch(line))]
    has_title = len(levels) > 1 and levels[0] < min(levels[1:])
    result: list[str] = []
    for line in lines:
        heading = _HEADING.fullmatch(line)
        item = _BULLET.fullmatch(line) or (_NUMBER.fullmatch(line) if numbered else None)
        if heading is not None and has_title:
            has_title = False
            result.append("")
        elif heading is not None:
            result.append(f"# {_plain(heading['name'])}")
        elif _RULE.fullmatch(line):
            result.append("")
        elif item is not None:
            result.append(item["indent"] + _plain(item["rest"]))
        else:
            result.append(line)
    return "\n".join(result)


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", _CODE.sub(r"\1", _STRONG.sub(r"\2", text)))
