"""The parts of a board that a picture may be of."""

from __future__ import annotations

from stormdesk.desktop.dialogs.option_entry import Offer
from stormdesk.desktop.words import counted, tr
from stormdesk.model.board import Board
from stormdesk.model.context import Context


def places_of(board: Board, selection: tuple[str, ...]) -> dict[str, Offer]:
    """Return what a picture may be of, as the option ``of`` spells it."""
    offer: list[tuple[str, str]] = [("whole", tr("The whole board"))]
    if selection:
        what = counted(len(selection), "selected sticky", "selected stickies")
        offer.append((f"selection {','.join(selection)}", tr("The {what}", what=what)))
    names = [lane.name for lane in board.in_order(Context)]
    once = [name for name in names if names.count(name) == 1 and name.strip() == name]
    offer += [(f"lane {name}", tr("Lane {name}", name=name)) for name in once if name]
    return {"of": offer}
