"""Names that derive from texts: ids, message names and topics, from any Unicode text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass

from stormdesk.model.board import Board
from stormdesk.model.context import Context
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


def words(text: str) -> list[str]:
    """Return the words of a text in plain Latin letters and digits, accents stripped."""
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


def context_slugs(board: Board) -> dict[str | None, str]:
    """Return a folder-safe name a context, no two alike; None stands for no context."""
    taken: set[str] = set()
    result: dict[str | None, str] = {}
    for context in board.in_order(Context):
        result[context.id] = _unique(slug(context.name, f"context-{digest(context.name)}"), taken)
    result[None] = _unique("unassigned", taken)
    return result


def message_names(board: Board) -> dict[str, MessageName]:
    """Return the names of every message by sticky id, those given before those derived.

    Repeated stickies are the message of their original. No two names of one context are
    alike, nor differ only in case, because file systems may not tell those apart.
    """
    slugs = context_slugs(board)
    carriers = [
        s
        for s in board.in_order(Sticky)
        if s.kind in (Kind.EVENT, Kind.COMMAND) and s.again is None
    ]
    carriers.sort(key=lambda s: s.message is None or s.message.name is None)
    taken: dict[str | None, set[str]] = {}
    result: dict[str, MessageName] = {}
    for sticky in carriers:
        fallback = "Event" if sticky.kind is Kind.EVENT else "Command"
        given = sticky.message.name if sticky.message is not None else None
        name = (
            pascal(given or sticky.text, fallback)
            if not (given and is_plain_name(given))
            else given
        )
        name = _unique(name, taken.setdefault(sticky.context, set()), separator="")
        context = slugs[sticky.context]
        topic = sticky.message.topic if sticky.message is not None else None
        result[sticky.id] = MessageName(
            sticky.id, context, name, topic or f"{context}.{_subject(board, sticky)}"
        )
    return {sticky_id: result[sticky_id] for sticky_id in _ordered(board, result)}


def _ordered(board: Board, result: dict[str, MessageName]) -> Iterable[str]:
    return (s.id for s in board.in_order(Sticky) if s.id in result)


def is_plain_name(name: str) -> bool:
    """Tell whether every format takes a name as it is."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,199}", name) is not None


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


def _unique(name: str, taken: set[str], separator: str = "-") -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name}{separator}{number}"
    taken.add(candidate.casefold())
    return candidate
