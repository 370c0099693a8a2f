"""What the board leaves in the dark: crossings without a trace, events without a metric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stormdesk.analysis.crossings import Crossing, crossings
from stormdesk.analysis.observation import Observed, observation, tally
from stormdesk.analysis.origin_time import origin_time, origin_time_name
from stormdesk.analysis.payload import shared_types
from stormdesk.analysis.stickies import standing
from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import Stream
from stormdesk.exchange.operations.telemetry.privacy import key_of, private_keys
from stormdesk.model.service import Observability
from stormdesk.model.sticky import Kind

_INTENT = """\
What the board says of traces, metrics and logs, and what it leaves open. It is counted from the
observability points of the stickies, not from what services report already. Of events and consumers
those count that have a point or should have it: what leaves its context, is hot, is handled by a
machine, comes from outside, is promised, or has to be proven."""


def coverage(operations: Operations) -> str:
    """Return the report as Markdown."""
    streams = list(operations.streams.values())
    crossing = crossings(operations.board)
    dark = [each for each in crossing if not _is_traced(each)]
    observed = observation(operations.board)
    parts = [
        f"# Coverage of {inline(operations.board.profile.title)}",
        _INTENT,
        "## In short",
        table(
            ("what", "covered", "of"),
            [
                ("flows into another context with a trace", *_of(crossing, dark)),
                *(
                    (f"events and consumers with {_ARTICLES[point]}", str(n.there), str(n.wanted))
                    for point, n in tally(operations.board, observed).items()
                ),
                ("service levels on a message with a metric", *_levels(operations)),
            ],
        ),
        "## Flows that cross a context without a trace",
        table(
            ("from", "to", "contexts", "what to do"),
            [_crossing(each) for each in dark],
        )
        or _none(crossing, "No flow of the board leaves its context."),
        "## Events and consumers that lack what they should have",
        table(("sticky", "what it is", "lacks"), list(_lacking(operations, observed))) or "None.",
        "## Messages without a metric",
        _open(streams, "metric"),
        "## Messages without a log",
        _open(streams, "log"),
        "## Chains whose beginning nobody can tell",
        "\n".join(f"- {each}" for each in _chains(operations)) or "None.",
        "## Keys that are private",
        "\n".join(f"- {each}" for each in _keys(operations)) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


_ARTICLES: dict[Observability, str] = {
    "trace": "a trace",
    "metric": "a metric",
    "log": "a log",
    "audit": "an audit record",
}


def _is_traced(crossing: Crossing) -> bool:
    """Tell whether a flow is traced: by its message, which is at one of its ends."""
    message = crossing.source if crossing.source.kind is Kind.EVENT else crossing.target
    ends = (message,) if message.kind is Kind.EVENT else (crossing.source, crossing.target)
    return any("trace" in each.observability for each in ends)


def _without(streams: Iterable[Stream], signal: Observability) -> list[Stream]:
    return [s for s in streams if signal not in s.subject.sticky.observability]


def _of(
    everything: list[Crossing] | list[Stream], missing: list[Crossing] | list[Stream]
) -> tuple[str, str]:
    return str(len(everything) - len(missing)), str(len(everything))


def _lacking(
    operations: Operations, observed: Mapping[str, Observed]
) -> Iterator[tuple[str, str, str]]:
    board = operations.board
    for sticky in standing(board):
        found = observed.get(sticky.id)
        if found is not None and found.missing:
            kind = sticky.kind.value.replace("-", " ")
            lacks = ", ".join(_ARTICLES[point] for point in found.missing)
            yield inline(sticky.text) or sticky.id, kind, lacks


def _levels(operations: Operations) -> tuple[str, str]:
    levels = operations.levels
    met = [each for each in levels if "metric" in each.stream.subject.sticky.observability]
    return str(len(met)), str(len(levels))


def _crossing(each: Crossing) -> tuple[str, str, str, str]:
    is_event = Kind.EVENT in (each.source.kind, each.target.kind)
    what = (
        "put trace among the observability points of the event"
        if is_event
        else ("trace the call, or give the event behind it a trace")
    )
    return (
        inline(each.source.text),
        inline(each.target.text),
        f"{inline(each.upstream.name)} to {inline(each.downstream.name)}",
        what,
    )


def _open(streams: list[Stream], signal: Observability) -> str:
    rows = [
        (inline(each.name), inline(each.context_name), inline(each.owner.name), _since(each))
        for each in _without(streams, signal)
    ]
    return table(("message", "context", "owner", "read by"), rows) or _none(
        streams, "No message travels."
    )


def _since(stream: Stream) -> str:
    return inline(", ".join(stream.groups)) or "nobody on the board"


def _none(everything: list[Crossing] | list[Stream], otherwise: str) -> str:
    return "None." if everything else otherwise


def _chains(operations: Operations) -> Iterator[str]:
    types = shared_types(operations.board)
    for level in operations.levels:
        if level.start is None:
            continue
        first, last = level.start.subject.sticky, level.stream.subject.sticky
        if origin_time(first, last, types) is None:
            yield (
                f"`{level.name}`: {inline(level.stream.name)} carries no time of"
                f" {inline(level.start.name)}; a timestamp such as"
                f" {inline(origin_time_name(first))} would tell it."
            )


def _keys(operations: Operations) -> Iterator[str]:
    for stream in private_keys(operations.board, operations.streams.values()):
        yield (
            f"{inline(stream.name)}: {inline(key_of(stream) or '')} is the key, and stands in the"
            " key and the subject of each message; take a technical one."
        )
