"""The panel of named versions: saved, compared with the board as it is now, and brought back."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from stormdesk.analysis.comparison import differences
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.session_parts import Rows, column, label, small
from stormdesk.desktop.words import counted, tr
from stormdesk.document.file import write
from stormdesk.document.opening import OpenBoard
from stormdesk.document.version_contents import history_beside, history_bytes, version_board
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop import versions
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.session import NamedVersion

_MOST = 200


class VersionsPanel(QWidget):
    """Follows the board; ``lit`` are the stickies that differ from the version compared with.

    ``turned`` tells that they are others now, or none.
    """

    turned = Signal()

    def __init__(
        self,
        editor: Editor,
        opened: OpenBoard,
        facilitation: Facilitation,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._opened = opened
        self._facilitation = facilitation
        self._compared: NamedVersion | None = None
        self.lit: frozenset[str] | None = None
        self.name, self.told = QLineEdit(), label("wrong")
        self.save = small(tr("Save"), self.save_version)
        self.send = small(tr("Write the history beside the board"), self.write_history)
        self.close_comparison = small(tr("Compare no more"), lambda: self.compare(None))
        self._rows, self._lines = Rows(6), Rows(2)
        self._title = label("section")
        self._lay_out()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.refresh)
        editor.document.follow(lambda _: self.isVisible() and self._due.start())
        self.refresh()

    def save_version(self) -> None:
        """Give the board as it is now a name."""
        typing.finish(self._editor)
        now = self._facilitation.now()
        name = self.name.text().strip() or versions.free_name(
            self._editor.board, now.strftime("%Y-%m-%d %H:%M")
        )
        try:
            versions.save_version(self._editor.document, name, now, self._opened.state)
        except BadInput as problem:
            self._tell(f"{problem.why}.")
        except OSError as error:
            self._tell(tr("The version could not be kept: {why}.", why=error.strerror or error))
        else:
            self.name.clear()
            self._tell("")
            self.refresh()

    def compare(self, version: NamedVersion | None) -> None:
        """Light what differs from a version, and list it; none lights everything again."""
        past = self._past(version) if version is not None else None
        self._compared = version if past is not None else None
        lit: frozenset[str] | None = None
        if past is not None and version is not None:
            lines = [*filter(_is_of_the_board, differences(past, self._editor.board))]
            lit = _differing(past, self._editor.board)
            heading = counted(len(lines), "difference", "differences")
            self._title.setText(tr("{n} since “{name}”", n=heading, name=version.name))
            self._lines.fill(lines, lambda: map(_line, _shown(lines)))
        for part in (self._title, self.close_comparison):
            part.setVisible(past is not None)
        if past is None:
            self._lines.fill(None, lambda: ())
        if lit != self.lit:
            self.lit = lit
            self.turned.emit()

    def restore(self, version: NamedVersion) -> None:
        """Bring a version back, as one step that can be undone."""
        typing.finish(self._editor)
        past = self._past(version)
        if past is None:
            return
        differs = versions.restore(self._editor.document, version.name, past)
        self._tell("" if differs else tr("The board is as “{name}” was.", name=version.name))
        self.compare(None)

    def write_history(self) -> None:
        """Write what all versions held into a file beside the board's, to send along with it."""
        path = self._opened.path
        if path is None:
            self._tell(tr("Save the board first: the history is written beside its file."))
            return
        beside = history_beside(path)
        try:
            write(beside, history_bytes(self._editor.board, self._opened.state, path))
        except OSError as error:
            self._tell(tr("{name}: {why}.", name=beside.name, why=error.strerror or error))
        else:
            self._tell(tr("Written: {name}. Send it along with the board.", name=beside.name))

    def refresh(self) -> None:
        """Show the versions there are, the last one first."""
        found = versions.versions(self._editor.board)[::-1]
        is_editable = self._editor.is_editable
        self.save.setEnabled(is_editable)
        self.send.setVisible(bool(found))
        self._rows.fill((found, is_editable), lambda: self._all(found))
        if self._compared is not None:
            self.compare(self._compared)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._due.start()

    def _all(self, found: list[NamedVersion]) -> Iterator[QWidget]:
        for version in found:
            place = QWidget()
            row = QHBoxLayout(place)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            date = (version.date or "").replace("T", " ")[:16]
            row.addWidget(label("plain", f"{version.name}\n{date}".strip()), 1)
            row.addWidget(small(tr("Compare"), lambda v=version: self.compare(v)))
            back = small(tr("Restore"), lambda v=version: self.restore(v))
            back.setEnabled(self._editor.is_editable)
            row.addWidget(back)
            yield place
        if not found:
            yield label(
                "faint",
                tr(
                    "A version is the board at a moment, by name: to look back, to compare, or to"
                    " bring back. Each phase of a workshop saves one when it ends."
                ),
            )

    def _past(self, version: NamedVersion) -> Board | None:
        """Return what a version held, from what is kept of it or else from the journal."""
        opened = self._opened
        board_id = self._editor.board.profile.id
        try:
            return version_board(version, board_id, opened.state, opened.path)
        except BadInput as problem:
            told = f"{problem.where} {problem.why}."
        try:
            return versions.board_at(opened.film(), version)
        except BadInput:
            self._tell(told)
            return None

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _lay_out(self) -> None:
        layout = column(self, 8)
        layout.setContentsMargins(12, 8, 12, 12)
        head = QHBoxLayout()
        head.setSpacing(6)
        self.name.setPlaceholderText(tr("Name; left out, the time"))
        self.name.setAccessibleName(tr("Name of the version"))
        self.name.setMinimumWidth(1)
        self.name.returnPressed.connect(self.save_version)
        head.addWidget(self.name, 1)
        head.addWidget(self.save)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addLayout(self._rows)
        for part in (self.send, self._title, self.close_comparison):
            layout.addWidget(part)
        layout.addLayout(self._lines)
        layout.addStretch(1)
        for part in (self.told, self._title, self.close_comparison):
            part.hide()
        self.setFocusProxy(self.name)


def _differing(past: Board, now: Board) -> frozenset[str]:
    """Return the stickies of the board that are new, or other than they were."""
    return frozenset(i for i, s in now.stickies.items() if past.stickies.get(i) != s)


def _is_of_the_board(line: str) -> bool:
    """Tell whether a difference is one that restoring would take back."""
    return line.split(" ", 2)[1] not in {each.type_name for each in versions.LOGGED}


def _shown(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], tr("and {n} more", n=more)] if more > 0 else lines


def _line(text: str) -> QLabel:
    return label("reason", text)
