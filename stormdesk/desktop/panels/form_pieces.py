"""Headings that fold, quiet buttons that add, links and notes: what stands between the fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from stormdesk.desktop.icons import faint_icon
from stormdesk.desktop.panels.form_parts import Ask, Choice, Fold, Link, Offer
from stormdesk.desktop.words import tr

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Quiet(QPushButton):
    """A button that looks like text and that Enter presses too."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setProperty("quiet", True)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter."""
        if event.key() not in _RETURN:
            super().keyPressEvent(event)
        elif self.menu() is not None:
            self.showMenu()
        else:
            self.click()


class FoldHead(QWidget):
    """A heading with a sign that folds what is under it, and a way to remove what it heads."""

    turned = Signal()
    removed = Signal()

    def __init__(self, fold: Fold, *, is_editable: bool) -> None:
        super().__init__()
        self.fold = fold
        self.setObjectName("fold")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("inner", fold.is_inner)
        title = Quiet(fold.title)
        title.setProperty("fold", "inner" if fold.is_inner else "outer")
        title.setIcon(faint_icon("chevron" if fold.is_open else "chevron-right"))
        state = tr("unfolded") if fold.is_open else tr("folded")
        title.setAccessibleName(f"{fold.title}, {state}")
        title.clicked.connect(self.turned)
        self.setFocusProxy(title)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0 if fold.is_inner else 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(title, 1)
        if fold.note:
            note = QLabel(fold.note)
            note.setProperty("role", "faint")
            layout.addWidget(note)
        if fold.remove is not None and is_editable:
            layout.addWidget(_removing(fold.title, self.removed))


class OfferMenu(QMenu):
    """A menu in which letters typed lead to what begins with them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._forget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what begins with the letters so far, or else with this one."""
        letter = event.text().casefold()
        if not letter.isprintable() or not letter.strip():
            super().keyPressEvent(event)
            return
        for typed in (self._typed + letter, letter):
            found = next((a for a in self.actions() if _begins(a.text(), typed)), None)
            if found is not None:
                self._typed = typed
                self.setActiveAction(found)
                return

    def _forget(self) -> None:
        self._typed = ""


class OfferButton(Quiet):
    """The quiet button that adds what is not there yet, from a menu where there are several."""

    chosen = Signal(object)

    def __init__(self, offer: Offer) -> None:
        super().__init__(f"+ {offer.label}")
        self.setProperty("offer", True)
        self.setAccessibleName(offer.label)
        if len(offer.choices) == 1 and offer.choices[0].do is not None:
            self.clicked.connect(lambda: self.chosen.emit(offer.choices[0]))
            return
        menu = OfferMenu(self)
        for choice in offer.choices:
            self._offer(menu, choice)
        self.setMenu(menu)

    def _offer(self, menu: QMenu, choice: Choice) -> None:
        action = menu.addAction(tr(choice.label).replace("&", "&&"))
        action.setToolTip(tr(choice.help))
        action.triggered.connect(lambda: self.chosen.emit(choice))


def link_button(link: Link) -> QPushButton:
    """Return the button that leads to another record."""
    words = [link.text]
    if link.note:
        words.append(f"({link.note})")
    if link.label:
        words.insert(0, link.label)
    button = Quiet(" ".join(words))
    button.setProperty("link", True)
    button.setAccessibleName(f"{link.label} {link.text}".strip())
    return button


def ask_button(ask: Ask) -> QPushButton:
    """Return the button that opens a window of its own."""
    button = Quiet(ask.label)
    button.setProperty("link", True)
    return button


def note_label(text: str) -> QLabel:
    """Return a quiet line."""
    label = QLabel(text)
    label.setProperty("role", "field")
    label.setWordWrap(True)
    return label


def _begins(label: str, typed: str) -> bool:
    return label.casefold().startswith(typed)


def _removing(title: str, removed: Signal) -> QToolButton:
    button = QToolButton()
    button.setIcon(faint_icon("close"))
    button.setToolTip(tr("Remove"))
    button.setAccessibleName(tr("Remove {title}", title=title))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(removed)
    return button
