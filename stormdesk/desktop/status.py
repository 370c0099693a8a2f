"""The line below the canvas: what the hand can do, what is on the board, how safe it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from stormdesk.desktop.elided import Elided
from stormdesk.desktop.words import counted, tr
from stormdesk.document.opening import OpenBoard
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import label_of
from stormdesk.model.board import Change
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

_SHOWN = 4
_SAID_FOR = 6_000


class Status(QStatusBar):
    """Follows the board and the hand; ``show_zoom`` is told by the canvas.

    ``is_drafted`` tells whether something is typed that the board does not hold yet.
    """

    def __init__(self, opened: OpenBoard, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self.is_drafted: Callable[[], bool] = lambda: False
        self._editor = editor
        self._kinds = Counter(s.kind for s in editor.board.stickies.values())
        self.hint, self.counts, self.safety, self.zoom = Elided(), QLabel(), QLabel(), QLabel()
        self._said = ""
        self._fading = QTimer(self, singleShot=True, interval=_SAID_FOR)
        self._fading.timeout.connect(lambda: self.say(""))
        self.setSizeGripEnabled(False)
        self.addWidget(self.hint, 1)
        for label in (self.counts, self.safety, self.zoom):
            self.addPermanentWidget(label)
        self._due = QTimer(self, singleShot=True, interval=60)
        self._due.timeout.connect(self.refresh)
        editor.watch(self._due.start)
        editor.document.follow(self._follow)
        self.refresh()

    def add(self, widget: QWidget) -> None:
        """Put something more before the zoom."""
        self.insertPermanentWidget(2, widget)

    def show_zoom(self, scale: float) -> None:
        """Show how large the board is shown."""
        self.zoom.setText(f"{scale:.0%}")

    def say(self, text: str) -> None:
        """Tell something in place of the hint for some seconds."""
        self._said = text
        self._fading.start()
        self.refresh()

    def refresh(self) -> None:
        """Show what is true now."""
        is_view = self._opened.is_read_only
        hint = "Another window has this board; here it is only shown" if is_view else ""
        self.hint.setText(self._said or tr(hint or self._editor.tool.hint_for(self._editor)))
        self.counts.setText(_counts(self._kinds, self._editor.board.profile))
        text, is_trouble = _safety(self._opened, is_drafted=self.is_drafted())
        self.safety.setText(text)
        if bool(self.safety.property("trouble")) != is_trouble:
            self.safety.setProperty("trouble", is_trouble)
            self.safety.style().unpolish(self.safety)
            self.safety.style().polish(self.safety)

    def _follow(self, change: Change) -> None:
        for _, before, after in change:
            if isinstance(before, Sticky):
                self._kinds[before.kind] -= 1
            if isinstance(after, Sticky):
                self._kinds[after.kind] += 1
        if not self._due.isActive():
            self._due.start()


def _counts(kinds: Counter[Kind], profile: Profile) -> str:
    most = sorted(((k, kinds[k]) for k in Kind if kinds[k] > 0), key=lambda pair: -pair[1])
    total = sum(n for _, n in most)
    if not total:
        return tr("No stickies yet")
    parts = []
    for kind, number in most[:_SHOWN]:
        if kind in profile.labels:
            parts.append(f"{number:,} × {label_of(kind, profile)}")
            continue
        name = label_of(kind, profile).lower()
        many = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
        parts.append(counted(number, name, many))
    rest = total - sum(n for _, n in most[:_SHOWN])
    return " · ".join([*parts, tr("{n} more", n=rest)] if rest else parts)


def _safety(opened: OpenBoard, *, is_drafted: bool) -> tuple[str, bool]:
    if opened.trouble is not None:
        return tr("Not kept safe: {why}. Save the board.", why=opened.trouble), True
    if opened.is_read_only:
        return tr("View only"), False
    if opened.is_unsaved or is_drafted:
        return tr("Unsaved changes, kept safe"), False
    return tr("Saved") if opened.path is not None else tr("Never saved"), False
