"""The catalogue: every event with cause and consequence, and what else says more than its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET, STRONG
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.model.handling import Handling
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.service import FailureMode, ServiceLevel
from stormdesk.model.sticky import Example, Kind, Sticky

_NEEDED = 130.0  # below the heading of an entry, in points


def catalogue(edition: Edition) -> list[Block]:
    """Return the events in the order of the timeline, then other stickies, then shared types."""
    blocks = edition.blocks()
    told = _in_time(edition)
    events = [sticky for sticky in told if sticky.kind is Kind.EVENT]
    others = [sticky for sticky in told if sticky.kind is not Kind.EVENT]
    if events:
        blocks.section(edition.words("sections.catalogue"), "catalogue", on_new_page=True)
    for event in events:
        _add(blocks, edition, event)
    if others:
        blocks.section(edition.words("sections.details"), "details", on_new_page=True)
    for sticky in others:
        _add(blocks, edition, sticky)
    types = edition.board.in_order(NamedType)
    if types:
        blocks.section(edition.words("sections.types"), "types")
    for each in types:
        blocks.entry(Piece(each.name, ENTRY), (anchor_of(each),))
        blocks.paragraph(each.doc)
        blocks.facts([(edition.words("entry.values"), _lines(each.values))])
        _add_fields(blocks, edition, each.fields)
    return blocks.made


def has_entry(sticky: Sticky) -> bool:
    """Tell whether a sticky has an entry in the catalogue."""
    return sticky.again is None and (sticky.kind is Kind.EVENT or says_more(sticky))


def says_more(sticky: Sticky) -> bool:
    """Tell whether there is more to a sticky than its words and what register they are in."""
    if sticky.kind is Kind.HOTSPOT or sticky.again is not None:
        return False
    return bool(
        sticky.doc.strip()
        or sticky.notes.strip()
        or sticky.message
        or sticky.rules
        or sticky.examples
        or sticky.handling
        or sticky.service_levels
        or sticky.failure_modes
        or sticky.contract.strip()
        or sticky.authentication.strip()
        or sticky.freshness
    )


def _in_time(edition: Edition) -> list[Sticky]:
    boxes = edition.arrangement.boxes
    chosen = [s for s in edition.board.stickies.values() if has_entry(s)]
    return sorted(chosen, key=lambda s: (boxes[s.id].x, boxes[s.id].y, s.id))


def _add(blocks: Blocks, edition: Edition, sticky: Sticky) -> None:
    words = edition.words
    mention = edition.mention(sticky, ENTRY)
    blocks.entry(mention._replace(target=""), (anchor_of(sticky),), needs=_NEEDED)
    blocks.paragraph(sticky.doc, gap=2)
    around = edition.neighbours
    causes = edition.mentions(around.before.get(sticky.id, ()))
    effects = edition.mentions(around.after.get(sticky.id, ()))
    is_event = sticky.kind is Kind.EVENT
    nothing = [Piece(words("entry.nothing"), QUIET)] if is_event else []
    trigger = _lines([words.of("trigger", sticky.trigger)])
    pinned = edition.mentions(edition.board.pinned(sticky.id))
    blocks.short_facts(
        [
            (words("facts.context"), [edition.home(sticky)]),
            (words("timeline.on-page"), edition.part_of(sticky)),
        ],
        keeps=True,
    )
    blocks.facts(
        [
            (words("entry.trigger"), trigger),
            (words("entry.caused-by"), causes or ([] if trigger else nothing)),
            (words("entry.leads-to"), effects or nothing),
            (words("entry.pinned"), pinned),
            (words("entry.rules"), _lines(sticky.rules)),
            (words("entry.freshness"), _lines([sticky.freshness])),
            (words("entry.contract"), _lines([sticky.contract, sticky.authentication])),
            (words("entry.handling"), _lines([_handling(words, sticky.handling)])),
            (words("entry.notes"), _lines(sticky.notes.splitlines())),
        ],
        gap=0.0,
    )
    tags = (words("entry.tags"), _lines([", ".join(sticky.tags)]))
    blocks.short_facts([*_of_message(edition, sticky.message), tags], gap=0.0)
    if sticky.message is not None:
        _add_fields(blocks, edition, sticky.message.fields)
    _add_levels(blocks, edition, sticky.service_levels)
    _add_failures(blocks, edition, sticky.failure_modes)
    _add_examples(blocks, edition, sticky.examples)


def _lines(texts: Iterable[str | None]) -> list[Piece]:
    return [Piece(text.strip(), CELL) for text in texts if text and text.strip()]


def _of_message(edition: Edition, message: Message | None) -> list[tuple[str, list[Piece]]]:
    """Return what a message is known and kept by."""
    if message is None:
        return []
    words = edition.words
    name = " ".join(filter(None, (message.name, message.version)))
    rate = message.rate
    rates = " – ".join(filter(None, (rate.steady, rate.peak))) if rate is not None else ""
    kept = " / ".join(filter(None, (message.retention, message.replay_window)))
    keys = dict.fromkeys(filter(None, (message.key, message.idempotency_key)))
    return [
        (words("entry.message"), _lines([name])),
        (words("entry.audience"), _lines([words.of("audience", message.audience)])),
        (words("entry.topic"), _lines([message.topic])),
        (words("entry.key"), _lines([", ".join(keys)])),
        (words("entry.compatibility"), _lines([message.compatibility])),
        (words("entry.retention"), _lines([kept])),
        (words("entry.rate"), _lines([rates])),
    ]


def _handling(words: FixedWords, handling: Handling | None) -> str:
    if handling is None:
        return ""
    return " · ".join(
        f"{words(f'handling.{name}')}: {_spelled(words, name, value)}"
        for name, value in handling.written().items()
    )


def _spelled(words: FixedWords, name: str, value: object) -> str:
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value).items()
        return ", ".join(
            f"{words(f'handling.{n}')} {_spelled(words, n, part)}" for n, part in parts
        )
    if isinstance(value, bool):
        return words("flag.yes")
    return words(f"backoff.{value}") if name == "backoff" else str(value)


def _add_fields(blocks: Blocks, edition: Edition, fields: Iterable[Field]) -> None:
    fields, words = list(fields), edition.words
    if not fields:
        return
    blocks.group(words("entry.fields"))
    columns = [
        Column(words("entry.field"), 0.24),
        Column(words("entry.type"), 0.22),
        Column(words("entry.meaning"), 0.32),
        Column(words("entry.classification"), 0.22),
    ]
    blocks.table(columns, (Row(_field(edition, each)) for each in fields))


def _field(edition: Edition, field: Field) -> list[list[Piece]]:
    words = edition.words
    name = [Piece(field.name, STRONG)]
    if not field.required:
        name.append(Piece(words("entry.optional"), QUIET))
    meaning = _lines([field.doc])
    if field.unit:
        meaning.append(Piece(field.unit, QUIET))
    secrecy = [words.of("classification", field.classification)]
    secrecy += [words("entry.personal")] if field.personal else []
    marks = _lines([", ".join(filter(None, secrecy))])
    if field.mask:
        marks.append(Piece(words("entry.masked", mask=words.of("mask", field.mask)), QUIET))
    return [name, [_type(edition, field.type)], meaning, marks]


def _type(edition: Edition, notation: str) -> Piece:
    """Return a type, which leads to its fields where it is the board's own."""
    inner = notation.rpartition("<")[2].rstrip(">").rpartition(",")[2].strip()
    own = edition.board.get(NamedType.derived_id(inner), NamedType)
    return Piece(notation, CELL, anchor_of(own) if own is not None else "")


