"""The service levels of a board as artefacts need them: named, owned, and with plain numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from stormdesk.analysis.indicators import BACKLOGS
from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.stickies import standing
from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.stream import Stream
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import digest, slug
from stormdesk.model.service import Indicator, ServiceLevel, Standing
from stormdesk.model.sticky import Sticky

Form = Literal["objective", "zero-tolerance", "threshold", "recorded", "unnumbered"]
"""What a level can become.

``objective``: a share of good events over a window, with a budget of errors. ``zero-tolerance``:
all of them, so that a single bad one alerts and no budget is left. ``threshold``: a number that
is not to be passed. ``recorded``: noted for each replay or game day. ``unnumbered``: nothing yet.
"""

USUAL_WINDOW = 30 * 86_400
"""Seconds over which a budget of errors is reckoned where a board leaves it open."""

USUAL_PATIENCE = 5 * 60
"""Seconds that a threshold may be passed where a board leaves it open: what jumps, settles."""

UPPER_BOUNDS: frozenset[Indicator] = frozenset({"schema-error-rate", "duplicate-rate"})
"""Indicators whose number is the share of bad events at most, not of good ones at least."""

ASSUMED = "assumed, nobody has agreed yet"
"""What is said of a number that is only a guess."""

UNCONFIRMED = "stated on the board, nobody has confirmed it"
"""What is said of a number that is no guess, and that nobody is named for either."""

DOUBTS: Mapping[Standing, str] = {"confirmed": "", "assumed": ASSUMED, "stated": UNCONFIRMED}
"""What is added to a number, nothing where somebody agreed on it."""

_PER_RUN: frozenset[Indicator] = frozenset({"replay-success", "time-to-detect"})
_MARKS: Mapping[Standing, str] = {
    "confirmed": "",
    "assumed": " (assumed)",
    "stated": " (not confirmed)",
}
_TIMES: frozenset[Indicator] = frozenset({"latency", "time-to-detect"})


@dataclass(frozen=True, slots=True)
class Level:
    """One service level of one stream.

    ``name`` is a label of RFC 1123, at most 63 characters, and no other level has it. ``readings``
    are the consumers that it looks at, none where nobody reads the stream. ``objective`` is the
    share of good events from 0 to 1; ``threshold`` is in ``unit``; ``window`` and ``within`` are
    in seconds. ``start`` is the stream that begins a chain, of which ``stream`` is the end.
    """

    name: str
    source: ServiceLevel
    sticky: Sticky
    stream: Stream
    start: Stream | None
    readings: tuple[Reading, ...]
    owner: Owner
    operator: Owner | None
    form: Form
    objective: Decimal | None
    threshold: Decimal | None
    unit: Literal["messages", "seconds"] | None
    window: int
    within: Decimal | None

    @property
    def indicator(self) -> Indicator:
        """What it measures."""
        return self.source.indicator

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has agreed on the number yet."""
        return self.source.assumed

    @property
    def standing(self) -> Standing:
        """How far one may rely on its number."""
        return self.source.standing

    @property
    def agreement(self) -> str:
        """How far one may rely on its number, in words: only a name makes it agreed."""
        by = " ".join((self.source.confirmed_by or "").split())
        return self.doubt or f"confirmed by {by}"

    @property
    def doubt(self) -> str:
        """What a text adds to its number, nothing where somebody agreed on it."""
        return DOUBTS[self.standing]

    @property
    def mark(self) -> str:
        """What a title adds to a number nobody agreed on, where there is no room for more."""
        return _MARKS[self.standing]

    @property
    def title(self) -> str:
        """What people call it, such as ``Inventory reserved: consumer lag``."""
        measured = self.indicator.replace("-", " ")
        text = " ".join(self.stream.subject.sticky.text.split())
        if self.start is not None:
            text = f"{' '.join(self.start.subject.sticky.text.split())} to {text}"
        return f"{text}: {measured}"

    @property
    def groups(self) -> tuple[str, ...]:
        """The consumer groups that it looks at."""
        return tuple(sorted({reading.group for reading in self.readings}))


def levels_of(
    board: Board, streams: Mapping[str, Stream], owners: Mapping[str | None, Owner]
) -> tuple[tuple[Level, ...], tuple[str, ...]]:
    """Return the levels of a board, and a sentence for each that belongs to no stream."""
    placed: list[tuple[Sticky, ServiceLevel, Stream, tuple[Reading, ...]]] = []
    left_out: list[str] = []
    for sticky in standing(board):
        for level in sticky.service_levels:
            measured = list(_measured(sticky, level, streams))
            placed += [(sticky, level, stream, readings) for stream, readings in measured]
            if not measured:
                what = f"{level.indicator.replace('-', ' ')} of “{' '.join(sticky.text.split())}”"
                left_out.append(f"The {what} is left out: no message travels there.")
    wanted = [_wanted(level, stream, n) for n, (_, level, stream, _) in enumerate(placed)]
    names = spelled(
        wanted, lambda key: key.partition("\0")[0], alike=lambda name: name.replace("_", "-")
    )
    return (
        tuple(
            _level(board, names[key].replace("_", "-"), *each, streams, owners)
            for key, each in zip(wanted, placed, strict=True)
        ),
        tuple(left_out),
    )


