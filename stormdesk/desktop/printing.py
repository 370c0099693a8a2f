"""Sheets on paper: the system's dialog asks which printer and pages, the printer gets pixels."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from stormdesk.desktop.dialogs.ask import ask
from stormdesk.desktop.preview.sheets import Sheets
from stormdesk.desktop.words import counted, tr

_POINTS = 72
_FINEST = 600
"""Dots to the inch beyond which nobody sees a difference, and files only grow."""
_BAND = 4_000_000
"""Pixels that are drawn at a time."""


def print_sheets(
    parent: QWidget | None, sheets: Sheets, title: str, *, is_actual_size: bool
) -> str:
    """Ask for a printer and print; return what was printed, or nothing where nothing was."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("stormdesk")
    printer.setFromTo(1, len(sheets.sizes))
    orient(printer, sheets.sizes[0])
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print {title}", title=title))
    dialog.setMinMax(1, len(sheets.sizes))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, len(sheets.sizes) > 1)
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not is_chosen:
        return ""
    wanted = pages_of(printer, len(sheets.sizes))
    if is_actual_size and not _is_accepted(parent, printer, sheets, wanted):
        return ""
    done = paint_sheets(parent, sheets, printer, wanted, is_actual_size=is_actual_size)
    what = counted(done, "page", "pages")
    where = printer.outputFileName() or printer.printerName()
    return tr("{pages} printed to {where}.", pages=what, where=where) if done else ""


def pages_of(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers, from 0, of the sheets that were asked for, in the order wanted."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    is_range = printer.printRange() == QPrinter.PrintRange.PageRange
    wanted = range(max(1, first), min(last, count) + 1) if is_range else range(1, count + 1)
    ranges = printer.pageRanges()
    found = [n - 1 for n in wanted if not is_range or ranges.isEmpty() or ranges.contains(n)]
    return found[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else found


def paint_sheets(
    parent: QWidget | None,
    sheets: Sheets,
    printer: QPrinter,
    wanted: list[int],
    *,
    is_actual_size: bool,
) -> int:
    """Paint sheets on a printer's pages, each its own way round; return how many were.

    Each is fitted on the paper, or with ``is_actual_size`` as large as it is, from the middle.
    """
    waiting = QProgressDialog(tr("Printing…"), tr("Cancel"), 0, len(wanted), parent)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(400)
    printer.setResolution(min(printer.resolution(), _FINEST))
    painter, done = QPainter(), 0
    for number in wanted:
        waiting.setValue(done)
        if waiting.wasCanceled():
            break
        orient(printer, sheets.sizes[number])
        if not (painter.isActive() or painter.begin(printer)):
            break
        if done and not printer.newPage():
            break
        _paint(painter, printer, sheets, number, is_actual_size=is_actual_size)
        done += 1
    painter.end()
    if done < len(wanted) and waiting.wasCanceled():
        printer.abort()
        done = 0
    waiting.close()
    waiting.deleteLater()
    return done


def orient(printer: QPrinter, size: tuple[float, float]) -> None:
    """Turn the paper the way round that a sheet is."""
    upright = QPageLayout.Orientation.Portrait
    across = QPageLayout.Orientation.Landscape
    printer.setPageOrientation(across if size[0] > size[1] else upright)


def _is_accepted(
    parent: QWidget | None, printer: QPrinter, sheets: Sheets, wanted: list[int]
) -> bool:
    """Return whether somebody wants sheets cut off that are larger than the paper, if some are."""
    paper = printer.pageLayout().pageSize().sizePoints()
    sides = sorted((paper.width(), paper.height()))
    wide = [n for n in wanted if not _holds(sides, sorted(sheets.sizes[n]))]
    if not wide:
        return True
    width, height = (side / _POINTS * 25.4 for side in sheets.sizes[wide[0]])
    yes = tr("Print the middle")
    text = tr(
        "It is {width} × {height} mm, larger than the paper, so that its edges are cut off. Fit it"
        " to the paper, or choose tiles among the options of the poster.",
        width=f"{width:.0f}", height=f"{height:.0f}",
    )  # fmt: skip
    title = tr("Page {n} is larger than the paper", n=wide[0] + 1)
    return ask(parent, title, text, [yes, tr("Cancel")], danger=yes) == yes


def _holds(paper: list[int], sheet: list[float]) -> bool:
    return all(side <= room + 1 for side, room in zip(sheet, paper, strict=True))


def _paint(
    painter: QPainter, printer: QPrinter, sheets: Sheets, number: int, *, is_actual_size: bool
) -> None:
    dots = printer.resolution()
    room = printer.pageLayout().paintRectPixels(dots).size()
    size = QSizeF(*sheets.sizes[number]) * (dots / _POINTS)
    if not is_actual_size:
        size.scale(QSizeF(room), Qt.AspectRatioMode.KeepAspectRatio)
    whole = size.toSize()
    left, top = (room.width() - whole.width()) // 2, (room.height() - whole.height()) // 2
    for part in bands(whole, QRect(-left, -top, room.width(), room.height())):
        painter.drawImage(part.translated(left, top), sheets.picture(number, whole, part))


def bands(whole: QSize, seen: QRect) -> Iterator[QRect]:
    """Yield what is seen of a sheet in pieces that are small enough to be drawn at a time."""
    rest = QRect(0, 0, whole.width(), whole.height()).intersected(seen)
    rows = max(1, _BAND // max(1, rest.width()))
    for top in range(rest.top(), rest.top() + rest.height(), rows):
        height = min(rows, rest.top() + rest.height() - top)
        yield QRect(rest.left(), top, rest.width(), height)
