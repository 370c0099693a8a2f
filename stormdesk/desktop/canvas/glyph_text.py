"""Typeset text as Qt paints it: the glyphs and places that the layout chose, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QFont, QGlyphRun, QPainter, QRawFont

from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.card import Cards, set_sticky
from stormdesk.layout.font import Font
from stormdesk.layout.typesetting import Line, Setting
from stormdesk.model.sticky import Kind, Sticky

_MOST = 4_000

Runs = list[QGlyphRun]


class GlyphText:
    """The prepared texts of stickies, each set once and kept while it is in use."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._raw: dict[tuple[str, int, float], QRawFont] = {}
        self._settings: dict[tuple[Kind, str], Setting] = {}
        self._runs: dict[tuple[Kind, str], Runs] = {}

    def setting(self, sticky: Sticky) -> Setting:
        """Return how the text of a sticky is set."""
        key = (sticky.kind, sticky.text)
        found = self._settings.get(key)
        if found is None:
            self._make_room()
            found = self._settings[key] = set_sticky(sticky, self._cards.typefaces)
        return found

    def paint(self, painter: QPainter, sticky: Sticky, corner: QPointF) -> None:
        """Paint the text of a sticky whose top left corner is there, in board units."""
        key = (sticky.kind, sticky.text)
        runs = self._runs.get(key)
        if runs is None:
            insets = LOOKS[sticky.kind].insets
            runs = self._runs[key] = self._prepared(
                self.setting(sticky).lines, insets.left, insets.top
            )
        for run in runs:
            painter.drawGlyphRun(corner, run)

    def prepared(self, line: Line) -> Runs:
        """Return a single line, beginning at the origin, to be painted any number of times."""
        return self._prepared([line], -line.x, -line.baseline)

    def _prepared(self, lines: Iterable[Line], left: float, top: float) -> Runs:
        """Return one run for each font, because every call of Qt takes its time."""
        glyphs: dict[tuple[Font, float], list[int]] = {}
        places: dict[tuple[Font, float], list[QPointF]] = {}
        for line in lines:
            x, baseline = left + line.x, top + line.baseline
            for part in line.runs:
                offsets = part.ys or (0.0,) * len(part.glyphs)
                glyphs.setdefault((part.font, part.size), []).extend(part.glyphs)
                places.setdefault((part.font, part.size), []).extend(
                    QPointF(x + dx, baseline + dy) for dx, dy in zip(part.xs, offsets, strict=True)
                )
        result: Runs = []
        for font, size in glyphs:
            run = QGlyphRun()
            run.setRawFont(self._raw_font(font, size))
            run.setGlyphIndexes(glyphs[font, size])
            run.setPositions(places[font, size])
            result.append(run)
        return result

    def _raw_font(self, font: Font, size: float) -> QRawFont:
        key = (str(font.path), font.index, size)
        found = self._raw.get(key)
        if found is None:
            found = self._raw[key] = _loaded(font, size)
        return found

    def _make_room(self) -> None:
        if len(self._settings) >= _MOST:
            self._settings.clear()
            self._runs.clear()


def _loaded(font: Font, size: float) -> QRawFont:
    no_hinting = QFont.HintingPreference.PreferNoHinting
    if font.index == 0:
        return QRawFont(str(font.path), size, no_hinting)
    data = QByteArray(font.path.read_bytes())
    return QRawFont(data, size, no_hinting)
