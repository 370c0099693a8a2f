"""The panel of voting: ballots are opened, cast in turn or counted, revealed and ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from stormdesk.analysis.votes import Ranked, ranking
from stormdesk.analysis.votes import ballots as all_ballots
from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.session_parts import Rows, column, field, label, small
from stormdesk.desktop.tip import tip
from stormdesk.desktop.words import counted, tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop import ballots
from stormdesk.exchange.agenda import Voting
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Ballot, VoteKind
from stormdesk.model.sticky import Sticky

KINDS: dict[VoteKind, str] = {"arrow": "Arrow voting", "dot": "Dot voting"}
_MOST_EACH = 1_000
_EACH = 2


class VotesPanel(QWidget):
    """Follows the board; ``showing`` names the sticky that a row is about."""

    showing = Signal(tuple)

    def __init__(
        self, editor: Editor, facilitation: Facilitation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._facilitation = facilitation
        self.told = label("wrong")
        self.kind, self.name, self.each = QComboBox(), QLineEdit(), QSpinBox()
        self.open = QPushButton(tr("Open the ballot"))
        self.turnout, self.turn, self.on = label("title"), label("told"), label("faint")
        self.hands = QSpinBox()
        self.vote = QPushButton()
        self.back = small(tr("Take the last back"), self.take_back)
        self.reveal = small(tr("Reveal"), self.show_result)
        self._left, self._ranked = Rows(2), Rows()
        self._opening, self._casting = QWidget(), QWidget()
        self._lay_out()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.refresh)
        editor.watch(self._wait)
        editor.document.follow(lambda _: self._wait())
        self.refresh()

    @property
    def ballot(self) -> Ballot | None:
        """The ballot that is under way."""
        return ballots.open_ballot(self._editor.board)

    def start(self, wanted: Voting | None = None) -> None:
        """Open a ballot as it is filled in, or as a phase of an agenda wants it."""
        kind: VoteKind = wanted.kind if wanted is not None else self.kind.currentData()
        each = wanted.each if wanted is not None else self.each.value()
        name = self.name.text().strip() or tr(KINDS[kind])
        now = self._facilitation.now()
        self._try(lambda: ballots.open_new(self._editor.document, now, name, kind, each))
        self.name.clear()

    def cast(self) -> None:
        """Give the vote of whoever's turn it is to the sticky that is selected."""
        ballot, sticky = self.ballot, self._chosen
        by = ballots.whose_turn(self._editor.board, ballot) if ballot is not None else None
        if by is None:
            self._tell(tr("All votes are cast. Reveal them, or take one back."))
        elif sticky is None:
            self._tell(tr("Select the sticky that {name} votes for.", name=by))
        else:
            self._try(lambda: ballots.cast(self._editor.document, sticky.id, by))

    def count(self) -> None:
        """Keep the hands that went up for the sticky that is selected."""
        sticky = self._chosen
        if sticky is None:
            self._tell(tr("Select the sticky that hands went up for."))
        else:
            number = self.hands.value()
            self._try(lambda: ballots.tally(self._editor.document, sticky.id, number))
            self.hands.setValue(0)
            self.hands.selectAll()

    def take_back(self) -> None:
        """Take the last vote back."""
        self._try(lambda: ballots.take_back(self._editor.document))

    def show_result(self) -> None:
        """Reveal the ballot."""
        self._try(lambda: ballots.reveal(self._editor.document, self._facilitation.now()))

    def refresh(self) -> None:
        """Show how the voting stands; what was voted for only once it is revealed."""
        ballot, board = self.ballot, self._editor.board
        self._opening.setVisible(ballot is None)
        self._casting.setVisible(ballot is not None)
        self.open.setEnabled(self._editor.is_editable)
        if ballot is not None:
            self._show_turnout(ballot)
        held = [b for b in reversed(all_ballots(board)) if b.revealed is not None]
        found = [(each.name, ranking(board, each)) for each in held]
        self._ranked.fill(found, lambda: self._rankings(found))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._due.start()

    @property
    def _chosen(self) -> Sticky | None:
        chosen = self._editor.selected_stickies
        return chosen[0] if len(chosen) == 1 else None

    def _show_turnout(self, ballot: Ballot) -> None:
        board, chosen = self._editor.board, self._chosen
        cast, wanted = ballots.turnout(board, ballot)
        self.turnout.setText(
            tr("{name}: {n} of {all} votes", name=ballot.name, n=cast, all=wanted)
            if wanted
            else tr("{name}: {n} votes", name=ballot.name, n=cast)
        )
        by = ballots.whose_turn(board, ballot)
        self.vote.setEnabled(by is not None and chosen is not None)
        self.vote.setText(tr("{name} votes for this", name=by or "…").replace("&", "&&"))
        if by is not None:
            self.turn.setText(tr("{name}, it is your turn.", name=by))
        elif wanted:
            self.turn.setText(tr("All votes are cast."))
        else:
            self.turn.setText(
                tr("Nobody is named. Count hands below, or name who takes part in “Workshop”.")
            )
        text = " ".join(chosen.text.split()) if chosen is not None else ""
        nothing = tr("Select a sticky on the board to vote for it.")
        self.on.setText(tr("Selected: {text}", text=text) if chosen is not None else nothing)
        left = ballots.left(board, ballot)
        self._left.fill(left, lambda: map(_told_left, left.items()))

    def _rankings(self, found: list[tuple[str, tuple[Ranked, ...]]]) -> Iterator[QWidget]:
        for name, ranked in found:
            yield label("section", name)
            if not ranked:
                yield label("faint", tr("Nobody voted."))
            yield from map(self._row, ranked)

    def _row(self, ranked: Ranked) -> Quiet:
        text = " ".join(ranked.sticky.text.split()) or tr("Without a text")
        votes = counted(ranked.votes, "vote", "votes")
        row = Quiet(f"{ranked.place}.  {votes} · {text}")
        row.setToolTip(tip(text))
        row.setMinimumWidth(1)
        row.clicked.connect(lambda: self.showing.emit((ranked.sticky.id,)))
        return row

    def _try(self, verb: Callable[[], object]) -> None:
        typing.finish(self._editor)
        try:
            verb()
        except BadInput as problem:
            self._tell(f"{problem.why}.")
        else:
            self._tell("")

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _wait(self) -> None:
        if self.isVisible() and not self._due.isActive():
            self._due.start()

    def _lay_out(self) -> None:
        layout = column(self, 8)
        layout.setContentsMargins(12, 8, 12, 12)
        for part in (self._opening, self._casting, self.told):
            layout.addWidget(part)
        layout.addLayout(self._ranked)
        layout.addStretch(1)
        self._tell("")
        self._lay_out_opening()
        self._lay_out_casting()
        self.setFocusProxy(self.kind)

    def _lay_out_opening(self) -> None:
        layout = column(self._opening, 6)
        layout.addWidget(
            label(
                "faint",
                tr(
                    "Let the room decide what to see to first. Votes are given in turn from here,"
                    " or counted by hands; nobody sees what for until you reveal them."
                ),
            )
        )
        for kind, name in KINDS.items():
            self.kind.addItem(tr(name), kind)
        self.each.setRange(1, _MOST_EACH)
        self.each.setValue(_EACH)
        self.name.setPlaceholderText(tr("Left out: the way of voting"))
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = ((tr("Way"), self.kind), (tr("Name"), self.name), (tr("Votes each"), self.each))
        for line, (text, entry) in enumerate(rows):
            name = field(text, entry)
            name.setWordWrap(False)
            grid.addWidget(name, line, 0)
            grid.addWidget(entry, line, 1)
        layout.addLayout(grid)
        self.open.setProperty("primary", True)
        self.open.setAutoDefault(False)
        self.open.clicked.connect(lambda _=False: self.start())
        layout.addWidget(self.open)

    def _lay_out_casting(self) -> None:
        layout = column(self._casting, 6)
        self.vote.setProperty("primary", True)
        self.vote.setMinimumWidth(1)
        self.vote.clicked.connect(lambda _=False: self.cast())
        for part in (self.turnout, self.turn, self.on, self.vote):
            layout.addWidget(part)
        hands = QHBoxLayout()
        hands.setSpacing(6)
        self.hands.setRange(0, ballots.MOST_HANDS)
        self.hands.lineEdit().returnPressed.connect(self.count)
        name = field(tr("Hands for this"), self.hands)
        name.setWordWrap(False)
        hands.addWidget(name)
        hands.addWidget(self.hands, 1)
        hands.addWidget(small(tr("Count"), self.count))
        layout.addLayout(hands)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.back, 1)
        row.addWidget(self.reveal, 1)
        layout.addLayout(row)
        layout.addLayout(self._left)


def _told_left(pair: tuple[str, int]) -> QLabel:
    name, number = pair
    told = counted(number, "vote left", "votes left") if number else tr("done")
    return label("faint", f"{name}: {told}")
