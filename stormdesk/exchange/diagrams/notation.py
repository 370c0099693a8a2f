"""How a language spells what a diagram is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from stormdesk.exchange.diagrams.diagram import Arrow, Box, Diagram, Lane, diagram_of
from stormdesk.exchange.format import Files
from stormdesk.model.board import Board
from stormdesk.model.naming import slug


@dataclass(frozen=True, slots=True)
class Notation:
    """One line for each part: where a lane opens and closes, a box, and an arrow."""

    opened: Callable[[Lane], str]
    closed: str
    box: Callable[[Box], str]
    arrow: Callable[[Arrow], str]


def body(diagram: Diagram, notation: Notation, margin: str = "  ") -> Iterator[str]:
    """Yield the lanes with their boxes, and then the arrows; what is in a lane stands inward."""
    for lane in diagram.lanes:
        boxes = (notation.box(box) for box in lane.boxes)
        if lane.context is None:
            yield from (f"{margin}{box}" for box in boxes)
        else:
            yield f"{margin}{notation.opened(lane)}"
            yield from (f"{margin}  {box}" for box in boxes)
            yield f"{margin}{notation.closed}"
    yield from (f"{margin}{notation.arrow(arrow)}" for arrow in diagram.arrows)


def one_file(board: Board, suffix: str, spelled: Callable[[Diagram], Iterable[str]]) -> Files:
    """Return the lines that a language takes for a board, as a file called after the board."""
    text = "\n".join(spelled(diagram_of(board)))
    return {f"{slug(board.profile.title, 'board')}.{suffix}": f"{text}\n".encode()}
