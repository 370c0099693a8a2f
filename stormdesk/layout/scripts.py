"""What characters ask of a line: direction, shaping, and where a line may break."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from bidi import algorithm

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")

_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
)
IGNORABLE = re.compile(f"[{_IGNORABLE}]+")
# One glyph a character, side by side: Latin, Greek, Cyrillic, Armenian, Georgian, symbols, CJK,
# private use. All other scripts are shaped.
UNSHAPED = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1d00-\u1dbf\u1e00-\u20cf\u2100-\u3029"
    "\u3030-\u3098\u309b-\ua4cf\ua640-\ua66e\ua700-\ua7ff\uac00-\ud7a3\ue000-\ufaff\ufe10-\ufe1f"
    "\ufe30-\ufe6f\uff00-\uffff\U0001d400-\U0001d7ff\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)

_JOINER = "\u200d"
_EXTENDS = re.compile("[\u0e33\u0eb3\u200c\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# A reader's character is short; a longer pile of marks is an attack on the machine, not a text.
_LONGEST_GRAPHEME = 32
# Thai and Lao vowels written before the consonant they belong to.
_LEADS = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")

_CJK = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012\u3013\u3020-\u3029\u3030-\u30ff\u3105-\u312f\u3190-\u9fff"
    "\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
_OPENS = "〈《「『【〔〖〘〚（［｛｟"
_CLOSES = (
    "〉》」』】〕〗〙〛）］｝｠、。，．・：；？！々〻ー゛゜ヽヾゝゞ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_HAS_CJK = re.compile(f"[{_CJK}\u200b]")
_CHUNK = re.compile(
    rf"[{_OPENS}(\[{{‘“]*(?:(?![{_OPENS}{_CLOSES}])[{_CJK}]|[^{_CJK}{_OPENS}{_CLOSES}\u200b]+)"
    rf"[{_CLOSES})\]}}’”,.:;!?%‥…％]*\u200b*|[^\u200b]\u200b*|\u200b+"
)
_BREAKS_AFTER = frozenset("-‐–—/\\_.:;,&+=@|\u00ad")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO"})
_ALL_RIGHT_TO_LEFT = frozenset({"R", "AL", "NSM", "WS", "ON", "CS", "ES", "ET", "BN"})
# python-bidi predates isolates; as embeddings they come out the same in all but contrived texts.
_ISOLATES = str.maketrans("\u2066\u2067\u2068\u2069", "\u202a\u202b\u202a\u202c")


class Cut(NamedTuple):
    """Where a word is parted, whether a hyphen shows it, and whether it reads badly there."""

    at: int
    hyphen: bool
    forced: bool = False


def cleaned(text: str) -> str:
    """The text with plain newlines and single spaces; lone surrogates become U+FFFD."""
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROLS.sub(" ", text)
    text = _SURROGATES.sub("\ufffd", text)
    return _SPACES.sub(" ", text)


def graphemes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The start and end of everything a reader takes for one character in text[start:end]."""
    while start < end:
        stop = start + 1
        if _REGIONAL.match(text[start]) and stop < end and _REGIONAL.match(text[stop]):
            stop += 1
        longest = min(end, start + _LONGEST_GRAPHEME)
        while stop < longest and _continues(text[stop - 1], text[stop]):
            stop += 1
        yield start, stop
        start = stop


def _continues(before: str, character: str) -> bool:
    if character < "\u0300" or "\u309b" <= character <= "\ua66e":
        return False
    return bool(
        character == _JOINER
        or (before == _JOINER and character != " ")
        or unicodedata.category(character)[0] == "M"
        or _EXTENDS.match(character)
        or (_LEADS.match(before) and character.isalpha())
        or (_JAMO.match(character) and before >= "\u1100")
    )


def is_right_to_left(text: str) -> bool:
    """Whether the paragraph starts at the right: its first letter decides."""
    return algorithm.get_base_level(text) == 1


def levels(text: str) -> Sequence[int] | int:
    """The embedding level of every character, or the one level all have; odd is right to left."""
    text = text.translate(_ISOLATES)
    classes = set(map(unicodedata.bidirectional, set(text)))
    if classes.isdisjoint(_RIGHT_TO_LEFT):
        return 0
    if classes <= _ALL_RIGHT_TO_LEFT:
        return 1
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        # Unassigned characters have no class; as neutrals they follow their neighbours.
        character["type"] = character["type"] or "ON"
        character["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {character["index"]: character["level"] for character in storage["chars"]}
    resolved: list[int] = []
    for index in range(len(text)):
        before = resolved[-1] if resolved else storage["base_level"]
        resolved.append(found.get(index, before))
    return resolved


def visual_order(embedding: Sequence[int]) -> list[int]:
    """The indexes of runs from left to right, given the level of each in reading order."""
    order = list(range(len(embedding)))
    for level in range(max(embedding, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and embedding[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = stop + 1
    return order


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of the parts of a paragraph between which a line may end anyway.

    Those are words between spaces; East Asian text breaks between characters too, except before
    closing and after opening punctuation.
    """
    start = 0
    for word in text.split(" "):
        if _HAS_CJK.search(word):
            for chunk in _CHUNK.finditer(word):
                yield start + chunk.start(), start + chunk.end()
        elif word:
            yield start, start + len(word)
        start += len(word) + 1


def last_good_cut(text: str, start: int, end: int) -> Cut | None:
    """The last place in text[start:end] where a long word reads well in two parts.

    Behind a soft hyphen, a hyphen, a slash or the like, and at the humps of camelCase.
    """
    for at in range(end, start, -1):
        if at < len(text) and text[at] != " " and _parts_well(text, at):
            return Cut(at, hyphen=text[at - 1] == "\u00ad")
    return None


def _parts_well(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before in _BREAKS_AFTER:
        return after not in _BREAKS_AFTER and unicodedata.category(after)[0] != "M"
    if not after.isupper():
        return False
    return before.islower() or (before.isupper() and text[at + 1 : at + 2].islower())


def wants_hyphen(text: str, at: int) -> bool:
    """Whether a cut between two characters shows a hyphen: only between Latin letters."""
    return _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(character: str) -> bool:
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character <= "\u1eff")
