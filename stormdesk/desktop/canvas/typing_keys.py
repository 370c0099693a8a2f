"""The keys that are not for the text while one is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stormdesk.editor import typing
from stormdesk.editor.editor import Editor


def take_key(editor: Editor, event: QKeyEvent) -> bool:
    """Do what Enter, Tab and Escape mean; return whether the key was one of them."""
    key, held = event.key(), event.modifiers()
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
        if control:
            typing.enter_alternative(editor)
        else:
            typing.enter(editor)
    elif key == Qt.Key.Key_Escape:
        editor.cancel()
    elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        typing.cycle_kind(editor, -1 if key == Qt.Key.Key_Backtab else 1)
    else:
        return False
    return True
