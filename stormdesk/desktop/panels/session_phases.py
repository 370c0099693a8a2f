"""The phases of the agenda: done, under way and still to come, with the time they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from stormdesk.analysis.session_time import stretches
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.session_parts import Rows, column, label
from stormdesk.desktop.words import tr
from stormdesk.exchange.agenda import Agenda, AgendaPhase

_DONE, _HERE, _TO_COME = "✓", "▸", "○"


class SessionPhases(QWidget):
    """One row a phase; a click goes there."""

    def __init__(self, facilitation: Facilitation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facilitation = facilitation
        self._title = label("section", tr("Phases"))
        self._rows = Rows()
        layout = column(self, 2)
        layout.addWidget(self._title)
        layout.addLayout(self._rows)
        facilitation.turned.connect(self.refresh)
        self.refresh()

    @property
    def rows(self) -> list[Quiet]:
        """The rows, from the first phase to the last."""
        found = (self._rows.itemAt(n) for n in range(self._rows.count()))
        return [row for item in found if isinstance(row := item.widget(), Quiet)]

    def refresh(self) -> None:
        """Show them as they are now."""
        agenda = self._facilitation.agenda
        self.setVisible(agenda is not None)
        if agenda is None:
            return
        spent = self._spent()
        here = agenda.place(phase.name) if (phase := self._facilitation.phase) else None
        # What the present phase has taken changes by the second, and is told by the clock.
        past = {name: n for name, n in spent.items() if phase is None or name != phase.name}
        self._rows.fill((agenda, here, past), lambda: self._all(agenda, here, spent))

    def _all(self, agenda: Agenda, here: int | None, spent: Counter[str]) -> Iterator[QWidget]:
        for place, each in enumerate(agenda.phases):
            yield self._row(each, spent.get(each.name), place, here)

    def _row(self, phase: AgendaPhase, spent: float | None, place: int, here: int | None) -> Quiet:
        sign = _HERE if place == here else _DONE if spent is not None else _TO_COME
        planned = tr("{n} min", n=phase.minutes)
        taken = tr("{n} of {all}", n=round((spent or 0) / 60), all=planned)
        time = planned if spent is None or place == here else taken
        row = Quiet(f"{sign}  {phase.name}   {time}")
        row.setProperty("fold", "outer" if place == here else "inner")
        rest = tr("Then a break of {n} min.", n=phase.rest) if phase.rest else ""
        row.setToolTip("\n".join(filter(None, (phase.goal, rest, tr("Click to go there.")))))
        row.clicked.connect(lambda: self._facilitation.enter(phase))
        row.setEnabled(place != here)
        return row

    def _spent(self) -> Counter[str]:
        session, spent = self._facilitation.session, Counter[str]()
        for stretch in stretches(session, self._facilitation.now()) if session is not None else ():
            if stretch.phase.kind == "work":
                spent[stretch.phase.name] += round(stretch.seconds)
        return spent
