"""All runbooks of a board, and what one has to know of them."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.runbooks.event_page import event_page, is_bare
from stormdesk.exchange.operations.runbooks.handbook import Handbook, handbook_of
from stormdesk.exchange.operations.runbooks.incident import incident_page, post_mortem_page
from stormdesk.exchange.operations.runbooks.mode_page import mode_page
from stormdesk.exchange.operations.runbooks.options import RunbookOptions
from stormdesk.exchange.operations.runbooks.readme import readme
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.board import Board


def write(board: Board, options: RunbookOptions) -> dict[str, bytes]:
    """Return a page for each event and each of its failure modes, with those of every incident.

    Raises BadInput where a source of metrics is unknown, or a message makes no contract.
    """
    book = handbook_of(board, options)
    pages: dict[str, bytes] = {}
    for stream in book.streams.values():
        pages |= _pages(book, stream)
    if pages:
        pages |= {"incident.md": incident_page(book), "post-mortem.md": post_mortem_page()}
    index = readme(book, _left_out(book.streams.values()))
    return bundled(board, "runbooks", {**pages, "README.md": index}, marked=pages)


def left_out(board: Board) -> list[str]:
    """Return a sentence about the events that nobody described."""
    return _left_out(operations_of(board).streams.values())


def _pages(book: Handbook, stream: Stream) -> dict[str, bytes]:
    modes = dict.fromkeys(each.mode for each in stream.subject.sticky.failure_modes)
    return {
        stream.runbook: event_page(book, stream),
        **{stream.runbook_of(mode): mode_page(book, stream, mode) for mode in modes},
    }


def _left_out(streams: Iterable[Stream]) -> list[str]:
    bare = [stream.name for stream in streams if is_bare(stream)]
    if not bare:
        return []
    return [f"Short pages only, for nobody has described them yet: {', '.join(bare)}."]
