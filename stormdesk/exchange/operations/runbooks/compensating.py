"""What takes an event back, and what it takes back itself."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.neighbours import neighbours
from stormdesk.exchange.catalogues.mdx import inline
from stormdesk.exchange.operations.runbooks.blocks import link, listed, worded
from stormdesk.exchange.operations.runbooks.calling import woken
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.meaning import way
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.sticky import Kind, Sticky

_ORIGINS = (Kind.COMMAND, Kind.POLICY)
_BETWEEN = (Kind.AGGREGATE, Kind.SYSTEM)


def compensating(book: Handbook, stream: Stream) -> str:
    """Return how the effect of an event is undone, nothing where the board does not say it."""
    return listed([*_undone(book, stream), *_undoes(book, stream)])


def _undone(book: Handbook, stream: Stream) -> Iterator[str]:
    for sticky in book.undoing.get(stream.id, ()):
        place, owner = book.place_of(sticky)
        begun = [f"{each.kind.value} “{worded(each)}”" for each in _begun_by(book, sticky)]
        by = f", begun by {'one of ' if len(begun) > 1 else ''}{', '.join(begun)}" if begun else ""
        yield (
            f"{_named(book, stream, sticky)} takes it back, in {inline(place)}{by}."
            f" Ask {woken(owner)}."
        )


def _undoes(book: Handbook, stream: Stream) -> Iterator[str]:
    undone = book.board.stickies.get(stream.subject.sticky.compensates or "")
    if undone is not None:
        yield (
            f"It is itself what takes {_named(book, stream, undone)} back: where it fails, that"
            " stays done, and somebody has to undo it."
        )


def _begun_by(book: Handbook, sticky: Sticky) -> list[Sticky]:
    """Return the commands and policies right before an event, over what stands between."""
    before = neighbours(book.board).before
    near = before.get(sticky.id, [])
    behind = [each for one in near if one.kind in _BETWEEN for each in before.get(one.id, [])]
    found = {each.id: each for each in (*near, *behind) if each.kind in _ORIGINS}
    return sorted(found.values(), key=lambda each: (each.order, each.id))


def _named(book: Handbook, stream: Stream, sticky: Sticky) -> str:
    there = book.streams.get(sticky.id)
    return link(there.name, way(stream, there)) if there is not None else f"“{worded(sticky)}”"
