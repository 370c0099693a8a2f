"""How the window looks: its typeface, colours and spacing, in light or in dark surroundings."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from stormdesk.layout.fonts import roboto_file
from stormdesk.resources import resource

_WEIGHTS = ("Regular", "Italic", "Medium", "Bold", "BoldItalic")


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of the window round the board; the style sheet names them by their field.

    Banners and what warns keep light grounds with dark ink in any surroundings, as stickies do.
    """

    ink: str
    faint: str
    disabled: str
    paper: str
    ground: str
    edge: str
    strong_edge: str
    hot_edge: str
    hover: str
    wash: str
    grip: str
    accent: str
    primary: str
    primary_hot: str
    on_primary: str
    error: str
    warning: str
    advice: str
    tip: str
    on_tip: str


LIGHT = Shades(
    ink="#1F2328",
    faint="#5B616B",
    disabled="#8F939B",
    paper="#FFFFFF",
    ground="#F6F5F2",
    edge="#DEDAD2",
    strong_edge="#C9C4BA",
    hot_edge="#A8A297",
    hover="#EDEBE6",
    wash="#E8F0FD",
    grip="#CBC6BC",
    accent="#1D5FD1",
    primary="#1D5FD1",
    primary_hot="#174EAD",
    on_primary="#FFFFFF",
    error="#B3261E",
    warning="#8A5A00",
    advice="#1D5FD1",
    tip="#1F2328",
    on_tip="#FFFFFF",
)
DARK = Shades(
    ink="#E9E7E2",
    faint="#A7ABB2",
    disabled="#70757D",
    paper="#242629",
    ground="#1B1D20",
    edge="#393C41",
    strong_edge="#54585F",
    hot_edge="#7A7F87",
    hover="#31343A",
    wash="#2A3A55",
    grip="#54585F",
    accent="#79AFFF",
    primary="#79AFFF",
    primary_hot="#9AC3FF",
    on_primary="#10233F",
    error="#FF8F85",
    warning="#F2BE5C",
    advice="#79AFFF",
    tip="#ECEAE5",
    on_tip="#1F2328",
)


def dress(app: QApplication, *, is_dark: bool = False) -> None:
    """Give the application its typeface, palette and style sheet."""
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(roboto_file(weight)))
    font = QFont("Roboto")
    font.setPixelSize(14)
    app.setFont(font)
    app.setStyle("Fusion")
    colour(app, is_dark=is_dark)


def colour(app: QApplication, *, is_dark: bool) -> None:
    """Give the application the colours of light or of dark surroundings."""
    shades = DARK if is_dark else LIGHT
    sheet = _sheet(shades)
    # Qt asks every widget anew, even for the sheet that it has.
    if sheet != app.styleSheet():
        app.setPalette(_palette(shades))
        app.setStyleSheet(sheet)


def shades_of(palette: QPalette) -> Shades:
    """Return the shades that a widget with this palette is painted in."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def _palette(shades: Shades) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    colours = {
        role.Window: shades.ground,
        role.WindowText: shades.ink,
        role.Base: shades.paper,
        role.AlternateBase: shades.ground,
        role.Text: shades.ink,
        role.Button: shades.paper,
        role.ButtonText: shades.ink,
        role.ToolTipBase: shades.tip,
        role.ToolTipText: shades.on_tip,
        role.Highlight: shades.primary,
        role.HighlightedText: shades.on_primary,
        role.Link: shades.accent,
        role.PlaceholderText: shades.faint,
        role.Accent: shades.accent,
        role.Mid: shades.edge,
    }
    for each, told in colours.items():
        palette.setColor(each, QColor(told))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(shades.disabled))
    return palette


def _sheet(shades: Shades) -> str:
    words = {name.upper(): told for name, told in asdict(shades).items()}
    words["ICONS"] = resource("icons").as_posix()
    sheet = resource("themes/window.qss").read_text(encoding="utf-8")
    # The longest names first, so that EDGE does not eat a part of a longer one.
    for name in sorted(words, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", words[name])
    return sheet
