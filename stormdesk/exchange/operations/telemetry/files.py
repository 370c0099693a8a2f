"""All files of telemetry: what services report, the plan, the coverage, and two configurations."""

from __future__ import annotations

from collections import defaultdict

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.metrics.own import OWN_METRICS
from stormdesk.exchange.operations.operations import Operations, operations_of
from stormdesk.exchange.operations.stream import KAFKA, Stream
from stormdesk.exchange.operations.telemetry.collector import collector
from stormdesk.exchange.operations.telemetry.context_file import context_file
from stormdesk.exchange.operations.telemetry.coverage import coverage
from stormdesk.exchange.operations.telemetry.names import EVENT_TYPE
from stormdesk.exchange.operations.telemetry.options import TelemetryOptions
from stormdesk.exchange.operations.telemetry.plan import plan
from stormdesk.exchange.operations.telemetry.vector import vector
from stormdesk.model.board import Board

_INTENT = f"""\
What the services of a board made with stormdesk report while messages travel. It is changed on the
board and exported again, never here; `manifest.json` lists every file with its checksum. Names of
attributes are those of the semantic conventions of OpenTelemetry 1.44; what those do not name is
called `stormdesk.*`.

What goes by one topic is told apart by `{EVENT_TYPE}`, on metrics too. The libraries of
OpenTelemetry put it on no metric on their own: services add it, or rules and dashboards that ask
for one type of event stay empty."""

_KINDS = (
    ("`plan.md`", "who instruments what, how context travels, log fields, layers"),
    ("`coverage.md`", "flows without a trace, messages without a metric"),
    ("`messages/CONTEXT.telemetry.yaml`", "spans, payload in logs, and metrics of each message"),
    ("`otel-collector.yaml`", "a Collector that gathers traces, metrics and logs"),
    ("`vector.yaml`", "Vector, which finds event ids and types in logs and hides the rest"),
)


def write(board: Board, options: TelemetryOptions) -> dict[str, bytes]:
    """Return plan, coverage, a file for each context, and the configurations.

    Raises BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    operations = operations_of(board)
    if not operations.streams:
        return bundled(board, "telemetry", {"README.md": _readme(operations).encode()})
    by_context: dict[str, list[Stream]] = defaultdict(list)
    for stream in operations.streams.values():
        by_context[stream.context].append(stream)
    messages = {
        f"messages/{context}.telemetry.yaml": context_file(
            operations, context, streams, options.lag
        )
        for context, streams in sorted(by_context.items())
    }
    files = {
        "README.md": _readme(operations).encode(),
        "plan.md": plan(operations).encode(),
        "coverage.md": coverage(operations).encode(),
        "otel-collector.yaml": collector(operations, options.sampled),
        "vector.yaml": vector(operations),
        **messages,
    }
    return bundled(board, "telemetry", files)


def left_out(board: Board) -> list[str]:
    """Return a sentence for what cannot be reported as the board stands."""
    return _left_out(operations_of(board))


def _left_out(operations: Operations) -> list[str]:
    streams = operations.streams.values()
    if not streams:
        return ["No message travels on the board: nothing is reported."]
    elsewhere = sorted({s.context_name for s in streams if s.broker != KAFKA})
    sentences = list(operations.left_out)
    if elsewhere:
        sentences.append(
            "The broker of these is not Kafka or not yet decided, so their spans name no system and"
            f" the Collector scrapes no lag of theirs: {', '.join(elsewhere)}."
        )
    return sentences


def _readme(operations: Operations) -> str:
    missing = _left_out(operations)
    own = [
        (f"`{each.name}`", each.unit, ", ".join(each.labels), each.meaning, each.reported_by)
        for each in OWN_METRICS
    ]
    parts = [f"# Telemetry of {inline(operations.board.profile.title)}", _INTENT]
    if operations.streams:
        parts += [
            "## What is here",
            table(("files", "what"), list(_KINDS)),
            "## Metrics of our own",
            "No standard names these, so the services have to report them themselves.",
            table(("metric", "unit", "labels", "what it counts", "reported by"), own),
        ]
    if missing:
        parts += ["## Left out on purpose", bullets(missing)]
    return "\n\n".join(parts) + "\n"
