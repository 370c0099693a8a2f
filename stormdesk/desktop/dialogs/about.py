"""What this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stormdesk import __version__
from stormdesk.desktop.dialogs.ask import tell
from stormdesk.desktop.words import tr


def show_about(parent: QWidget | None) -> None:
    """Show name, version and licence."""
    tell(
        parent,
        f"stormdesk {__version__}",
        tr(
            "Event storming on the desktop, without network, account or telemetry: one file a"
            " board.\n\nMIT licence. Set in Roboto. Verbs looked up in the word lists of"
            " simplemma and its sources, under the Open Database License."
        ),
    )
