"""The clocks of a workshop, and the buttons that turn its phases, breaks and time."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QWidget

from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.elided import Elided
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.return_vote import ReturnVote
from stormdesk.desktop.panels.session_parts import column, label, set_tone, small
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.words import tr
from stormdesk.editor.workshop.clock import ENDING, Alarm, Reading

_THOUSAND = 1_000
_SHOWN_FOR = 60_000
EXTRA = 5
"""Minutes that a phase is given more at a time."""
_ALARMS = {
    "phase-ending": "Two minutes left in this phase.",
    "phase-over": "The time of this phase is over. Go on (F6), or give it more (F12).",
    "break-due": "A break is due (F10).",
    "break-over": "The break is over (F10 goes on).",
    "session-over": "The planned time of the workshop is over.",
}


def alarm_text(alarm: Alarm) -> str:
    """Return what a facilitator is told when a time has come."""
    return tr(_ALARMS[alarm.kind])


class SessionTime(QWidget):
    """Shows the phase, the break and the session against its plan, at every moment told."""

    def __init__(self, facilitation: Facilitation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facilitation = facilitation
        self.name, self.clock = Elided(), QLabel()
        self.share, self.plan, self.alarm = QProgressBar(), label("faint"), label("told")
        self.back = small("‹", self._go_back, tr("The phase before (Shift+F6)"))
        self.on = small(tr("Next"), self._go_on)
        self.rest = small("", facilitation.turn_rest, tr("F10"))
        self.pause = small("", facilitation.turn_pause, tr("Shift+F10"))
        self.more = small(
            tr("+{n} min", n=EXTRA), lambda: facilitation.extend(EXTRA), tr("F12; less: Shift+F12")
        )
        self.vote = ReturnVote(facilitation)
        self._fading = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._fading.timeout.connect(self.alarm.hide)
        self._lay_out()
        facilitation.told.connect(self.show_moment)
        facilitation.alarmed.connect(self._ring)

    def show_moment(self, moment: Moment) -> None:
        """Show what the clocks say."""
        shown = moment.reading
        if self._facilitation.session is None:
            return
        resting = shown.rest_left is not None
        left = shown.rest_left if shown.rest_left is not None else shown.left
        has_plan = resting or shown.planned > 0
        self.name.setText(_name(shown))
        self.clock.setText(countdown(left if has_plan else shown.elapsed or shown.session_elapsed))
        set_tone(self.clock, _tone(shown, left) if has_plan else "")
        self.share.setValue(round(_THOUSAND * shown.share) if has_plan else 0)
        self.plan.setText(_plan(shown))
        following = moment.following
        self.on.setVisible(following is not None)
        self.back.setVisible(self._facilitation.preceding is not None)
        if following is not None:
            self.on.setText(tr("Next: {name}", name=following.name).replace("&", "&&"))
            self.on.setToolTip(tr("{name} (F6)", name=following.name))
        self.rest.setText(tr("Go on") if resting else tr("Break"))
        self.pause.setText(tr("Go on") if shown.state == "pause" else tr("Pause"))
        self.pause.setVisible(shown.state in ("work", "pause"))
        self.rest.setVisible(shown.state != "pause")
        self.more.setVisible(has_plan)
        self.vote.setVisible(self._facilitation.was_at_rest)

    def _ring(self, alarm: Alarm) -> None:
        self.alarm.setText(alarm_text(alarm))
        self.alarm.show()
        self._fading.start()

    def _go_on(self) -> None:
        self._facilitation.enter(self._facilitation.following)

    def _go_back(self) -> None:
        self._facilitation.enter(self._facilitation.preceding)

    def _lay_out(self) -> None:
        self.name.setProperty("role", "title")
        self.clock.setProperty("role", "clock")
        self.clock.setAccessibleName(tr("Time left"))
        self.share.setRange(0, _THOUSAND)
        self.share.setTextVisible(False)
        self.alarm.setObjectName("alarm")
        self.alarm.setContentsMargins(8, 6, 8, 6)
        self.alarm.hide()
        self.on.setProperty("primary", True)
        self.on.setMinimumWidth(1)
        self.back.setFixedWidth(40)
        layout = column(self, 6)
        layout.setContentsMargins(12, 6, 12, 8)
        for part in (self.name, self.clock, self.share, self.plan, self.alarm):
            layout.addWidget(part)
        ways = QHBoxLayout()
        ways.setSpacing(6)
        ways.addWidget(self.back)
        ways.addWidget(self.on, 1)
        layout.addLayout(ways)
        turns = QGridLayout()
        turns.setSpacing(6)
        for place, button in enumerate((self.rest, self.pause, self.more)):
            button.setMinimumWidth(1)
            turns.addWidget(button, 0, place)
            turns.setColumnStretch(place, 1)
        layout.addLayout(turns)
        layout.addWidget(self.vote)


def _name(shown: Reading) -> str:
    if shown.state == "break":
        return tr("Break")
    if shown.state == "pause":
        return tr("{name}, paused", name=shown.phase or tr("Workshop"))
    return shown.phase or tr("Workshop")


def _tone(shown: Reading, left: int) -> str:
    if shown.state == "pause":
        return "still"
    if left < 0:
        return "over"
    return "soon" if left <= ENDING and shown.state == "work" else ""


def _plan(shown: Reading) -> str:
    spent = _hours(shown.session_elapsed)
    parts: list[str] = []
    if shown.session_planned is not None:
        parts.append(tr("{n} of {all} h", n=spent, all=_hours(shown.session_planned)))
    else:
        parts.append(tr("{n} h so far", n=spent))
    late = round((shown.late or 0) / 60)
    if late:
        text = "{n} min behind the plan" if late > 0 else "{n} min ahead of the plan"
        parts.append(tr(text, n=abs(late)))
    if shown.state == "work":
        due = shown.until_break
        told = tr("break in {n} min", n=-(-due // 60)) if due > 0 else tr("a break is due")
        parts.append(told)
    return " · ".join(parts)


def _hours(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}"
