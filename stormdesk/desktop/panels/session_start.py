"""What is asked before a workshop: which agenda, and who takes part."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QWidget

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.session_parts import column, field, label
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.editor import Editor
from stormdesk.exchange.agenda import Agenda
from stormdesk.model.people import Participant

_HIGH = 150


class SessionStart(QWidget):
    """Offers the agendas with their phases, and begins a session."""

    begun = Signal()

    def __init__(
        self, editor: Editor, facilitation: Facilitation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._facilitation = facilitation
        self.agenda, self.names = QComboBox(), QPlainTextEdit()
        self.begin = QPushButton(tr("Begin the workshop"))
        self.told = label("faint")
        self._phases = label("faint")
        self._refused = label("wrong")
        self._lay_out()
        self.agenda.currentIndexChanged.connect(lambda _: self._tell_agenda())
        self.begin.clicked.connect(self.start)
        self.fill()

    @property
    def chosen(self) -> Agenda | None:
        """The agenda that is chosen; none where the clock alone is wanted."""
        name = self.agenda.currentData()
        return self._facilitation.agendas.named(str(name)) if name else None

    def fill(self) -> None:
        """Offer the agendas there are, and those who take part in the board."""
        agendas, before = self._facilitation.agendas, self.agenda.currentData()
        self.agenda.clear()
        for each in agendas.found:
            self.agenda.addItem(each.title, each.id)
        self.agenda.addItem(tr("Without an agenda"), "")
        self.agenda.setCurrentIndex(max(0, self.agenda.findData(before)))
        self._refused.setText("\n".join(f"{bad.where}: {bad.why}" for bad in agendas.refused))
        self._refused.setVisible(bool(agendas.refused))
        if not self.names.toPlainText().strip():
            there = self._editor.board.in_order(Participant)
            self.names.setPlainText("\n".join(each.name for each in there))
        self.begin.setEnabled(self._editor.is_editable)
        self._tell_agenda()

    def start(self) -> None:
        """Begin the session."""
        names = [line.strip() for line in self.names.toPlainText().splitlines() if line.strip()]
        self._facilitation.begin(self.chosen, names)
        self.begun.emit()

    def _tell_agenda(self) -> None:
        agenda = self.chosen
        if agenda is None:
            self.told.setText(tr("Clock, breaks, votes and walks, without phases."))
            self._phases.setText("")
            return
        hours, minutes = divmod(agenda.minutes, 60)
        span = tr("{h} h {m} min", h=hours, m=minutes) if hours else tr("{m} min", m=minutes)
        phases = counted(len(agenda.phases), "phase", "phases")
        self.told.setText(f"{agenda.for_whom}\n{span} · {phases}")
        lines = (f"{each.name} · {tr('{m} min', m=each.minutes)}" for each in agenda.phases)
        self._phases.setText("\n".join(lines))

    def _open_folder(self) -> None:
        folder = self._facilitation.own_agendas()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _lay_out(self) -> None:
        layout = column(self, 8)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(
            label(
                "faint",
                tr(
                    "Lead a workshop from here: what to say, what to ask and when there is enough,"
                    " with the clock. The wall shows the board, its legend and the time."
                ),
            )
        )
        layout.addSpacing(4)
        self.agenda.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        layout.addWidget(field(tr("Agenda"), self.agenda))
        layout.addWidget(self.agenda)
        layout.addWidget(self.told)
        layout.addSpacing(4)
        layout.addWidget(field(tr("Who takes part, one name a line"), self.names))
        self.names.setFixedHeight(_HIGH)
        self.names.setTabChangesFocus(True)
        layout.addWidget(self.names)
        self.begin.setProperty("primary", True)
        self.begin.setAutoDefault(False)
        layout.addWidget(self.begin)
        layout.addSpacing(8)
        layout.addWidget(self._phases)
        layout.addWidget(self._refused)
        own = Quiet(tr("Agendas of your own…"))
        own.setProperty("link", True)
        own.setToolTip(tr("Opens the folder; every YAML file in it is an agenda."))
        own.clicked.connect(self._open_folder)
        layout.addWidget(own)
        layout.addStretch(1)
        self.setFocusProxy(self.agenda)
