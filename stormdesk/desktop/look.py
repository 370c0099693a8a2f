"""How the window looks: its typeface, colours and spacing."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.canvas.paint import ACCENT
from stormdesk.layout.fonts import roboto_file
from stormdesk.resources import resource

INK = "#1F2328"
FAINT = "#5B616B"
PAPER = "#FFFFFF"
GROUND = "#F6F5F2"
EDGE = "#DEDAD2"
HOVER = "#EDEBE6"
WASH = "#E8F0FD"
ERROR, ERROR_WASH = "#B3261E", "#FDECEA"
WARNING, WARNING_WASH = "#8A5A00", "#FFF4DC"
ADVICE = "#1D5FD1"
_WEIGHTS = ("Regular", "Italic", "Medium", "Bold", "BoldItalic")


def dress(app: QApplication) -> None:
    """Give the application its typeface, palette and style sheet."""
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(roboto_file(weight)))
    font = QFont("Roboto")
    font.setPixelSize(14)
    app.setFont(font)
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setStyleSheet(_sheet())


def _palette() -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    colours = {
        role.Window: GROUND,
        role.WindowText: INK,
        role.Base: PAPER,
        role.AlternateBase: GROUND,
        role.Text: INK,
        role.Button: PAPER,
        role.ButtonText: INK,
        role.ToolTipBase: INK,
        role.ToolTipText: PAPER,
        role.Highlight: ACCENT,
        role.HighlightedText: PAPER,
        role.Link: ACCENT,
        role.PlaceholderText: FAINT,
        role.Accent: ACCENT,
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor("#9A9EA6"))
    return palette


def _sheet() -> str:
    icons = resource("icons")
    colours = {
        "INK": INK,
        "FAINT": FAINT,
        "PAPER": PAPER,
        "GROUND": GROUND,
        "EDGE": EDGE,
        "HOVER": HOVER,
        "WASH": WASH,
        "ERROR_WASH": ERROR_WASH,
        "ERROR": ERROR,
        "WARNING_WASH": WARNING_WASH,
        "WARNING": WARNING,
        "ACCENT": ACCENT,
        "ICONS": icons.as_posix(),
    }
    sheet = resource("themes/light.qss").read_text(encoding="utf-8")
    # The longest names first, so that ERROR does not eat the beginning of ERROR_WASH.
    for name in sorted(colours, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", colours[name])
    return sheet
