"""The open text in the very lines that typesetting chose, so that opening it moves no letter."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from stormdesk.layout.paragraphs import HYPHEN
from stormdesk.layout.typesetting import GlyphRun, Line, Setting

_BREAK = "\u2028"
_LEADING = 1.2
_SLACK = 0.1  # pixels; what was measured fits into that much more, and no other letter does


class SetLines(QAbstractTextDocumentLayout):
    """Lays a document out as a setting tells; what is not set yet goes on below it.

    Lengths are pixels, and every line stands where it does in the widget. ``ink`` is the colour.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.ink = QColor()
        self._setting: Setting | None = None
        self._scale = 1.0
        self._corner = QPointF()
        self._size = QSizeF()
        self._laid_out = -1
        self._hyphens: list[QPointF] = []
        self._whole = _option(QTextOption.WrapMode.WrapAnywhere)
        self._loose = _option(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def follow(self, setting: Setting, scale: float, corner: QPointF, size: QSizeF) -> None:
        """Lay the text out as told; ``corner`` is the text area's in a widget of that size."""
        told = (setting, scale, corner, size, self.document().revision())
        if told != (self._setting, self._scale, self._corner, self._size, self._laid_out):
            is_resized = size != self._size
            self._setting, self._scale, self._corner, self._size, _ = told
            self._lay_out()
            if is_resized:
                # Or else the text would be scrolled in the next, lower sticky.
                self.documentSizeChanged.emit(size)
            self.update.emit()

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Wait for what was typed to be set; only what is being composed is not."""
        self._laid_out = -1
        if any(block.layout().preeditAreaText() for block in self._blocks()):
            self._lay_out()
        self.update.emit()

    def documentSize(self) -> QSizeF:
        """Return the widget's size, so that nothing scrolls."""
        return self._size

    def pageCount(self) -> int:
        """Return one."""
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return the whole widget."""
        return QRectF(QPointF(), self._size)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the whole widget, because the lines of every block stand in it themselves."""
        return QRectF(QPointF(), self._size)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        """Return the place in the text that is next to a point; -1 for none."""
        lines = [(block, line) for block in self._blocks() for line in _lines_of(block.layout())]
        if not lines:
            return -1
        block, line = min(lines, key=lambda each: _distance(each[1], point.y()))
        is_on = line.naturalTextRect().contains(point)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not is_on:
            return -1
        return block.position() + line.xToCursor(point.x())

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the text, what is selected of it, and the caret."""
        if self._laid_out != self.document().revision():
            self._lay_out()
        painter.setPen(self.ink)
        for block in self._blocks():
            layout, start, caret = block.layout(), block.position(), context.cursorPosition
            layout.draw(painter, QPointF(), _selected(context, block), context.clip)
            if layout.preeditAreaText() and caret < -1:
                layout.drawCursor(painter, QPointF(), layout.preeditAreaPosition() - (caret + 2))
            elif start <= caret < start + block.length():
                layout.drawCursor(painter, QPointF(), caret - start)
        painter.setFont(self.document().defaultFont())
        for place in self._hyphens:
            painter.drawText(place, HYPHEN)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _lay_out(self) -> None:
        self._hyphens = []
        told = iter(self._setting.lines if self._setting is not None else ())
        pitch = self._setting.size * _LEADING if self._setting is not None else 0.0
        baseline = pitch
        for block in self._blocks():
            layout, text = block.layout(), block.text()
            # What an input method composes is no part of the text, so nothing was set of it.
            is_composing = bool(layout.preeditAreaText())
            layout.setTextOption(self._loose if is_composing else self._whole)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                wanted = next(told, None)
                baseline = wanted.baseline if wanted is not None else baseline + pitch
                if wanted is None or is_composing:
                    line.setLineWidth(self._size.width())
                    x = (self._size.width() - line.naturalTextWidth()) / 2
                else:
                    is_leftwards = block.textDirection() == Qt.LayoutDirection.RightToLeft
                    x = self._fitted(line, wanted, text, is_leftwards=is_leftwards)
                y = self._corner.y() + baseline * self._scale - line.ascent()
                line.setPosition(QPointF(x, y))
            layout.endLayout()
        self._laid_out = self.document().revision()

    def _fitted(self, line: QTextLine, wanted: Line, text: str, *, is_leftwards: bool) -> float:
        """Give a line what it holds by typesetting, and return where it begins."""
        rest = _behind(text, line.textStart())
        shown = _as_long(rest, wanted.text)
        line.setLineWidth(self._width(shown) + _SLACK)
        blanks = len(shown) - len(shown.lstrip())
        if is_leftwards:
            # Qt tells places as if the blank at which the line was broken stood on its left.
            seen = line.naturalTextRect()
            ends = [seen.left(), seen.right() - self._width(shown[:blanks])]
        else:
            first, last = line.textStart() + blanks, line.textStart() + _units(shown)
            ends = sorted((_x_of(line, first), _x_of(line, last)))
        is_cut = bool(wanted.runs) and _ends_in_hyphen(wanted.runs[-1])
        length = ends[1] - ends[0] + (self._width(HYPHEN) if is_cut else 0.0)
        x = self._corner.x() + (wanted.x + wanted.width / 2) * self._scale - length / 2 - ends[0]
        if is_cut:
            y = self._corner.y() + wanted.baseline * self._scale
            self._hyphens.append(QPointF(x + ends[1], y))
        return x

    def _width(self, text: str) -> float:
        layout = QTextLayout(text, self.document().defaultFont())
        layout.setTextOption(self._whole)
        layout.beginLayout()
        line = layout.createLine()
        line.setNumColumns(len(text))
        layout.endLayout()
        return line.naturalTextWidth() if text else 0.0


def _ends_in_hyphen(run: GlyphRun) -> bool:
    """Tell whether a run shows a hyphen that its text does not have; a mark may show nothing."""
    return bool(run.clusters) and run.clusters[-1] >= len(run.text)


def _option(mode: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(mode)
    option.setUseDesignMetrics(True)
    return option


def _lines_of(layout: QTextLayout) -> Iterator[QTextLine]:
    return (layout.lineAt(number) for number in range(layout.lineCount()))


def _distance(line: QTextLine, y: float) -> float:
    return max(line.y() - y, y - line.y() - line.height(), 0.0)


def _selected(
    context: QAbstractTextDocumentLayout.PaintContext, block: QTextBlock
) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    for selection in context.selections:
        cursor = selection.cursor
        start = max(0, cursor.selectionStart() - block.position())
        end = min(block.length(), cursor.selectionEnd() - block.position())
        if start < end:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start, end - start, selection.format
            ranges.append(found)
    return ranges


def _behind(text: str, units: int) -> str:
    """Return what stands behind so many of the units that Qt counts in."""
    return text.encode("utf-16-le", "surrogatepass")[2 * units :].decode(
        "utf-16-le", "surrogatepass"
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _as_long(text: str, wanted: str) -> str:
    """Return the start of a text with as many letters; typesetting leaves blanks out."""
    letters = sum(not letter.isspace() for letter in wanted)
    end = 0
    for at, letter in enumerate(text):
        if not letters or letter == _BREAK:
            break
        if not letter.isspace():
            letters -= 1
            end = at + 1
    return text[:end]


def _x_of(line: QTextLine, place: int) -> float:
    found = line.cursorToX(place)
    return found[0] if isinstance(found, tuple) else found
