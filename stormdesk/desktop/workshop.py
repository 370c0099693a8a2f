"""What a workshop is held with on an open board: its panels, its bars, and who leads it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.collecting import Collecting
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.inbox import Inbox
from stormdesk.desktop.panels.inbox import InboxPanel
from stormdesk.desktop.panels.session import SessionPage
from stormdesk.desktop.panels.versions import VersionsPanel
from stormdesk.desktop.panels.votes import VotesPanel
from stormdesk.desktop.replay_bar import ReplayBar
from stormdesk.desktop.session_clock import SessionClock
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.stage import Stage
from stormdesk.desktop.walk_bar import WalkBar
from stormdesk.desktop.wall.projection import Projection
from stormdesk.desktop.words import tr
from stormdesk.document.opening import OpenBoard
from stormdesk.exchange.agenda import Voting
from stormdesk.layout.appearance import Palette


class Workshop(QObject):
    """Wires them; ``changed`` tells that actions may differ.

    ``showing`` names the stickies that a row is about, ``turning`` the panel that is wanted,
    ``waiting`` how many stickies are in the inbox, ``told`` a line about what went there.
    """

    changed = Signal()
    showing = Signal(tuple)
    turning = Signal(str)
    waiting = Signal(int)
    told = Signal(str)

    def __init__(
        self,
        opened: OpenBoard,
        stage: Stage,
        projection: Projection,
        settings: SettingsFile,
        palette: Palette,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        editor = stage.canvas.editor
        self._stage = stage
        self.facilitation = Facilitation(editor, projection, opened.state, self)
        self.clock = SessionClock(self.facilitation, settings)
        self.session = SessionPage(editor, self.facilitation, opened.state, palette)
        kept = Inbox(editor.board.profile.id, opened.state, self)
        self.collecting = Collecting(editor, kept, self.facilitation, self)
        self.inbox = InboxPanel(editor, kept, self.collecting)
        self.votes = VotesPanel(editor, self.facilitation)
        self.versions = VersionsPanel(editor, opened, self.facilitation)
        self.walk_bar = WalkBar(stage.canvas, self.facilitation)
        self.replay_bar = ReplayBar(opened, stage, projection, palette)
        for bar in (self.walk_bar, self.replay_bar):
            stage.add_below(bar)
            bar.turned.connect(self.changed)
        for panel in (self.session, self.inbox, self.votes):
            panel.showing.connect(self.showing)
        for part in (self.walk_bar, self.versions):
            part.turned.connect(self._light)
        self.facilitation.turned.connect(self.changed)
        self.session.walking.connect(self.walk_bar.toggle)
        self.session.voting.connect(self.open_ballot)
        self.inbox.counted.connect(self.waiting)
        self.inbox.counted.connect(projection.show_waiting)
        projection.show_waiting(len(kept.waiting))
        self.collecting.told.connect(self.told)
        self.collecting.turned.connect(lambda _: self.changed.emit())

    @property
    def panels(self) -> Mapping[str, tuple[str, QWidget]]:
        """The panels by their page, with what they are called."""
        return {
            "session": (tr("Workshop"), self.session),
            "inbox": (tr("Inbox"), self.inbox),
            "votes": (tr("Votes"), self.votes),
            "versions": (tr("Versions"), self.versions),
        }

    def use_palette(self, palette: Palette) -> None:
        """Show boards and kinds in other colours from now on."""
        self.session.use_palette(palette)
        self.replay_bar.use_palette(palette)

    def open_ballot(self, wanted: Voting) -> None:
        """Open the ballot that a phase wants, unless one is open."""
        self.turning.emit("votes")
        if self.votes.ballot is None:
            self.votes.start(wanted)

    def let_go(self) -> None:
        """End what is shown beside the board, and keep what was typed."""
        self.replay_bar.end()
        self.session.close_task()

    def _light(self) -> None:
        walked = self.walk_bar.lit
        self._stage.light_only(walked if walked is not None else self.versions.lit)
