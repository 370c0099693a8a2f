"""Below the findings: why the rule of the chosen one is there, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.analysis.finding import Finding, Rule
from stormdesk.desktop.words import tr
from stormdesk.model.session import Suppressed


class FindingHelp(QFrame):
    """Tells the rule and offers to go there, fix, accept for a reason, or take that back."""

    going = Signal()
    fixing = Signal()
    accepting = Signal(str)
    taking_back = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding-help")
        self._about: Finding | Suppressed | None = None
        self._title = _label("field")
        self._text = _label("faint")
        self._trouble = _label("wrong")
        self.go = QPushButton(tr("Show"))
        self.fix = QPushButton(tr("Fix"))
        self.accept = QPushButton(tr("Accept…"))
        self.back = QPushButton(tr("Take back"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Why is this all right here? Enter accepts it."))
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setMaxLength(1_000)
        self.reason.installEventFilter(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.go, self.fix, self.accept, self.back):
            button.setAutoDefault(False)
            button.setProperty("small", True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        for part in (self._title, self._text, self._trouble, self.reason):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.go.clicked.connect(self.going)
        self.fix.clicked.connect(self.fixing)
        self.accept.clicked.connect(self.ask_reason)
        self.back.clicked.connect(self.taking_back)
        self.reason.returnPressed.connect(self._take_reason)
        self.reason.hide()
        self.hide()

    def explain(self, finding: Finding, rule: Rule, *, editable: bool, fixable: bool) -> None:
        """Show the rule of a finding, and what can be done about it."""
        self.setVisible(True)
        title, _, rest = rule.doc.partition("\n")
        self._show(finding, title, rest)
        self.go.setVisible(bool(finding.records))
        self.fix.setVisible(fixable)
        self.accept.setVisible(editable)
        self.back.hide()

    def explain_accepted(self, suppressed: Suppressed, *, editable: bool) -> None:
        """Show what was accepted, and how to take it back."""
        self.setVisible(True)
        name = suppressed.rule.replace("-", " ")
        self._show(suppressed, tr("Accepted: {rule}", rule=name), suppressed.reason)
        self.go.setVisible(bool(suppressed.records))
        self.fix.hide()
        self.accept.hide()
        self.back.setVisible(editable)

    def ask_reason(self) -> None:
        """Ask why a finding is to be accepted."""
        self.reason.clear()
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, trouble: str) -> None:
        """Tell why something could not be done."""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Escape in the reason: nothing is accepted."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.reason and is_escape and event.type() == QEvent.Type.KeyPress:
            self.reason.hide()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _show(self, told: Finding | Suppressed, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(" ".join(text.split()))
        self._text.setVisible(bool(text.strip()))
        self.tell("")
        # The board may be looked over again while somebody thinks about a reason.
        if told != self._about:
            self._about = told
            self.reason.hide()

    def _take_reason(self) -> None:
        if self.reason.text().strip():
            self.reason.hide()
            self.accepting.emit(self.reason.text())


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
