"""A line above the canvas that tells something important and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from stormdesk.desktop import look
from stormdesk.desktop.icons import icon
from stormdesk.desktop.words import tr

Tone = Literal["calm", "warning", "error"]
Offer = tuple[str, Callable[[], object]]
_SIGNS = {
    "calm": ("recover", look.LIGHT.advice),
    "warning": ("lock", look.LIGHT.warning),
    "error": ("error", look.LIGHT.error),
}


class Banner(QFrame):
    """Stays until it is closed, if it can be closed at all."""

    def __init__(
        self,
        text: str,
        tone: Tone,
        *offers: Offer,
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self.text = text
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 7, 10, 7)
        layout.setSpacing(10)
        sign = QLabel()
        name, colour = _SIGNS[tone]
        sign.setPixmap(icon(name, colour).pixmap(QSize(20, 20)))
        layout.addWidget(sign)
        told = QLabel(text)
        told.setWordWrap(True)
        layout.addWidget(told, 1)
        for label, run in offers:
            button = QPushButton(label)
            button.clicked.connect(lambda _=False, run=run: run())
            layout.addWidget(button)
        if closable:
            close = QToolButton()
            close.setIcon(icon("close", look.LIGHT.ink))
            close.setAccessibleName(tr("Close this message"))
            close.clicked.connect(self.close_for_good)
            layout.addWidget(close)

    def close_for_good(self) -> None:
        """Go away at once."""
        self.setParent(None)
        self.deleteLater()
