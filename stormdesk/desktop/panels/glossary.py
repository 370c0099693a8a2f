"""The panel of words: the board's own, and those of event storming."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from stormdesk.analysis.glossary import Entry, glossary, searched
from stormdesk.desktop.panels.told_rows import Row, ToldRows
from stormdesk.desktop.words import tr
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.session import Term


class GlossaryPanel(QWidget):
    """Finds words by what they are called and by what is said of them."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the words"))
        self.search.setAccessibleName(tr("Search the words"))
        self.search.setClearButtonEnabled(True)
        self.rows = ToldRows(tr("Glossary"))
        self.search.returnPressed.connect(self.rows.setFocus)
        self._nothing = QLabel(tr("No word is called so, and none is explained so."))
        self._nothing.setProperty("role", "faint")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 8)
        layout.setSpacing(8)
        above = QVBoxLayout()
        above.setContentsMargins(12, 0, 12, 0)
        above.addWidget(self.search)
        above.addWidget(self._nothing)
        layout.addLayout(above)
        layout.addWidget(self.rows, 1)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(lambda _: self._due.start())
        self.rows.itemClicked.connect(
            lambda item: item.parent() or item.setExpanded(not item.isExpanded())
        )
        editor.document.follow(self._follow)

    def refresh(self) -> None:
        """Show the words that fit what is searched for."""
        query = self.search.text()
        own = searched(query, _own(self._editor.board))
        common = searched(query, glossary())
        groups = [
            (Row("own", tr("Words of this board"), aside=str(len(own))), _rows("own", own)),
            (Row("common", tr("Event storming"), aside=str(len(common))), _rows("common", common)),
        ]
        self.rows.show_groups([group for group in groups if group[1]], set())
        self._nothing.setVisible(not own and not common)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the panel was hidden."""
        super().showEvent(event)
        self._due.start()

    def _follow(self, change: Change) -> None:
        pairs = (either for _, *pair in change for either in pair)
        if self.isVisible() and any(isinstance(either, Term | Context) for either in pairs):
            self._due.start()


def _own(board: Board) -> list[Entry]:
    terms = sorted(board.of_type(Term).values(), key=lambda t: (t.term.casefold(), t.id))
    return [Entry(t.term, _defined(board, t), "") for t in terms]


def _defined(board: Board, term: Term) -> str:
    context = board.get(term.context, Context)
    said = term.definition.strip() or tr("Not defined yet.")
    return f"{said} ({context.name})" if context is not None else said


def _rows(group: str, entries: list[Entry]) -> list[Row]:
    return [
        Row(
            f"{group}:{number}:{entry.term}",
            entry.term,
            entry.help if entry.slip else entry.means,
        )
        for number, entry in enumerate(entries)
    ]
