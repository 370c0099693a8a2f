"""Text set into a box: the largest type that fits, as glyphs that screen and paper both draw."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from math import inf
from typing import Literal, NamedTuple

from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.mixed import MixedParagraph
from stormdesk.layout.paragraphs import LONGEST_WORD, GlyphRun, LatinParagraph, Paragraph
from stormdesk.layout.scripts import Cut, cleaned, graphemes, last_good_cut, wants_hyphen

__all__ = ["SIZES", "Align", "GlyphRun", "Line", "Setting", "missing_from", "set_line", "set_text"]

Align = Literal["start", "center", "end"]
SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0)
ELLIPSIS = "…"
# Widths are sums of floats: what was measured must fit into exactly that much room.
ROUNDING = 1 + 1e-9


class Line(NamedTuple):
    """One line; `x` and `baseline` are board units from the box's top left, downwards positive.

    Glyph i of a run stands at (x + run.xs[i], baseline + run.ys[i]). `text` is the source of the
    line in reading order, without a hyphen that only shows a cut.
    """

    runs: tuple[GlyphRun, ...]
    x: float
    baseline: float
    width: float
    text: str


class Setting(NamedTuple):
    """A text set at one size; the box is `width` by `height` board units, never less than asked.

    The height grows where even the smallest type does not fit, the width only where a single
    character is wider than the box. `missing` are the characters no font has, drawn as boxes.
    """

    size: float
    lines: tuple[Line, ...]
    width: float
    height: float
    missing: tuple[str, ...]


class _Stretch(NamedTuple):
    """What a line will hold of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int
    hyphen: bool
    cuts_word: bool


def set_text(
    text: str,
    width: float,
    height: float,
    typefaces: Typefaces,
    *,
    sizes: Sequence[float] = SIZES,
    bold: bool = False,
    align: Align = "center",
    vertical: Literal["top", "middle"] = "middle",
    line_spacing: float = 1.2,
) -> Setting:
    """Set a text into a box of board units at the largest of the sizes (descending) that fits.

    Words stay whole, or part where they read well, if one of the upper two thirds of the sizes
    allows it; else the largest size wins that cuts the fewest words. `start` is left, or right for
    a right-to-left paragraph. `line_spacing` is the least distance of baselines, in sizes.
    """
    parts = [part.strip(" ") for part in cleaned(text).split("\n")]
    distinct = {part: _measured(part, typefaces, bold) for part in dict.fromkeys(parts)}
    paragraphs = [distinct[part] for part in parts]
    ascent = max(paragraph.ascent for paragraph in distinct.values())
    descent = max(paragraph.descent for paragraph in distinct.values())
    pitch = max(line_spacing, ascent + descent)
    size, stretches = _largest(paragraphs, width, height, sizes, pitch)
    drawn = [one.paragraph.runs(one.start, one.end, one.hyphen, size) for one in stretches]
    missing = tuple(dict.fromkeys(chain.from_iterable(one.missing for one in distinct.values())))
    box_width = max([width, *(line_width for _, line_width in drawn)])
    needed = len(drawn) * pitch * size
    top = max(0.0, height - needed) / 2 if vertical == "middle" else 0.0
    first_baseline = top + (pitch - ascent - descent) / 2 * size + ascent * size
    lines = tuple(
        Line(
            runs,
            _left(align, box_width - line_width, stretch.paragraph.right_to_left),
            first_baseline + number * pitch * size,
            line_width,
            stretch.paragraph.text[stretch.start : stretch.end],
        )
        for number, (stretch, (runs, line_width)) in enumerate(zip(stretches, drawn, strict=True))
    )
    return Setting(size, lines, box_width, max(height, needed), missing)


def set_line(
    text: str,
    size: float,
    typefaces: Typefaces,
    *,
    bold: bool = False,
    max_width: float | None = None,
) -> Line:
    """Set a text on one line, its top left at the origin; an ellipsis keeps it to `max_width`."""
    parts = (part.strip(" ") for part in cleaned(text).split("\n"))
    text = " ".join(part for part in parts if part)
    if max_width is None:
        paragraph = _measured(text, typefaces, bold)
    else:
        paragraph = _shortened(text, typefaces, bold, max_width / size * ROUNDING)
    runs, width = paragraph.runs(0, len(paragraph.text), False, size)
    return Line(runs, 0.0, paragraph.ascent * size, width, paragraph.text)


def missing_from(text: str, typefaces: Typefaces) -> tuple[str, ...]:
    """Return the characters of a text that no font has."""
    if typefaces.latin().glyphs.keys() >= set(text):
        return ()
    parts = dict.fromkeys(cleaned(text).split("\n"))
    found = (_measured(part, typefaces, bold=False).missing for part in parts)
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _measured(text: str, typefaces: Typefaces, bold: bool) -> Paragraph:
    """A paragraph of cleaned text, the quick way where Roboto has all of it."""
    table = typefaces.latin(bold)
    if table.glyphs.keys() >= set(text):
        return LatinParagraph(text, table)
    return MixedParagraph(text, typefaces, bold)


