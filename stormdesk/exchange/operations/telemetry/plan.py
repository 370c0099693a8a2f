"""Who instruments what, where, and how traces survive what is asynchronous."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import Stream
from stormdesk.exchange.operations.telemetry.layers import layers_of
from stormdesk.exchange.operations.telemetry.log_fields import LOG_FIELDS
from stormdesk.exchange.operations.telemetry.names import OWN_ATTRIBUTES, TRACEPARENT, TRACESTATE
from stormdesk.exchange.operations.telemetry.privacy import payload_of
from stormdesk.model.context import Context
from stormdesk.model.service import Observability

_INTENT = """\
Who instruments what, and where. Signals come from the observability points of the board; where a
message has none, that is said and nothing is made up."""

_PROPAGATION = f"""\
Whoever sends a message puts `{TRACEPARENT}` and `{TRACESTATE}` into its headers, as W3C Trace
Context spells them, beside the attributes of CloudEvents; whoever sets a message aside, tries it
again or replays it keeps them. A consumer that works on one message goes on with its trace. One
that takes a batch begins a trace of its own and links each message, for a span has one parent. The
id of what caused a message travels as `ce_causationid`, and what belongs together shares
`ce_correlationid`: both hold where traces are sampled away."""

_LOGS = """\
Every line is an object of JSON with these fields. What the board masks stays masked, and what is
personal or confidential is never logged in clear: the file of each context says which are which."""

_WHAT: dict[Observability, str] = {
    "trace": "span",
    "metric": "metrics",
    "log": "log line",
    "audit": "audit record",
}


def plan(operations: Operations) -> str:
    """Return the plan as Markdown."""
    streams = list(operations.streams.values())
    parts = [
        f"# Telemetry of {inline(operations.board.profile.title)}",
        _INTENT,
        "## Who instruments what",
        table(
            ("message", "side", "where", "who", "asked for", "not asked for"),
            [row for stream in streams for row in _rows(operations, stream)],
        )
        or "No message travels.",
        "## How context travels",
        _PROPAGATION,
        table(
            ("message", "from", "to", "through", "the trace goes on as"),
            [row for stream in streams for row in _boundaries(stream)],
        )
        or "No message has a reader.",
        "## Log fields",
        _LOGS,
        table(("field", "what it says"), [(f"`{name}`", what) for name, what in LOG_FIELDS]),
        *_payloads(operations, streams),
        "## Attributes of our own",
        table(("attribute", "what it says"), [(f"`{n}`", w) for n, w in OWN_ATTRIBUTES.items()]),
        "## Layers",
        table(
            ("layer", "name", "telemetry", "on this board"),
            [
                (each.id, each.name, each.telemetry, inline(each.here))
                for each in layers_of(operations)
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _rows(operations: Operations, stream: Stream) -> Iterator[tuple[str, ...]]:
    for sender in stream.senders:
        asked = stream.subject.sticky.observability
        yield _row(stream, "sends", sender, _owner_of(operations, sender, stream), asked)
    for reading in stream.readings:
        # What is said of a message holds at both ends; a reader may ask for more.
        asked = (*stream.subject.sticky.observability, *reading.sticky.observability)
        owner = _owner_of(operations, reading.context, stream)
        side = f"reads as {reading.group}"
        yield _row(stream, side, reading.context, owner, asked)


def _row(
    stream: Stream, side: str, context: str, owner: Owner, asked: tuple[Observability, ...]
) -> tuple[str, ...]:
    wanted = [what for signal, what in _WHAT.items() if signal in asked]
    message = stream.subject.sticky.message
    must = "audit" not in asked and message is not None and message.audit
    missing = [
        f"{what} (the message must be audited)" if signal == "audit" else what
        for signal, what in _WHAT.items()
        if signal not in asked and (signal != "audit" or must)
    ]
    return (
        inline(stream.name),
        inline(side),
        inline(context),
        inline(owner.name),
        ", ".join(wanted) or "nothing yet",
        ", ".join(missing) or "nothing",
    )


def _owner_of(operations: Operations, context: str, stream: Stream) -> Owner:
    for place in operations.landscape.boundaries:
        if place.slug == context:
            return operations.owners[_called(place.context)]
    return stream.owner


def _called(context: Context | None) -> str | None:
    return context.owner if context is not None else None


def _boundaries(stream: Stream) -> Iterator[tuple[str, ...]]:
    for reading in stream.readings:
        yield (
            inline(stream.name),
            inline(", ".join(stream.senders)),
            inline(f"{reading.group} in {reading.context}"),
            f"{inline(stream.topic)} ({stream.broker or 'broker not yet decided'})",
            _goes_on(reading),
        )


def _goes_on(reading: Reading) -> str:
    if reading.in_batches:
        return "a link for each message of the batch"
    return "the parent of the span that works on it"


def _payloads(operations: Operations, streams: list[Stream]) -> Iterator[str]:
    rows = [
        (inline(stream.name), inline(name), "a keyed hash" if how == "hash" else how)
        for stream in streams
        for name, how in payload_of(operations.board, stream).items()
        if how != "plain"
    ]
    if rows:
        yield "These fields of payloads do not show as they are:"
        yield table(("message", "field", "in logs"), rows)
