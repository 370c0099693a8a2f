"""The table of voting; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Action, Aside

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

_NO_BALLOT = Aside("No ballot is open; open one in the panel Votes (Ctrl+Alt+B).")


def _has_board(window: Window) -> bool:
    return window.view is not None


def _votes(window: Window) -> bool:
    view = window.view
    return view is not None and view.editor.is_editable and view.workshop.votes.ballot is not None


def _count(window: Window) -> None:
    if window.view is not None:
        window.view.turn_to("votes")
        window.view.workshop.votes.hands.setFocus()
        window.view.workshop.votes.hands.selectAll()


VOTE_ACTIONS: tuple[Action[Window], ...] = (
    Action("votes", "Votes", "Workshop", lambda w: w.view and w.view.turn_to("votes"),
           ("Ctrl+Alt+B",), _has_board, separated=True,
           words="arrow dot voting ballot rank priority hands"),
    Action("vote", "Vote for this, in turn", "Workshop",
           lambda w: w.view and w.view.workshop.votes.cast(), ("Ctrl+Alt+G",), _votes,
           obstacle=lambda _: _NO_BALLOT, words="arrow dot ballot cast"),
    Action("count-hands", "Count hands for this", "Workshop", _count, ("Ctrl+Alt+N",), _votes,
           obstacle=lambda _: _NO_BALLOT, words="tally ballot arrow dot"),
    Action("reveal-votes", "Reveal the votes", "Workshop",
           lambda w: w.view and w.view.workshop.votes.show_result(), (), _votes,
           words="ballot result rank"),
)  # fmt: skip
