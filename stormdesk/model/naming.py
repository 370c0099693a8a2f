"""Names that derive from texts: ids, message names and topics, from any Unicode text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.once import once
from stormdesk.model.published_types import published_type_names, published_wrappers
from stormdesk.model.sticky import Kind, Sticky

_SPELLED = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "'": "", "’": "",
    }
)  # fmt: skip
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+")
_MAX_SLUG = 48
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""What Windows keeps for devices, and so takes for no file, whatever the case and the suffix.

Source: Microsoft, "Naming Files, Paths, and Namespaces".
"""
_NO_CONTEXT = "unassigned"


def words(text: str) -> list[str]:
    """Return the words of a text in plain Latin letters and digits, accents stripped."""
    if text.isascii():
        return _WORD.findall(text.replace("'", ""))
    spelled = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    return _WORD.findall("".join(c if c.isascii() else _gap(c) for c in spelled))


def _gap(character: str) -> str:
    return "" if unicodedata.combining(character) else " "


def folded(text: str) -> str:
    """Return a text as one tells whether two are the same: whatever its spaces, lines and case."""
    return " ".join(text.split()).casefold()


def slug(text: str, fallback: str) -> str:
    """Return a text as ``lower-case-words``, or the fallback where no Latin letter is left."""
    result = ""
    for word in words(text):
        longer = f"{result}-{word.lower()}" if result else word.lower()
        if len(longer) > _MAX_SLUG:
            break
        result = longer
    return result or fallback


def digest(text: str, length: int = 4) -> str:
    """Return a short stable code of a text, of letters and digits that are hard to mistake."""
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    code = ""
    for _ in range(length):
        number, rest = divmod(number, len(_ALPHABET))
        code += _ALPHABET[rest]
    return code


def derived_id(text: str, fallback: str, taken: Container[str]) -> str:
    """Return the readable id that a reader gives a text, the same one every time."""
    ordinal = 0
    while True:
        seed = text if ordinal == 0 else f"{text}\0{ordinal}"
        candidate = f"{slug(text, fallback)}-{digest(seed, 4 + ordinal // 8)}"
        if candidate not in taken:
            return candidate
        ordinal += 1


def pascal(text: str, fallback: str) -> str:
    """Return a text as ``PascalCase``; without Latin letters, the fallback and a stable code."""
    parts = words(text)
    name = "".join(part[:1].upper() + part[1:].lower() for part in parts)[:120]
    if not name:
        return f"{fallback}{digest(text, 6).upper()}"
    return name if name[0].isalpha() else f"{fallback}{name}"


@dataclass(frozen=True, slots=True)
class MessageName:
    """How one message is called in every artefact."""

    sticky: str
    context: str
    name: str
    topic: str


@dataclass(slots=True)
class Taken:
    """The names that are given, whatever their case.

    ``numbers`` are the last ones that told others from a name, so that none is tried twice.
    """

    names: set[str] = field(default_factory=lambda: {*DEVICES})
    numbers: dict[str, int] = field(default_factory=dict[str, int])

    def unique(self, name: str, separator: str = "-", others: Container[str] = ()) -> str:
        """Take a name, with a number behind it where it is given or one of ``others``."""
        plain = name.casefold()
        candidate, number = name, self.numbers.get(plain, 1)
        if number > 1:
            candidate = f"{name}{separator}{number}"
        while (folded := candidate.casefold()) in self.names or folded in others:
            number += 1
            candidate = f"{name}{separator}{number}"
        self.numbers[plain] = number
        self.names.add(folded)
        return candidate


