"""Typeset text as Qt paints it: the glyphs and places that the layout chose, and no others."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QFont, QGlyphRun, QPainter, QRawFont

from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.card import Cards, set_sticky
from stormdesk.layout.font import Font
from stormdesk.layout.typesetting import Line, Setting
from stormdesk.model.sticky import Kind, Sticky

_MOST = 4_000

Runs = list[tuple[QPointF, QGlyphRun]]


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

    def paint(self, painter: QPainter, sticky: Sticky, x: float, y: float) -> None:
        """Paint the text of a sticky whose top left corner is there, in board units."""
        key = (sticky.kind, sticky.text)
        runs = self._runs.get(key)
        if runs is None:
            insets = LOOKS[sticky.kind].insets
            lines = self.setting(sticky).lines
            runs = self._runs[key] = [
                run for line in lines for run in self._prepared(line, insets.left, insets.top)
            ]
        for at, run in runs:
            painter.drawGlyphRun(QPointF(x + at.x(), y + at.y()), run)

    def prepared(self, line: Line) -> Runs:
        """Return a single line as it can be painted any number of times."""
        return self._prepared(line, -line.x, -line.baseline)

    def _prepared(self, line: Line, left: float, top: float) -> Runs:
        result: Runs = []
        for part in line.runs:
            run = QGlyphRun()
            run.setRawFont(self._raw_font(part.font, part.size))
            run.setGlyphIndexes(list(part.glyphs))
            offsets = part.ys or (0.0,) * len(part.glyphs)
            run.setPositions([QPointF(x, y) for x, y in zip(part.xs, offsets, strict=True)])
            result.append((QPointF(left + line.x, top + line.baseline), run))
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
