"""The kinds of sticky beside the canvas, for those who would rather click than type."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLayout,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from stormdesk.analysis.glossary import term_help
from stormdesk.desktop.icons import kind_icon
from stormdesk.desktop.tip import tip
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.tools.place import Place
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette, label_of, look_of
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind

_WIDTH, _ROW, _MARGINS = 80, 50, 16


def name_kinds(actions: Mapping[str, QAction], profile: Profile, palette: Palette) -> None:
    """Give the actions that place a sticky the board's name of its kind, and its colour."""
    for kind in Kind:
        action = actions[f"place-{kind}"]
        name = label_of(kind, profile)
        action.setText(name.replace("&", "&&"))
        action.setToolTip(f"{name} ({look_of(kind).key})")
        action.setIcon(kind_icon(kind, palette))


class KindStrip(QFrame):
    """One button a kind of the board's level; a click gives the hand a sticky to put down."""

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("kinds")
        self._editor = editor
        self._palette = palette
        self._named: Profile | None = None
        self._buttons: dict[Kind, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 8, 5, 8)
        layout.setSpacing(1)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for kind in Kind:
            layout.addWidget(self._button(kind))
        layout.addStretch(1)
        self.setFixedWidth(_WIDTH)
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.refresh)
        editor.watch(self._due.start)
        editor.document.follow(lambda _: self._due.start())
        self.refresh()

    @property
    def offered(self) -> set[Kind]:
        """The kinds that can be clicked."""
        return {kind for kind, button in self._buttons.items() if not button.isHidden()}

    def button(self, kind: Kind) -> QToolButton:
        """Return the button of a kind."""
        return self._buttons[kind]

    def use_palette(self, palette: Palette) -> None:
        """Show the kinds in other colours from now on."""
        self._palette = palette
        for kind, button in self._buttons.items():
            button.setIcon(kind_icon(kind, palette))

    def refresh(self) -> None:
        """Show the kinds of the level, and which one the hand holds; not in the midst of a drag."""
        if self._editor.document.open_edit is not None:
            return
        if self._named is not self._editor.board.profile:
            self._name_buttons(self._editor.board.profile)
        fitting, tool = self._editor.palette, self._editor.tool
        held = tool.kind if isinstance(tool, Place) else None
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        if self.height() < len(fitting) * _ROW + _MARGINS:
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        for kind, button in self._buttons.items():
            button.setToolButtonStyle(style)
            button.setVisible(kind in fitting)
            button.setEnabled(self._editor.is_editable)
            button.setChecked(kind is held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without the names where there is no room for them."""
        super().resizeEvent(event)
        self._due.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Explain a kind when somebody rests on its button; nobody waits for that at the start."""
        if event.type() == QEvent.Type.ToolTip and isinstance(watched, QToolButton):
            if isinstance(event, QHelpEvent):
                QToolTip.showText(event.globalPos(), tip(self.explained(watched)), watched)
            return True
        return super().eventFilter(watched, event)

    def explained(self, button: QToolButton) -> str:
        """Return what is told of the kind of a button."""
        kind = next(kind for kind, each in self._buttons.items() if each is button)
        return "\n".join(filter(None, (button.toolTip(), term_help(kind))))

    def _button(self, kind: Kind) -> QToolButton:
        button = QToolButton()
        button.setIcon(kind_icon(kind, self._palette))
        button.setIconSize(QSize(24, 24))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.clicked.connect(lambda _=False: self.hold(kind))
        button.installEventFilter(self)
        self._buttons[kind] = button
        self._group.addButton(button)
        return button

    def _name_buttons(self, profile: Profile) -> None:
        self._named = profile
        for kind, button in self._buttons.items():
            look, name = look_of(kind), label_of(kind, profile)
            button.setText(name.replace("&", "&&"))
            button.setToolTip(f"{name} ({look.key})\n{tr(look.hint)}")
            button.setAccessibleName(tr("Place {kind}", kind=name))

    def hold(self, kind: Kind) -> None:
        """Give the hand a sticky of a kind to put down, or take it back."""
        tool = self._editor.tool
        typing.finish(self._editor)
        if isinstance(tool, Place) and tool.kind is kind:
            self._editor.use(self._editor.idle())
        else:
            self._editor.use(Place(kind))