@once
def context_slugs(board: Board) -> Mapping[str | None, str]:
    """Return a folder-safe name a context, no two alike; None stands for no context.

    Those that are written down come first, so that no other context takes them, and so does that
    of no context where a published message stands in none.
    """
    contexts = board.in_order(Context)
    wanted = {each.id: each.slug or _derived_slug(each) for each in contexts}
    taken = Taken()
    result: dict[str | None, str] = {}
    if _NO_CONTEXT in wanted.values() and _is_published_outside(board):
        result[None] = taken.unique(_NO_CONTEXT)
    for each in sorted(contexts, key=lambda each: each.slug is None):
        result[each.id] = taken.unique(wanted[each.id])
    if None not in result:
        result[None] = taken.unique(_NO_CONTEXT)
    return {context_id: result[context_id] for context_id in (*wanted, None)}


def _derived_slug(context: Context) -> str:
    return _no_device(slug(context.name, f"context-{digest(context.name)}"))


def _is_published_outside(board: Board) -> bool:
    return any(
        sticky.context is None and sticky.message is not None and sticky.message.published
        for sticky in board.stickies.values()
    )


def is_device(name: str) -> bool:
    """Tell whether Windows takes the name of a file or folder for that of a device."""
    return name.partition(".")[0].rstrip().casefold() in DEVICES


def _no_device(name: str) -> str:
    """Return a name with a zero behind it where it is that of a device."""
    return f"{name}0" if is_device(name) else name


@once
def message_names(board: Board) -> Mapping[str, MessageName]:
    """Return the names of every message by sticky id.

    What is published is called first, then what has a name, so that nothing else takes it; nor is
    anything else called as a type that published messages carry, or as a wrapper that Protobuf
    needs for them, for there they are told apart by name alone. Repeated stickies are the message
    of their original. No two names of one context are alike, nor differ only in case, and none is
    that of a device, because of file systems.
    """
    slugs = context_slugs(board)
    carriers = [
        s
        for s in board.in_order(Sticky)
        if s.kind in (Kind.EVENT, Kind.COMMAND) and s.again is None
    ]
    carriers.sort(key=_standing)
    kept = published_type_names(board) | published_wrappers(board)
    types = {pascal(name, "Type").casefold() for name in kept}
    taken: dict[str | None, Taken] = {}
    result: dict[str, MessageName] = {}
    for sticky in carriers:
        fallback = "Event" if sticky.kind is Kind.EVENT else "Command"
        given = sticky.message.name if sticky.message is not None else None
        name = (
            pascal(given or sticky.text, fallback)
            if not (given and is_plain_name(given))
            else given
        )
        others = () if sticky.message is not None and sticky.message.published else types
        names = taken.setdefault(sticky.context, Taken())
        name = names.unique(_no_device(name), "", others)
        context = slugs[sticky.context]
        topic = sticky.message.topic if sticky.message is not None else None
        result[sticky.id] = MessageName(
            sticky.id, context, name, topic or f"{context}.{_subject(board, sticky)}"
        )
    return {sticky_id: result[sticky_id] for sticky_id in _ordered(board, result)}


def _standing(sticky: Sticky) -> int:
    if sticky.message is None:
        return 3
    is_named = sticky.message.name is not None
    return (0 if sticky.message.published else 2) + (0 if is_named else 1)


def _ordered(board: Board, result: dict[str, MessageName]) -> Iterable[str]:
    return (s.id for s in board.in_order(Sticky) if s.id in result)


def is_plain_name(name: str) -> bool:
    """Tell whether every format takes a name as it is."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,199}", name) is not None
    return plain and not is_device(name)


def _subject(board: Board, sticky: Sticky) -> str:
    """Return the aggregate that owns a message, or else the message itself, as a slug."""
    ends = (
        [f.source for f in board.incoming(sticky.id)]
        if sticky.kind is Kind.EVENT
        else [f.target for f in board.outgoing(sticky.id)]
    )
    for end in ends:
        other = board.get(end, Sticky)
        if other is not None and other.kind is Kind.AGGREGATE:
            return slug(other.text, "") or f"aggregate-{digest(other.text)}"
    return slug(sticky.text, "") or f"{sticky.kind}-{digest(sticky.text)}"
