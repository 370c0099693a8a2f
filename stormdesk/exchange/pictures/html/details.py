"""What the page knows of a board beside its drawing, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.findings import check
from stormdesk.analysis.indicators import spoken
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.title_block import counted
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Relation
from stormdesk.model.hotspot import hotspots
from stormdesk.model.message import Field, Message
from stormdesk.model.people import Team
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Sticky

_Row = tuple[str, str]
_LONG_AGO = date.min
"""The day that rules are told: what is overdue today must not change the page tomorrow."""


class Details:
    """Tells about the records of one board in the words of its language."""

    def __init__(
        self,
        arrangement: Arrangement,
        words: FixedWords,
        frame: Box,
        *,
        findings: bool,
        notes: bool,
    ) -> None:
        self._board = arrangement.board
        self._arrangement = arrangement
        self._words = words
        self._frame = frame
        self._has_findings = findings
        self._has_notes = notes

    def all(self) -> dict[str, Any]:
        """Return everything; stickies in the order of time."""
        board, boxes, words = self._board, self._arrangement.boxes, self._words
        in_time = sorted(
            board.stickies.values(), key=lambda s: (boxes[s.id].x, boxes[s.id].y, s.order, s.id)
        )
        return {
            "language": language_of(board) or words.language,
            "stickies": [self._sticky(sticky) for sticky in in_time],
            "contexts": self._contexts(in_time),
            "hotspots": [self._hotspot(sticky) for sticky in hotspots(board)],
            "findings": self._findings(),
            "titles": {
                "field": [words(f"entry.{name}") for name in ("field", "type", "meaning")],
                "fields": words("entry.fields"),
                "levels": words("entry.service-levels"),
                "mode": words("entry.failure-modes"),
                "in": words("entry.caused-by"),
                "out": words("entry.leads-to"),
                "pins": words("entry.pinned"),
                "findings": words("sections.findings"),
            },
            "words": {
                path.removeprefix("viewer."): phrase
                for path, phrase in words.phrases.items()
                if path.startswith("viewer.")
            },
        }

    def _sticky(self, sticky: Sticky) -> dict[str, Any]:
        board, words = self._board, self._words
        box = self._arrangement.boxes[sticky.id]
        lane = board.contexts.get(lane_of(board, sticky) or "")
        told: dict[str, Any] = {
            "id": sticky.id,
            "kind": sticky.kind.value,
            "label": words.kind(sticky.kind, board.profile),
            "text": sticky.text,
            "box": [
                round(box.x - self._frame.x, 1), round(box.y - self._frame.y, 1),
                round(box.width, 1), round(box.height, 1),
            ],
            "lane": lane.name if lane is not None else "",
            "facts": list(self._facts(sticky, lane)),
            "prose": list(self._prose(sticky)),
            "fields": [self._field(field) for field in sticky.message.fields]
            if sticky.message is not None
            else [],
            "levels": [self._level(level) for level in sticky.service_levels],
            "failures": [
                (each.mode.replace("-", " "), each.mitigation, each.signal)
                for each in sticky.failure_modes
            ],
            "in": [flow.source for flow in board.incoming(sticky.id)],
            "out": [flow.target for flow in board.outgoing(sticky.id)],
            "pins": [pin.id for pin in board.pinned(sticky.id)],
        }  # fmt: skip
        return {name: value for name, value in told.items() if value != []}

    def _facts(self, sticky: Sticky, lane: Context | None) -> Iterable[_Row]:
        words, message = self._words, sticky.message
        owner = sticky.owner or (lane.owner if lane is not None else None)
        told: list[tuple[str, str | None]] = [
            ("legend.pivotal", (sticky.label or "✓") if sticky.pivotal else None),
            ("facts.context", lane.name if lane is not None else None),
            ("facts.owner", self._team(owner)),
            ("facts.status", words.of("hotspot", sticky.status)),
            ("facts.due", sticky.due),
            ("entry.trigger", sticky.trigger),
            ("entry.freshness", sticky.freshness),
            ("entry.tags", ", ".join(sticky.tags)),
            *(self._sent(message) if message is not None else ()),
        ]
        return ((words(path), value) for path, value in told if value)

    def _sent(self, message: Message) -> Sequence[tuple[str, str | None]]:
        rates = [message.rate.steady, message.rate.peak] if message.rate is not None else []
        return (
            ("entry.message", message.name),
            ("facts.version", message.version),
            ("entry.topic", message.topic),
            ("entry.key", message.key),
            ("entry.audience", message.audience),
            ("entry.retention", message.retention),
            ("entry.rate", " – ".join(str(rate) for rate in rates if rate)),
            ("entry.compatibility", message.compatibility),
        )

    def _prose(self, sticky: Sticky) -> Iterable[_Row]:
        words = self._words
        told = [
            ("entry.meaning", sticky.doc),
            ("facts.answer", sticky.answer),
            ("entry.rules", "\n".join(sticky.rules)),
            ("entry.contract", sticky.contract),
            ("entry.notes", sticky.notes if self._has_notes else ""),
        ]
        for example in sticky.examples:
            steps = (
                *(f"{words('entry.given')} {each}" for each in example.given),
                *((f"{words('entry.when')} {example.when}",) if example.when else ()),
                *(f"{words('entry.then')} {each}" for each in example.then),
            )
            told.append(("entry.examples", "\n".join(steps)))
        return ((words(path), value) for path, value in told if value.strip())

    def _field(self, field: Field) -> tuple[str, str, str, str]:
        words = self._words
        marks = [
            "" if field.required else words("entry.optional"),
            words("entry.personal") if field.personal else "",
            field.classification or "",
            words("entry.masked", mask=field.mask) if field.mask else "",
        ]
        return field.name, str(field.type), ", ".join(mark for mark in marks if mark), field.doc

    def _level(self, level: ServiceLevel) -> str:
        words = self._words
        standing = words(f"standing.{level.standing}", who=level.confirmed_by or "")
        parts = [level.objective, level.threshold, level.within, level.window, standing]
        return f"{spoken(level)}: {' · '.join(part for part in parts if part)}"

    def _contexts(self, in_time: Iterable[Sticky]) -> list[dict[str, Any]]:
        board, words = self._board, self._words
        members: dict[str | None, list[str]] = {None: []}
        for context in board.in_order(Context):
            members[context.id] = []
        for sticky in in_time:
            members[lane_of(board, sticky)].append(sticky.id)
        told = [
            {
                "name": context.name,
                "about": " · ".join(
                    part
                    for part in (
                        words(f"context.{context.kind}"),
                        words.of("subdomains", context.subdomain),
                        self._team(context.owner),
                    )
                    if part
                ),
                "text": context.description,
                "relations": [self._relation(r) for r in board.of_type(Relation).values()
                              if context.id in (r.upstream, r.downstream)],
                "stickies": members[context.id],
            }
            for context in board.in_order(Context)
        ]  # fmt: skip
        if members[None]:
            told.append({"name": words("context.outside"), "stickies": members[None]})
        return told

    def _relation(self, relation: Relation) -> str:
        words, contexts = self._words, self._board.contexts
        feeds = words(
            "map.feeds",
            upstream=contexts[relation.upstream].name,
            downstream=contexts[relation.downstream].name,
        )
        pattern = words.of("patterns", relation.pattern) or words("map.no-pattern")
        return f"{feeds}: {pattern}"

    def _hotspot(self, sticky: Sticky) -> dict[str, str]:
        words = self._words
        parts = [
            words(f"hotspot.{sticky.status or 'open'}"),
            self._team(sticky.owner) or words("hotspot.nobody"),
            sticky.due or "",
        ]
        return {"id": sticky.id, "about": " · ".join(part for part in parts if part)}

    def _findings(self) -> list[dict[str, Any]]:
        if not self._has_findings:
            return []
        stickies = self._board.stickies
        return [
            {
                "level": found.level.value,
                "label": self._words(f"findings.{found.level}"),
                "message": found.message,
                "remedy": found.remedy,
                "stickies": [each for each in found.records if each in stickies],
            }
            for found in check(self._board, today=_LONG_AGO)
        ]

    def _team(self, owner: str | None) -> str:
        team = self._board.get(owner, Team)
        return team.name if team is not None else owner or ""


def facts_of(board: Board, words: FixedWords, date_shown: str | None) -> list[_Row]:
    """Return what the board says of itself, for the head of the page."""
    profile = board.profile
    told = [
        ("facts.status", words.of("status", profile.status)),
        ("facts.version", profile.version),
        ("facts.confidentiality", profile.confidentiality),
        ("facts.date", date_shown),
        ("facts.board", counted(board, words)),
    ]
    return [(words(path), value) for path, value in told if value]
