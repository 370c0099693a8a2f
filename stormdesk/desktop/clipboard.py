"""The desktop's clipboard, as the editor wants it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_RECORDS = "application/x-stormdesk-clip"


class DesktopClipboard:
    """Lends other programs the text of what is copied, and other windows of ours the stickies."""

    def put(self, text: str, records: str) -> None:
        """Take a text and, beside it, the records it stands for."""
        clip = QMimeData()
        clip.setText(text)
        clip.setData(_RECORDS, records.encode())
        QGuiApplication.clipboard().setMimeData(clip)

    def text(self) -> str:
        """Return the text that is there."""
        return QGuiApplication.clipboard().text()

    def records(self) -> str:
        """Return the records that are there, or nothing."""
        clip = QGuiApplication.clipboard().mimeData()
        data = bytes(clip.data(_RECORDS).data()) if clip is not None else b""
        return data.decode("utf-8", "replace")
