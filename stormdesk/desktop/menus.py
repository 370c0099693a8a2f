"""Menus, toolbar and keys, all made from the tables of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QInputDevice, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from stormdesk.desktop.icons import icon
from stormdesk.desktop.words import tr
from stormdesk.editor.action import Aside
from stormdesk.editor.actions import Action
from stormdesk.model.problem import BadInput

T = TypeVar("T")
Menu = Callable[[], Iterable[tuple[str, str, Callable[[], object]]]]
"""What a menu holds when it opens: label, tool tip and what it does."""

ORDER = ("File", "Edit", "Insert", "Sticky", "Lane", "Arrange", "View", "Go", "Workshop", "Help")


class Bound(QObject, Generic[T]):
    """The rows of a table as actions on one target.

    Keys without Ctrl or Alt, and all of those where ``everywhere`` says no, work only while the
    keyboard is in ``place``, so that they never get between somebody and a text field.
    ``refused`` is told what a row could not take, ``told`` what one has to say.
    """

    def __init__(
        self,
        rows: Sequence[Action[T]],
        target: T,
        place: QWidget | None,
        before: Callable[[Action[T]], bool] = lambda row: True,
        everywhere: Callable[[Action[T]], bool] = lambda row: True,
        parent: QObject | None = None,
        refused: Callable[[BadInput], object] | None = None,
        told: Callable[[Aside], object] = lambda aside: None,
    ) -> None:
        super().__init__(parent)
        self._refused = refused
        self._told = told
        self.rows = {row.name: row for row in rows}
        self.actions: dict[str, QAction] = {}
        self._explainers: dict[str, QAction] = {}
        self._target = target
        self._before = before
        for row in rows:
            action = self.actions[row.name] = self._made(row)
            is_local = not everywhere(row) or not _is_chord(row.keys)
            if row.keys and is_local and place is not None:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                place.addAction(action)
            if row.obstacle is not None and place is not None:
                self._explain(row, row.obstacle, place)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done now."""
        for name, action in self.actions.items():
            enabled = self.rows[name].enabled(self._target)
            if action.isEnabled() != enabled:
                action.setEnabled(enabled)
            if name in self._explainers:
                self._explainers[name].setEnabled(not enabled)
            checked = self.rows[name].checked
            if checked is not None:
                action.setChecked(checked(self._target))

    def run(self, name: str) -> None:
        """Do what a row says, if it can be done now."""
        row = self.rows[name]
        if self._before(row) and row.enabled(self._target):
            try:
                said = row.run(self._target)
            except BadInput as problem:
                if self._refused is None:
                    raise
                self._refused(problem)
            else:
                if isinstance(said, Aside):
                    self._told(said)
            if row.checked is not None:
                self.refresh()

    def _explain(self, row: Action[T], obstacle: Callable[[T], Aside], place: QWidget) -> None:
        """Let the keys of a row that cannot be done tell why; Qt takes none for what is greyed."""
        explainer = self._explainers[row.name] = QAction(self)
        explainer.setShortcuts([QKeySequence(key) for key in row.keys])
        explainer.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        explainer.triggered.connect(lambda: self._told(obstacle(self._target)))
        place.addAction(explainer)

    def redraw(self) -> None:
        """Draw the icons anew, in the window's present ink."""
        for name, action in self.actions.items():
            if self.rows[name].icon:
                action.setIcon(icon(self.rows[name].icon))

    def _made(self, row: Action[T]) -> QAction:
        action = QAction(tr(row.label), self)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setShortcutVisibleInContextMenu(True)
        action.setMenuRole(_role(row.name))
        action.setCheckable(row.checked is not None)
        # A switch whose key is held shall not flicker.
        action.setAutoRepeat(row.checked is None)
        if row.icon:
            action.setIcon(icon(row.icon))
        keys = QKeySequence(row.keys[0]).toString(_NATIVE) if row.keys else ""
        action.setToolTip(f"{tr(row.label)}  ({keys})" if keys else tr(row.label))
        action.triggered.connect(lambda _=False: self.run(row.name))
        return action


def fill_menu_bar(bar: QMenuBar, bounds: Sequence[Bound], menus: Mapping[str, Menu]) -> None:
    """Make the menus anew; a row whose name is in ``menus`` becomes a menu of its own."""
    for action in bar.actions():
        action.menu().deleteLater()
    bar.clear()
    for top in ORDER:
        inside: dict[str, QMenu] = {}
        for bound in bounds:
            for row in bound.rows.values():
                first, _, second = row.menu.partition("/")
                if first != top:
                    continue
                menu = inside.setdefault("", QMenu(f"&{tr(top)}", bar))
                if second:
                    if second not in inside:
                        inside[second] = menu.addMenu(tr(second))
                    menu = inside[second]
                if row.separated:
                    menu.addSeparator()
                if row.name in menus:
                    _add_living_menu(menu, bound.actions[row.name], menus[row.name])
                else:
                    menu.addAction(bound.actions[row.name])
        if "" in inside:
            menu = inside[""]
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(lambda: [bound.refresh() for bound in bounds])
            bar.addMenu(menu)


def fill_tool_bar(bar: QToolBar, bounds: Sequence[Bound], names: Sequence[str]) -> None:
    """Put actions on the toolbar by name; ``|`` stands for a line."""
    bar.clear()
    known = {name: action for bound in bounds for name, action in bound.actions.items()}
    for name in names:
        if name == "|":
            bar.addSeparator()
        elif name in known:
            bar.addAction(known[name])
            button = bar.widgetForAction(known[name])
            if isinstance(button, QToolButton):
                button.setAccessibleName(known[name].text())
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def context_menu(bound: Bound, names: Sequence[str], parent: QWidget) -> QMenu:
    """Return a menu of those of the named actions that can be done now."""
    bound.refresh()
    menu = ContextMenu(parent)
    for name in names:
        if name == "|":
            menu.addSeparator()
        elif bound.actions[name].isEnabled():
            menu.addAction(bound.actions[name])
    return menu


class ContextMenu(QMenu):
    """A menu that may open under a finger; lifting that finger is no choice yet."""

    _is_pressed = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, from which on a finger chooses."""
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose, unless it is the finger that opened the menu."""
        is_finger = event.device().type() == QInputDevice.DeviceType.TouchScreen
        if self._is_pressed or not is_finger:
            super().mouseReleaseEvent(event)


def key_names(row: Action) -> str:
    """Return the keys of a row as this machine calls them."""
    return ", ".join(QKeySequence(key).toString(_NATIVE) for key in row.keys)


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _add_living_menu(menu: QMenu, row: QAction, fill: Menu) -> None:
    inner = menu.addMenu(row.icon(), row.text())

    def refill() -> None:
        inner.clear()
        for label, tip, run in fill():
            action = inner.addAction(label.replace("&", "&&"))
            action.setToolTip(tip)
            action.triggered.connect(lambda _=False, run=run: run())
        if inner.isEmpty():
            inner.addAction(tr("None yet")).setEnabled(False)

    inner.setToolTipsVisible(True)
    inner.aboutToShow.connect(refill)


def _is_chord(keys: Sequence[str]) -> bool:
    return all(
        "Ctrl+" in key or "Alt+" in key or (key[:1] == "F" and key[1:].isdigit()) for key in keys
    )


def _role(name: str) -> QAction.MenuRole:
    roles = {
        "quit": QAction.MenuRole.QuitRole,
        "about": QAction.MenuRole.AboutRole,
        "settings": QAction.MenuRole.PreferencesRole,
    }
    return roles.get(name, QAction.MenuRole.NoRole)