def _add_levels(blocks: Blocks, edition: Edition, levels: Iterable[ServiceLevel]) -> None:
    levels, words = list(levels), edition.words
    if not levels:
        return
    blocks.group(words("entry.service-levels"))
    columns = [
        Column(words("entry.indicator"), 0.26),
        Column(words("entry.objective"), 0.26),
        Column(words("entry.window"), 0.12),
        Column(words("facts.owner"), 0.18),
        Column(words("entry.standing"), 0.18),
    ]
    rows: list[Row] = []
    for level in levels:
        goal = [level.objective, level.threshold and f"≤ {level.threshold}", level.within]
        who = edition.person(level.confirmed_by)
        chain = edition.mention_ids(filter(None, (level.start, level.end, level.consumer)))
        rows.append(
            Row(
                [
                    [Piece(words(f"indicator.{level.indicator}"), STRONG), *chain],
                    _lines([", ".join(filter(None, goal))]),
                    _lines([level.window]),
                    _lines([edition.person(level.owner)]),
                    _lines([words(f"standing.{level.standing}", who=who)]),
                ]
            )
        )
    blocks.table(columns, rows)


def _add_failures(blocks: Blocks, edition: Edition, modes: Iterable[FailureMode]) -> None:
    modes, words = list(modes), edition.words
    if not modes:
        return
    blocks.group(words("entry.failure-modes"))
    columns = [
        Column(words("entry.mode"), 0.2),
        Column(words("entry.mitigation"), 0.4),
        Column(words("entry.signal"), 0.4),
    ]
    rows = (
        Row([[Piece(words(f"mode.{m.mode}"), STRONG)], _lines([m.mitigation]), _lines([m.signal])])
        for m in modes
    )
    blocks.table(columns, rows)


def _add_examples(blocks: Blocks, edition: Edition, examples: Iterable[Example]) -> None:
    examples, words = list(examples), edition.words
    if not examples:
        return
    blocks.group(words("entry.examples"))
    columns = [Column(words(f"entry.{part}"), 1) for part in ("given", "when", "then")]
    rows = (Row([_lines(e.given), _lines([e.when]), _lines(e.then)]) for e in examples)
    blocks.table(columns, rows)
