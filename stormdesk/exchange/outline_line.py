"""One line of an outline: its kind, text, tags and owner, and how they are escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.sticky import Kind

MARKS = {
    "e": Kind.EVENT,
    "c": Kind.COMMAND,
    "a": Kind.ACTOR,
    "p": Kind.POLICY,
    "g": Kind.AGGREGATE,
    "r": Kind.READ_MODEL,
    "s": Kind.SYSTEM,
    "h": Kind.HOTSPOT,
    "o": Kind.OPPORTUNITY,
    "v": Kind.VALUE,
    "u": Kind.SCREEN,
    "n": Kind.NOTE,
}
LETTERS = {kind: letter for letter, kind in MARKS.items()}
Sign = Literal["+", "-"]
Setting = Literal["key", "topic", "version", "owner"]

# A capital needs the blank behind it: "C:\temp" and "A:B" are text.
_MARK = re.compile(
    r"(?=[a-z]|[A-Z][+-]?!?:\s)(?i:(?P<kind>[ecapgrshoun])|v(?P<sign>[+-])?)(?P<pivotal>!)?:"
    r"\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_OWNER = re.compile(r"(?P<rest>.*\S)\s+@(?P<owner>\S.*)", re.DOTALL)
_TAG = re.compile(r"(?P<rest>.*\S)\s+#(?P<tag>[^\W\d_][^\s\\]*)", re.DOTALL)
_LANE = re.compile(r"#(?:\s+(?P<name>.*?)(?:\s+\((?P<owner>(?:\\.|[^()\\])+)\))?)?\s*")
_ARROW = re.compile(r"(?P<arrow>->|<-)\s+(?P<text>\S.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\([^A-Za-z0-9])", re.DOTALL)
_FIELD = re.compile(
    r"(?P<name>[^\s:#@|][^:]*?)\s*:\s*(?P<type>\S.*?)\s*(?P<optional>\?)?\s*(?P<personal>\(personal\))?"
)
_SETTING = re.compile(r"(?P<name>key|topic|version|owner):\s*(?P<value>\S.*)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A sticky as it is typed; ``kind`` is None where no mark names it, which means an event."""

    text: str
    kind: Kind | None = None
    pivotal: bool = False
    tags: tuple[str, ...] = ()
    owner: str | None = None
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class LaneLine:
    """Where a lane begins or goes on; without a name, where lanes end."""

    name: str | None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class ArrowLine:
    """An explicit flow between the sticky above and the one that an entry names."""

    to_other: bool
    other: EntryLine


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the message above."""

    name: str
    type: str
    is_required: bool = True
    is_personal: bool = False


@dataclass(frozen=True, slots=True)
class SettingLine:
    """Something else that is said of the message above."""

    name: Setting
    value: str


def lines_of(text: str) -> list[tuple[int, str]]:
    """Return the lines of an outline with their numbers; an escaped line break joins two."""
    result: list[tuple[int, str]] = []
    begun = ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        begun += _CONTROLS.sub(" ", line)
        backslashes = len(begun) - len(begun.rstrip("\\"))
        if backslashes % 2 and number < len(lines) and not is_comment(begun):
            begun += "\n"
        else:
            result.append((number - begun.count("\n"), begun))
            begun = ""
    return result


def is_comment(line: str) -> bool:
    """Return whether a line is there for people alone."""
    return line.lstrip().startswith("//")


def parse_line(line: str) -> EntryLine | None:
    """Return the sticky that a line of free text or outline stands for.

    None for a blank line, a comment, and syntax that is no sticky: the head of a lane, an arrow.
    """
    text = _CONTROLS.sub(" ", line).strip()
    if not text or is_comment(text) or parse_lane(text) or parse_arrow(text):
        return None
    return _entry(text[2:].lstrip() if is_alternative(text) else text)


def is_alternative(line: str) -> bool:
    """Return whether a line stands in the column of the line before."""
    return line.startswith("| ")


def parse_lane(line: str) -> LaneLine | None:
    """Return the head of a lane, ``# Name (Owner)``."""
    found = _LANE.fullmatch(line)
    if found is None:
        return None
    name, owner = found["name"], found["owner"]
    return LaneLine(plain_name(name) if name else None, plain_name(owner) if owner else None)