def _shortened(text: str, typefaces: Typefaces, bold: bool, limit: float) -> Paragraph:
    # Hardly a character is narrower than a twentieth of an em: the rest need not be measured.
    start = text[: int(limit * 20) + 100]
    paragraph = _measured(start, typefaces, bold)
    if len(start) == len(text) and paragraph.width(0, len(text)) <= limit:
        return paragraph
    ends = _ends_that_fit(paragraph, 0, len(start), limit)
    while True:
        at = ends.pop() if ends else 0
        paragraph = _measured(start[:at].rstrip(" ") + ELLIPSIS, typefaces, bold)
        if not at or paragraph.width(0, len(paragraph.text)) <= limit:
            return paragraph


def _largest(
    paragraphs: Sequence[Paragraph],
    width: float,
    height: float,
    sizes: Sequence[float],
    pitch: float,
) -> tuple[float, list[_Stretch]]:
    comfortable = len(sizes) * 2 // 3
    best: list[_Stretch] | None = None
    best_size, fewest = sizes[-1], inf
    for number, size in enumerate(sizes):
        if number >= comfortable and best is not None:
            break
        stretches = _wrapped(paragraphs, width / size, height / (size * pitch))
        cut_words = sum(one.cuts_word for one in stretches) if stretches is not None else inf
        if cut_words < fewest:
            best, best_size, fewest = stretches, size, cut_words
        if not cut_words:
            break
    return best_size, best or _wrapped(paragraphs, width / best_size, inf) or []


def _wrapped(
    paragraphs: Sequence[Paragraph], limit: float, most_lines: float
) -> list[_Stretch] | None:
    """The lines no wider than limit ems, None where they are too many."""
    stretches: list[_Stretch] = []
    for paragraph in paragraphs:
        for stretch in _lines_of(paragraph, limit * ROUNDING):
            stretches.append(stretch)
            if len(stretches) > most_lines * ROUNDING:
                return None
    return stretches


def _lines_of(paragraph: Paragraph, limit: float) -> Iterator[_Stretch]:
    start = end = 0
    room = limit
    for number, word in enumerate(paragraph.words):
        needed = word.width + paragraph.space if word.start > end else word.width
        if number and needed <= room:
            end = word.end
            room -= needed
            continue
        if number:
            yield _Stretch(paragraph, start, end, False, False)
        start, end, width = word
        whole = True
        while width > limit:
            cut = _cut(paragraph, start, end, limit)
            if cut.at == end:
                break
            yield _Stretch(paragraph, start, cut.at, cut.hyphen, cut.forced and whole)
            whole &= not cut.forced
            start = cut.at
            width = paragraph.width(start, end) if end - start <= LONGEST_WORD else inf
        room = limit - width
    yield _Stretch(paragraph, start, end, False, False)


def _cut(paragraph: Paragraph, start: int, end: int, limit: float) -> Cut:
    """The last place that fits where a word reads well in two parts, else any that fits."""
    text = paragraph.text
    ends = _ends_that_fit(paragraph, start, end, limit)
    if not ends:
        _, first = next(graphemes(text, start, end))
        return Cut(first, hyphen=False, forced=True)
    if ends[-1] == end:
        return Cut(end, hyphen=False)
    cut = last_good_cut(text, start, ends[-1])
    while cut and cut.hyphen and paragraph.width(start, cut.at) + paragraph.hyphen > limit:
        cut = last_good_cut(text, start, cut.at - 1)
    if cut:
        return cut
    if len(ends) > 3 and end - ends[-1] == 1:
        # A single letter alone on the last line reads badly.
        ends.pop()
    for at in reversed(ends):
        if not wants_hyphen(text, at):
            return Cut(at, hyphen=False, forced=True)
        if paragraph.width(start, at) + paragraph.hyphen <= limit:
            return Cut(at, hyphen=True, forced=True)
    return Cut(ends[0], hyphen=False, forced=True)


def _ends_that_fit(paragraph: Paragraph, start: int, end: int, limit: float) -> list[int]:
    """Where the graphemes of a stretch end, as long as all up to there is no wider than limit."""
    ends: list[int] = []
    width = 0.0
    # No line takes more of one word, whatever marks without width it holds.
    for first, last in islice(graphemes(paragraph.text, start, end), LONGEST_WORD):
        width += paragraph.width(first, last)
        if width > limit:
            break
        ends.append(last)
    # Letters joined may be wider than their sum.
    while ends and paragraph.width(start, ends[-1]) > limit:
        ends.pop()
    return ends


def _left(align: Align, slack: float, right_to_left: bool) -> float:
    if align == "center":
        return slack / 2
    return slack if (align == "start") == right_to_left else 0.0