def _measured(
    sticky: Sticky, level: ServiceLevel, streams: Mapping[str, Stream]
) -> Iterator[tuple[Stream, tuple[Reading, ...]]]:
    """Yield the streams that a level looks at, with the readings of each."""
    stream = streams.get(level.end or sticky.id)
    if level.start is not None and level.start not in streams:
        return
    if stream is not None and level.consumer is None:
        yield stream, stream.readings
        return
    consumer = level.consumer or sticky.id
    near = [] if stream is None else [stream]
    # What is said of a consumer beside the event that it brings about holds for what it reads.
    for among in (near, streams.values()):
        found = [(each, _of(consumer, each)) for each in among if _of(consumer, each)]
        if found:
            yield from found
            return


def _of(consumer: str, stream: Stream) -> tuple[Reading, ...]:
    return tuple(reading for reading in stream.readings if reading.sticky.id == consumer)


def _wanted(level: ServiceLevel, stream: Stream, place: int) -> str:
    """Return the name that a level would like, and behind it what tells it from all others."""
    event = slug(stream.name, f"event-{digest(stream.name)}")
    longest = 63 - len(level.indicator) - len("-") - 12
    return f"{event[:longest].rstrip('-')}-{level.indicator}\0{stream.id}\0{place}"


def _level(
    board: Board,
    name: str,
    sticky: Sticky,
    level: ServiceLevel,
    stream: Stream,
    readings: tuple[Reading, ...],
    streams: Mapping[str, Stream],
    owners: Mapping[str | None, Owner],
) -> Level:
    objective = _objective(level)
    threshold, unit = _threshold(level)
    within = _number(level.within) if level.within is not None else None
    form = _form(level, objective, threshold, within)
    return Level(
        name=name,
        source=level,
        sticky=sticky,
        stream=stream,
        start=streams[level.start] if level.start is not None else None,
        readings=readings,
        owner=owners[level.owner or _context_owner(board, level, stream)],
        operator=owners[level.operated_by] if level.operated_by is not None else stream.operator,
        form=form,
        objective=objective,
        threshold=threshold,
        unit=unit,
        window=_window(level, form),
        within=within,
    )


def _context_owner(board: Board, level: ServiceLevel, stream: Stream) -> str | None:
    """Return who owns the context of the consumer, or else that of the stream."""
    measured = board.stickies.get(level.consumer or "", stream.subject.sticky)
    context = board.get(lane_of(board, measured), Context)
    return context.owner if context is not None else None


def _objective(level: ServiceLevel) -> Decimal | None:
    """Return the share that has to be good; upper bounds are turned round."""
    text = level.objective
    if text is None and level.threshold is not None and level.threshold.endswith("%"):
        text = level.threshold
    if text is None:
        return None
    share = Decimal(text.rstrip("% ")) / 100
    return 1 - share if level.indicator in UPPER_BOUNDS else share


def _threshold(
    level: ServiceLevel,
) -> tuple[Decimal | None, Literal["messages", "seconds"] | None]:
    text = level.threshold
    if text is None or text.endswith("%"):
        return None, None
    if not text.isdigit():
        return _number(text), "seconds"
    return (None, None) if level.indicator in _TIMES else (Decimal(text), "messages")


def _number(duration: str) -> Decimal:
    """Return a duration in seconds without the last digits of a float."""
    return Decimal(f"{seconds(duration):.3f}".rstrip("0").rstrip("."))


def _form(
    level: ServiceLevel,
    objective: Decimal | None,
    threshold: Decimal | None,
    within: Decimal | None,
) -> Form:
    limit = threshold if threshold is not None else within
    if level.indicator in _PER_RUN:
        return "recorded" if objective is not None or limit is not None else "unnumbered"
    if level.indicator in BACKLOGS:
        return "threshold" if threshold is not None else "unnumbered"
    if objective is not None and not (level.indicator == "latency" and limit is None):
        return "zero-tolerance" if objective >= 1 else "objective"
    # Of a share that nobody said, a time alone tells nothing.
    return "threshold" if level.indicator == "latency" and limit is not None else "unnumbered"


def _window(level: ServiceLevel, form: Form) -> int:
    """Return over how many seconds a level is reckoned; no budget is spent over none at all."""
    said = round(seconds(level.window)) if level.window is not None else None
    if form == "threshold":
        return USUAL_PATIENCE if said is None else said
    return said or USUAL_WINDOW