def parse_arrow(line: str) -> ArrowLine | None:
    """Return the flow that ``-> TEXT`` or ``<- TEXT`` asks for."""
    found = _ARROW.fullmatch(line)
    return ArrowLine(found["arrow"] == "->", _entry(found["text"])) if found else None


def parse_detail(line: str) -> FieldLine | SettingLine | None:
    """Return what an indented line says of the message above it, or None for free text."""
    if len(line) > _LONGEST_NAME:
        return None
    found = _FIELD.fullmatch(line)
    if found is not None:
        name, spelled = plain_name(found["name"]), found["type"]
        try:
            data_type = parse_type(spelled)
        except ValueError:
            pass
        else:
            shared = named_types(data_type)
            # "a: Customer" is an actor and "owner: Logistics" an owner, not a field of that type.
            if not shared or (name.lower() not in MARKS and _SETTING.fullmatch(line) is None):
                return FieldLine(
                    name, str(data_type), found["optional"] is None, found["personal"] is not None
                )
    setting = _SETTING.fullmatch(line)
    if setting is None:
        return None
    names: dict[str, Setting] = {n: n for n in ("key", "topic", "version", "owner")}
    return SettingLine(names[setting["name"]], plain_name(setting["value"]))


def _entry(text: str) -> EntryLine:
    found = _MARK.fullmatch(text)
    kind: Kind | None = None
    sign: Sign | None = None
    if found is not None:
        kind = MARKS[(found["kind"] or "v").lower()]
        sign = "+" if found["sign"] == "+" else "-" if found["sign"] else None
        text = found["rest"]
    owner: str | None = None
    tags: list[str] = []
    with_owner = _OWNER.fullmatch(text)
    if with_owner is not None and len(with_owner["owner"]) <= _LONGEST_NAME:
        text, owner = with_owner["rest"], plain_name(with_owner["owner"])
    while (with_tag := _TAG.fullmatch(text)) is not None and len(with_tag["tag"]) <= _LONGEST_NAME:
        text = with_tag["rest"]
        tags.insert(0, with_tag["tag"])
    is_pivotal = found is not None and found["pivotal"] is not None
    return EntryLine(unescaped(text), kind, is_pivotal, tuple(tags), owner, sign)


def unescaped(text: str) -> str:
    """Return a text without its backslashes; before a letter one is only taken at the start."""
    if text.startswith("\\") and text[1:2].isalnum():
        text = text[1:]
    return _ESCAPE.sub(r"\1", text)


def plain_name(text: str) -> str:
    """Return a text without its backslashes, on one line."""
    return _NOT_IN_A_NAME.sub(" ", unescaped(text)).strip()


def escaped(text: str) -> str:
    """Return a text so that reading it gives it back, outer blanks apart."""
    lines = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    doubled = lines.replace("\\", "\\\\").replace("\n", "\\\n")
    return re.sub(r"(?<=\s)(?=[#@])", r"\\", doubled)


def written_line(entry: EntryLine) -> str:
    """Return the line that stands for a sticky, with a mark only where one is needed."""
    tail = "".join(f" #{tag}" for tag in entry.tags)
    if entry.owner is not None:
        tail += f" @{escaped(entry.owner)}"
    body = escaped(entry.text) + tail
    kind = entry.kind or Kind.EVENT
    # An event stands bare unless it would be read as something else.
    is_bare = parse_line(body) == replace(entry, kind=None) and not is_alternative(body)
    if kind is Kind.EVENT and is_bare:
        return body
    pivotal = "!" if entry.pivotal else ""
    return f"{LETTERS[kind]}{entry.sign or ''}{pivotal}: {body}"
