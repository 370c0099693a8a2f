"""Publishing contracts: what changed since the last version, whom it breaks, and the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.publish_rows import PublishRow, looked_over
from stormdesk.desktop.panels.marking import mark_wrong
from stormdesk.desktop.panels.verdict_box import VerdictBox
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.editor import Editor
from stormdesk.editor.field_lines import line_of
from stormdesk.editor.publishing import publish, refusal
from stormdesk.model.message import Message
from stormdesk.model.problem import BadInput

_ROW = 34
_LIST_WIDTH = 290


class PublishDialog(QDialog):
    """Publishes some messages, each under a version; what did not change is left out at first.

    ``folder`` is that of the bundle they are held to, or empty.
    """

    def __init__(
        self, editor: Editor, ids: Sequence[str], folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._ids = ids
        self._rows: dict[str, PublishRow] = {}
        self._task = Task(self)
        self.finished.connect(self._task.close)
        self.setWindowTitle(tr("Publish contracts"))
        self.resize(*((860, 660) if len(ids) > 1 else (600, 660)))
        self._make_widgets()
        self._lay_out()
        board = editor.board
        self._task.run(
            lambda: looked_over(board, ids, folder),
            self._show_rows,
            lambda error: self._tell_wrong(str(error)),
        )

    @property
    def versions(self) -> dict[str, str]:
        """The versions of the messages that are chosen, by sticky."""
        chosen = (i for i in self._rows if self._item(i).checkState() == Qt.CheckState.Checked)
        return {i: self._rows[i].version for i in chosen}

    @property
    def current(self) -> str:
        """The sticky whose message is shown."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def publish(self) -> None:
        """Publish what is chosen; stay where a version cannot be taken, which is then told."""
        versions = self.versions
        for sticky_id, version in versions.items():
            if refusal(self._message(sticky_id), version):
                self.list.setCurrentItem(self._item(sticky_id))
                self._judge_version()
                self.version.setFocus()
                return
        try:
            publish(self._editor, versions, datetime.now(UTC).astimezone().date())
        except BadInput as problem:
            self._tell_wrong(f"{problem.where}: {problem.why}.")
        else:
            self.accept()

    def _make_widgets(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("formats")
        self.list.setAccessibleName(tr("Messages"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setVisible(len(self._ids) > 1)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.list.itemChanged.connect(lambda _: self._count())
        self.title, self.last = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.last.setProperty("role", "faint")
        self.last.setText(tr("Looking at what changed…"))
        self.verdict = VerdictBox()
        self.fields = QLabel()
        self.fields.setTextFormat(Qt.TextFormat.PlainText)
        self.fields.setWordWrap(True)
        self.fields.setProperty("role", "faint")
        self.version = QLineEdit()
        self.version.setAccessibleName(tr("Version"))
        self.version.setMaximumWidth(180)
        self.version.textEdited.connect(self._take_version)
        self.hint, self.wrong = QLabel(), QLabel()
        self.hint.setProperty("role", "faint")
        self.wrong.setProperty("role", "wrong")
        for label in (self.hint, self.wrong):
            label.setWordWrap(True)
            label.hide()
        self.button = QPushButton(tr("Publish"))
        self.button.setDefault(True)
        self.button.setEnabled(False)
        self.button.clicked.connect(self.publish)

    def _lay_out(self) -> None:
        inside = QWidget()
        upper = QVBoxLayout(inside)
        upper.setContentsMargins(0, 0, 8, 0)
        upper.setSpacing(10)
        upper.addWidget(self.verdict)
        upper.addWidget(self.fields)
        upper.addStretch(1)
        room = QScrollArea()
        room.setWidget(inside)
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        label = QLabel(tr("Version"))
        label.setProperty("role", "field")
        label.setBuddy(self.version)
        about = QLabel(
            tr(
                "A published version never changes. Its name, topic, tags and numbers are written"
                " down, so that rewording a sticky renames nothing."
            )
        )
        about.setProperty("role", "faint")
        about.setWordWrap(True)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        right = QVBoxLayout()
        right.setContentsMargins(26, 22, 22, 20)
        right.setSpacing(8)
        right.addWidget(self.title)
        right.addWidget(self.last)
        right.addWidget(room, 1)
        for widget in (label, self.version, self.hint, self.wrong, about):
            right.addWidget(widget)
        right.addSpacing(6)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)

    def _show_rows(self, rows: Mapping[str, PublishRow]) -> None:
        self._rows = dict(rows)
        self.list.blockSignals(True)
        for sticky_id, row in self._rows.items():
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, sticky_id)
            item.setSizeHint(QSize(0, _ROW))
            is_chosen = row.is_new or (len(rows) == 1 and not row.trouble)
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            if row.trouble:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
            self._rename(sticky_id)
        self.list.blockSignals(False)
        first = next((i for i, row in self._rows.items() if row.is_new), None)
        self.list.setCurrentRow([*self._rows].index(first) if first is not None else 0)
        self._count()
        self.version.setFocus()
        self.version.selectAll()

    def _show_current(self) -> None:
        row = self._rows.get(self.current)
        if row is None:
            return
        self.title.setText(tr("Publish {name}", name=row.name))
        message = self._message(self.current)
        last = message.published[-1] if message.published else None
        told = tr("Not published yet.")
        if last is not None:
            on = tr(" on {date}", date=last.date) if last.date else ""
            told = tr("Last published: {version}{on}.", version=last.version, on=on)
        self.last.setText(told)
        self.fields.setText("\n".join(line_of(field) for field in message.fields))
        if row.standing is not None:
            self.verdict.show_standing(row.standing, row.remark)
        else:
            self.verdict.show_trouble(row.trouble)
        self.version.setText(row.version)
        self.version.setEnabled(not row.trouble)
        self._judge_version()

    def _take_version(self, text: str) -> None:
        row = self._rows.get(self.current)
        if row is not None:
            row.version = text.strip()
            self._item(self.current).setCheckState(Qt.CheckState.Checked)
            self._rename(self.current)
            self._judge_version()

    def _judge_version(self) -> None:
        """Say what is wrong with a version, or that it promises more than is so."""
        row = self._rows[self.current]
        why = refusal(self._message(self.current), row.version) if not row.trouble else ""
        self._tell_wrong(f"{why[:1].upper()}{why[1:]}." if why else "")
        hint = row.doubt if not why else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _tell_wrong(self, why: str) -> None:
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))
        self.version.setAccessibleDescription(why)
        mark_wrong(self.version, bool(why))

    def _count(self) -> None:
        number = len(self.versions)
        self.button.setEnabled(number > 0)
        told = tr("Publish {number}", number=f"{number:,}") if number > 1 else tr("Publish")
        self.button.setText(told)
        self.list.setAccessibleDescription(counted(number, "message chosen", "messages chosen"))

    def _rename(self, sticky_id: str) -> None:
        self._item(sticky_id).setText(self._rows[sticky_id].label)

    def _item(self, sticky_id: str) -> QListWidgetItem:
        return self.list.item([*self._rows].index(sticky_id))

    def _message(self, sticky_id: str) -> Message:
        return self._editor.board.stickies[sticky_id].message or Message()
