"""Contracts of a large board: all of them exported, compared, and judged after an edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from time import perf_counter
from typing import Any

from measure import Row, row, times

from stormdesk.document.document import Document
from stormdesk.editor.editor import Editor
from stormdesk.editor.publishing import publish
from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.compatibility.board_side import side_of
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.side import Side
from stormdesk.exchange.contracts.compatibility.standing import standing_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

SIZES = (500,)
BUNDLE_TARGETS = {500: 3.0}
COMPARISON_TARGETS = {500: 2.0}
EDIT_TARGETS = {500: 50.0}
SAMPLES = 5
EDITS = 40
_CONTEXTS = 10
_TYPES = (
    *("uuid", "timestamp", "string", "int64", "decimal(12,2)", "Money", "list<Line>", "boolean"),
    *("Status", "map<string>", "float64", "date"),
)


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure boards of n messages of twelve fields; all of them differ where two are compared."""
    for n in sizes:
        exports = iter([contract_board(n) for _ in range(SAMPLES)])
        exporting = times(lambda exports=exports: write(next(exports), SchemaOptions()), SAMPLES)
        yield row("contracts-bundle", n, exporting, BUNDLE_TARGETS.get(n))
        pairs = iter([(contract_board(n), contract_board(n, later=True)) for _ in range(SAMPLES)])
        comparing = times(lambda pairs=pairs: _compared(*next(pairs)), SAMPLES)
        yield row("contracts-compat", n, comparing, COMPARISON_TARGETS.get(n))
        board = contract_board(n)
        taken = _after_edits(board, side_of(board))
        yield row("contracts-live", n, taken, EDIT_TARGETS.get(n), "ms")
        taken = _after_edits(published_board(n), None)
        yield row("contracts-live-published", n, taken, EDIT_TARGETS.get(n), "ms")


def contract_board(n: int, *, later: bool = False) -> Board:
    """Return a board of n messages, each read in the next context; later all have changed."""
    lines: list[dict[str, Any]] = [
        {"name": "sku", "type": "string", "tag": 1},
        {"name": "quantity", "type": "int64" if later else "int32", "tag": 2},
    ]
    amount = {"name": "amount", "type": "decimal(12,2)", "tag": 1}
    records: list[Record] = [
        Profile(id="contracts", title="Contracts", namespace="com.example.contracts"),
        *(Context(id=f"context-{c}", name=f"Context {c}", order=c) for c in range(_CONTEXTS)),
        NamedType.model_validate({"id": "type:Line", "name": "Line", "fields": lines}),
        NamedType.model_validate({"id": "type:Money", "name": "Money", "fields": [amount]}),
        NamedType.model_validate({"id": "type:Status", "name": "Status", "values": ["on", "off"]}),
    ]
    for number in range(n):
        event = _event(number, later=later)
        policy = Sticky.model_validate(
            {
                "id": f"policy-{number}",
                "kind": "policy",
                "text": f"Whenever thing {number} has happened, do the next",
                "context": f"context-{(number + 1) % _CONTEXTS}",
                "order": n + number,
            }
        )
        records += [event, policy, Flow.between(event.id, policy.id, number)]
    return sound_board(records)


def published_board(n: int) -> Board:
    """Return the board of n messages, all of them published with their shared types."""
    board = contract_board(n)
    editor = Editor(Document(board), Cards(Typefaces.bundled_only()))
    versions = {i: s.message.version or "1.0.0" for i, s in board.stickies.items() if s.message}
    publish(editor, versions, date(2026, 1, 31))
    return editor.board


def _event(number: int, *, later: bool) -> Sticky:
    fields: list[dict[str, Any]] = [
        {"name": f"field{tag}", "type": data_type, "tag": tag, "required": tag % 3 > 0}
        for tag, data_type in enumerate(_TYPES, 1)
    ]
    reserved: list[dict[str, Any]] = []
    if later:
        gone = fields.pop(number % len(fields))
        reserved.append({"name": gone["name"], "tag": gone["tag"]})
        fields.append({"name": "added", "type": "string", "tag": 13, "required": False})
    message = {
        "name": f"Thing{number}Happened",
        "version": "1.1.0" if later else "1.0.0",
        "compatibility": "FULL",
        "fields": fields,
        "reserved": reserved,
    }
    return Sticky.model_validate(
        {
            "id": f"event-{number}",
            "kind": "event",
            "text": f"Thing {number} happened",
            "context": f"context-{number % _CONTEXTS}",
            "order": number,
            "message": message,
        }
    )


def _compared(old: Board, new: Board) -> object:
    return compared(side_of(old), side_of(new))


def _after_edits(board: Board, bundle: Side | None) -> list[float]:
    """Return how many milliseconds the verdict takes after each of many edits of fields."""
    n = len(board.stickies) // 2
    taken: list[float] = []
    for number in range(EDITS):
        sticky = board.stickies[f"event-{number * 37 % n}"]
        if sticky.message is None:
            continue
        first, *rest = sticky.message.fields
        fields = (first.revised(name=f"renamed{number}"), *rest)
        after = sticky.revised(message=sticky.message.revised(fields=fields))
        board = board.after(Change({sticky.id: (sticky, after)}))
        begin = perf_counter()
        standing_of(board, {sticky.id}, bundle)
        taken.append((perf_counter() - begin) * 1_000)
    return taken
