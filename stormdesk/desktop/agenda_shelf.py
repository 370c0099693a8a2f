"""The agendas at hand in the window: read when first asked for, and kept."""

from __future__ import annotations

from pathlib import Path

from stormdesk.exchange.agenda import Agenda
from stormdesk.exchange.agendas import Agendas, all_agendas
from stormdesk.model.session import Session

FOLDER = "agendas"
"""Where one's own agendas lie, beside the settings."""


class AgendaShelf:
    """Holds the shipped agendas and one's own from a folder."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.folder = folder
        self._language = language
        self._agendas: Agendas | None = None

    @property
    def agendas(self) -> Agendas:
        """All agendas, with what was refused of one's own."""
        if self._agendas is None:
            self._agendas = all_agendas(self.folder, self._language)
        return self._agendas

    def reload(self) -> None:
        """Read them anew when they are next asked for."""
        self._agendas = None

    def agenda_of(self, session: Session | None) -> Agenda | None:
        """Return the agenda that a session follows."""
        if session is None or session.agenda is None:
            return None
        return self.agendas.named(session.agenda)
