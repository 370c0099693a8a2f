"""Typeset text as a page shows it: the glyphs and places that the layout chose, and no others."""

from __future__ import annotations

from itertools import groupby, pairwise
from unicodedata import bidirectional

from stormdesk.exchange.paper.embedded_font import EmbeddedFont
from stormdesk.exchange.paper.operators import number
from stormdesk.layout.font import Font
from stormdesk.layout.typesetting import GlyphRun, Line

HYPHEN = "-"
"""What a hyphen at a cut is read as: searching readers join what an ASCII one parts."""

_OFF = 0.005  # ems a glyph may be off its place before it is moved there


class Lettering:
    """Writes lines with fonts that it collects on the way, in order of their first use."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int], EmbeddedFont] = {}

    @property
    def fonts(self) -> list[EmbeddedFont]:
        """All the fonts that were written with."""
        return list(self._fonts.values())

    def written(self, line: Line, left: float, top: float, meant: str | None = None) -> str:
        """Return the operators of a line whose box has its top left corner there.

        ``meant`` is what the line stands for where it shows less.
        """
        parts = [self._run(run, left + line.x, top + line.baseline) for run in line.runs]
        if not parts:
            return ""
        text = " ".join(parts)
        return f"BT {text if meant is None else _spoken(text, meant)} ET"

    def _run(self, run: GlyphRun, x: float, y: float) -> str:
        font = self._font(run.font)
        meant = run.text + HYPHEN if _is_cut(run) else run.text
        # Only letters that follow one another by themselves are numbered by a range.
        if isinstance(run.clusters, range):
            codes = font.settled_codes(run.glyphs, meant)
            if codes is not None:
                return f"{_chosen(font, run)} {_at(x + run.xs[0], y)} <{codes}> Tj"
        text, readable = _placed(run, font, meant, x, y)
        return text if readable else _spoken(text, meant)

    def _font(self, font: Font) -> EmbeddedFont:
        key = (str(font.path), font.index)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = EmbeddedFont(font, f"F{len(self._fonts)}")
        return found


def meaning(line: Line) -> str:
    """Return what a line is read as, with the hyphen of a word that goes on."""
    return line.text + HYPHEN if any(map(_is_cut, line.runs)) else line.text


def _placed(run: GlyphRun, font: EmbeddedFont, meant: str, x: float, y: float) -> tuple[str, bool]:
    """Return the operators of a run, and whether a reader finds what is meant by itself."""
    texts = _texts(run)
    leftwards = is_leftwards(run)
    readable = "".join(reversed(texts) if leftwards else texts) == meant
    codes: list[str] = []
    for glyph, text in zip(run.glyphs, texts, strict=True):
        # Readers turn round what runs leftwards letter by letter, so a glyph that stands for
        # several there is read as the first, and the others before it without being seen.
        silent = text[:0:-1] if leftwards else ""
        code, known = font.code(glyph, text[:1] if leftwards else text)
        codes.append("".join(f"{each:04X}" for each in (*map(font.silent_code, silent), code)))
        readable = readable and known
    heights = run.ys or (0.0,) * len(codes)
    shown = [_chosen(font, run)]
    for height, group in groupby(range(len(codes)), key=heights.__getitem__):
        members = list(group)
        shown.append(_at(x + run.xs[members[0]], y + height))
        shown.append(_shown(run, font, codes, members))
    # Readers take marks that stand higher or lower for text of another line.
    is_level = len(set(heights)) < 2
    return " ".join(shown), readable and (leftwards or is_level)


def _chosen(font: EmbeddedFont, run: GlyphRun) -> str:
    return f"/{font.name} {number(run.size)} Tf"


def _at(x: float, y: float) -> str:
    return f"1 0 0 -1 {number(x)} {number(y)} Tm"


def _texts(run: GlyphRun) -> list[str]:
    """Return what every glyph stands for; those of one cluster share its characters."""
    starts = sorted({*run.clusters, len(run.text)})
    ends = dict(pairwise(starts))
    leftwards = is_leftwards(run)
    order = range(len(run.glyphs))
    result = [""] * len(run.glyphs)
    for cluster, group in groupby(
        reversed(order) if leftwards else order, run.clusters.__getitem__
    ):
        members = list(group)
        text = run.text[cluster : ends[cluster]] if cluster in ends else HYPHEN
        for place, member in enumerate(members):
            is_last = place == len(members) - 1
            result[member] = text[place:] if is_last else text[place : place + 1]
    return result


def is_leftwards(run: GlyphRun) -> bool:
    """Tell whether the glyphs stand from right to left in reading order."""
    if len(set(run.clusters)) > 1:
        return run.clusters[0] > run.clusters[-1]
    return bidirectional(run.text[:1] or HYPHEN) in {"R", "AL"}


def _is_cut(run: GlyphRun) -> bool:
    """Tell whether a run shows a hyphen that its text does not have."""
    return len(run.text) in run.clusters


def _shown(run: GlyphRun, font: EmbeddedFont, codes: list[str], members: list[int]) -> str:
    """Return glyphs of one height, with moves only where they do not follow by themselves."""
    parts: list[str] = []
    begun: list[str] = []
    pen = run.xs[members[0]] / run.size
    for i in members:
        off = run.xs[i] / run.size - pen
        if abs(off) > _OFF:
            parts += [f"<{''.join(begun)}>", number(-off * 1000)]
            begun = []
            pen += off
        begun.append(codes[i])
        pen += font.width(run.glyphs[i])
    last = f"<{''.join(begun)}>"
    return f"[{' '.join([*parts, last])}] TJ" if parts else f"{last} Tj"


def _spoken(text: str, meant: str) -> str:
    return f"/Span <</ActualText <FEFF{meant.encode('utf-16-be').hex()}>>> BDC {text} EMC"
