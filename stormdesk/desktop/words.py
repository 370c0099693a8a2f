"""The one place through which every English text of the window goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, /, **values: object) -> str:
    """Return a text in the user's language, with values put where braces name them."""
    translated = QCoreApplication.translate("stormdesk", text)
    return translated.format(**values) if values else translated


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: ``1 event``, ``3 events``."""
    return f"{number:,} {tr(one if number == 1 else many)}"
