"""What is there before a board is: new ones, recent ones, unsaved ones and templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.cards import Card, choice_card, template_card
from stormdesk.desktop.elided import Elided
from stormdesk.desktop.icons import icon, kind_icon
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.templates import Template, read_templates
from stormdesk.desktop.words import counted, tr
from stormdesk.document.file import title_of
from stormdesk.document.recovery import Unsaved, unsaved_boards
from stormdesk.layout.themes import palette_of
from stormdesk.model.profile import Level
from stormdesk.model.sticky import Kind

_WIDEST = 1200
_MOST_RECENT = 6
_LEVELS: tuple[tuple[Level, Kind, str, str], ...] = (
    (
        "big-picture",
        Kind.EVENT,
        "Big picture",
        "What happens in the whole business, told in events",
    ),
    (
        "process",
        Kind.POLICY,
        "Process",
        "Who decides what upon which event: commands, policies, read models",
    ),
    (
        "software-design",
        Kind.AGGREGATE,
        "Software design",
        "Aggregates and the messages between them, down to their fields",
    ),
)


class StartScreen(QScrollArea):
    """Offers everything a board can begin with."""

    making = Signal(str)
    browsing = Signal()
    opening_path = Signal(Path)
    opening_template = Signal(Path)
    opening_unsaved = Signal(object)

    def __init__(self, opening: Opening, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = opening.settings
        self._task = Task(self)
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setObjectName("start")
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        outer = QHBoxLayout(content)
        outer.setContentsMargins(40, 28, 40, 20)
        outer.addStretch(1)
        outer.addWidget(middle, 1_000)
        outer.addStretch(1)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(_head())
        columns = QHBoxLayout()
        columns.setSpacing(40)
        columns.addLayout(self._new_boards(), 5)
        columns.addLayout(self._earlier_boards(unsaved_boards(opening.state)), 6)
        layout.addLayout(columns)
        layout.addLayout(self._templates())
        layout.addStretch(1)
        self.setWidget(content)
        self._task.run(read_templates, self.show_templates, lambda error: None)

    def close_task(self) -> None:
        """End the worker."""
        self._task.close()

    def show_templates(self, templates: list[Template]) -> None:
        """Show the cards of the templates once they are read."""
        palette = palette_of(self._settings.value.theme)
        for number, template in enumerate(templates):
            remark = counted(template.stickies, "sticky", "stickies")
            card = template_card(template, remark, palette)
            card.clicked.connect(
                lambda _=False, path=template.path: self.opening_template.emit(path)
            )
            self._grid.addWidget(card, 0, number)
            self._grid.setColumnStretch(number, 1)

    def _new_boards(self) -> QLayout:
        layout = _section(tr("New board"))
        for level, kind, title, text in _LEVELS:
            card = choice_card(kind_icon(kind), tr(title), tr(text))
            card.clicked.connect(lambda _=False, level=level: self.making.emit(level))
            layout.addWidget(card)
        browse = QPushButton(icon("open"), tr("  Open a board or a model…"))
        browse.setIconSize(QSize(18, 18))
        browse.setAccessibleName(tr("Open a board or a model…"))
        browse.clicked.connect(self.browsing)
        layout.addSpacing(4)
        layout.addWidget(browse, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return layout

    def _earlier_boards(self, unsaved: list[Unsaved]) -> QLayout:
        layout = QVBoxLayout()
        layout.setSpacing(26)
        if unsaved:
            section = _section(tr("Not saved yet"))
            for each in unsaved[:4]:
                section.addWidget(
                    self._row("recover", each.title, _unsaved_remark(each), self._offer(each))
                )
            layout.addLayout(section)
        section = _section(tr("Recent boards"))
        recent = [Path(name) for name in self._settings.value.recent[:_MOST_RECENT]]
        for path in recent:
            title = title_of(path) or path.name
            section.addWidget(self._row("board", title, _place_of(path), self._open(path)))
        if not recent:
            nothing = QLabel(tr("Boards you save or open are listed here."))
            nothing.setProperty("role", "faint")
            section.addWidget(nothing)
        layout.addLayout(section)
        layout.addStretch(1)
        return layout

    def _templates(self) -> QLayout:
        layout = _section(tr("Begin with a worked example"))
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._grid.setRowMinimumHeight(0, 220)
        layout.addLayout(self._grid)
        return layout

    def _offer(self, unsaved: Unsaved) -> Callable[[], None]:
        return lambda: self.opening_unsaved.emit(unsaved)

    def _open(self, path: Path) -> Callable[[], None]:
        return lambda: self.opening_path.emit(path)

    def _row(self, picture: str, title: str, remark: str, run: Callable[[], None]) -> Card:
        card = Card(title, remark)
        layout = QHBoxLayout(card)
        layout.setContentsMargins(14, 9, 14, 9)
        layout.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(icon(picture).pixmap(QSize(20, 20)))
        name, told = Elided(), Elided(Qt.TextElideMode.ElideMiddle)
        name.setText(title)
        told.setText(remark)
        told.setProperty("role", "faint")
        for label in (sign, name, told):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.setToolTip(remark)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(told)
        layout.addWidget(sign)
        layout.addLayout(words, 1)
        card.clicked.connect(lambda _=False: run())
        return card


def _head() -> QLayout:
    layout = QHBoxLayout()
    layout.setSpacing(18)
    sign = QLabel()
    sign.setPixmap(icon("stormdesk").pixmap(QSize(48, 48)))
    layout.addWidget(sign)
    words = QVBoxLayout()
    words.setSpacing(0)
    for text, role in (
        ("stormdesk", "wordmark"),
        (tr("Event storming that stays on your machine: one file a board"), "claim"),
    ):
        label = QLabel(text)
        label.setProperty("role", role)
        words.addWidget(label)
    layout.addLayout(words, 1)
    return layout


def _section(title: str) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(10)
    label = QLabel(title)
    label.setProperty("role", "heading")
    layout.addWidget(label)
    return layout


def _unsaved_remark(unsaved: Unsaved) -> str:
    when = _when(unsaved.modified.astimezone())
    return f"{counted(unsaved.steps, 'change', 'changes')} · {when}"


def _place_of(path: Path) -> str:
    home = Path.home()
    place = f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
    try:
        when = _when(datetime.fromtimestamp(path.stat().st_mtime).astimezone())
    except OSError:
        when = tr("not found any more")
    return f"{place} · {when}"


def _when(moment: datetime) -> str:
    days = (datetime.now().astimezone().date() - moment.date()).days
    if days == 0:
        return tr("today, {time}", time=f"{moment:%H:%M}")
    return tr("yesterday") if days == 1 else f"{moment:%d.%m.%Y}"
