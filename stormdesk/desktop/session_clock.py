"""The small clock below the canvas, seen whatever panel is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.session_parts import set_tone
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.words import tr
from stormdesk.editor.workshop.clock import ENDING

_LONGEST = 32


class SessionClock(QPushButton):
    """Shows the phase and what is left of it while a session runs; a click leads to its panel."""

    def __init__(
        self, facilitation: Facilitation, settings: SettingsFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._facilitation = facilitation
        self._settings = settings
        self.setProperty("link", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("To the workshop (Ctrl+Shift+W)"))
        facilitation.told.connect(self._show_moment)
        facilitation.alarmed.connect(self._beep)
        self.hide()

    def _show_moment(self, moment: Moment) -> None:
        shown = moment.reading
        facilitation = self._facilitation
        self.setVisible(facilitation.session is not None and not facilitation.is_left_over)
        left = shown.rest_left if shown.rest_left is not None else shown.left
        has_plan = shown.rest_left is not None or shown.planned > 0
        name = tr("Break") if shown.state == "break" else shown.phase or tr("Workshop")
        name = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        time = countdown(left if has_plan else shown.elapsed or shown.session_elapsed)
        still = tr("paused") if shown.state == "pause" else ""
        self.setText("  ".join(filter(None, (name.replace("&", "&&"), time, still))))
        is_over = has_plan and left < 0
        set_tone(self, "over" if is_over else "soon" if has_plan and left <= ENDING else "")

    def _beep(self, _: object) -> None:
        if self._settings.value.beep:
            QApplication.beep()
