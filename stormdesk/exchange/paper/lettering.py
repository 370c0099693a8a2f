"""Typeset text as a page shows it: the glyphs and places that the layout chose, and no others."""

from __future__ import annotations

from itertools import groupby, pairwise

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
        texts = _texts(run)
        codes: list[int] = []
        meant = run.text + HYPHEN if _is_cut(run) else run.text
        readable = "".join(texts) == meant
        for glyph, text in zip(run.glyphs, texts, strict=True):
            code, known = font.code(glyph, text)
            codes.append(code)
            readable = readable and known
        heights = run.ys or (0.0,) * len(codes)
        shown: list[str] = []
        for height, group in groupby(range(len(codes)), key=heights.__getitem__):
            members = list(group)
            first = members[0]
            place = f"1 0 0 -1 {number(x + run.xs[first])} {number(y + height)} Tm"
            shown.append(f"{place} {_shown(run, font, codes, members)}")
        text = f"/{font.name} {number(run.size)} Tf {' '.join(shown)}"
        return text if readable else _spoken(text, meant)

    def _font(self, font: Font) -> EmbeddedFont:
        key = (str(font.path), font.index)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = EmbeddedFont(font, f"F{len(self._fonts)}")
        return found


def _texts(run: GlyphRun) -> list[str]:
    """Return what every glyph stands for; of several for one character, the first has it."""
    starts = sorted({*run.clusters, len(run.text)})
    ends = dict(pairwise(starts))
    result: list[str] = []
    before = -1
    for cluster in run.clusters:
        end = ends.get(cluster, cluster)
        result.append("" if cluster == before else run.text[cluster:end])
        before = cluster
    if _is_cut(run):
        result[list(run.clusters).index(len(run.text))] = HYPHEN
    return result


def _is_cut(run: GlyphRun) -> bool:
    """Tell whether a run shows a hyphen that its text does not have."""
    return len(run.text) in run.clusters


def _shown(run: GlyphRun, font: EmbeddedFont, codes: list[int], members: list[int]) -> str:
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
        begun.append(f"{codes[i]:04X}")
        pen += font.width(run.glyphs[i])
    last = f"<{''.join(begun)}>"
    return f"[{' '.join([*parts, last])}] TJ" if parts else f"{last} Tj"


def _spoken(text: str, meant: str) -> str:
    return f"/Span <</ActualText <FEFF{meant.encode('utf-16-be').hex()}>>> BDC {text} EMC"
