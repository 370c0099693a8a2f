"""How messages that changed since they were published reach everybody: in which order, by what way.

Source of the order: Confluent, "Schema Evolution and Compatibility": who must read whom in a mode
decides who is deployed first.
"""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.exchange.catalogues.mdx import bullets, inline
from stormdesk.exchange.contracts.compatibility.modes import Direction, directions
from stormdesk.exchange.contracts.compatibility.standing import Standing, standing_of
from stormdesk.exchange.contracts.compatibility.version import Step
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.figures import kept, undecided
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.board import Board

_INTRO = """\
Every message whose fields differ from its last published version, with what a schema registry says
of it. The order follows from who must be able to read whom in its mode of compatibility."""

_ORDERS: Mapping[tuple[Direction, ...], str] = {
    ("backward",): (
        "Consumers first: the new ones read old messages, and old ones need not read new messages."
    ),
    ("forward",): (
        "Producers first: consumers that are not there yet read the new messages, and new consumers"
        " need not read old ones."
    ),
    ("backward", "forward"): "Any order: both read both.",
    (): "No order is safe: the mode promises nothing, so all of it changes at one moment.",
}
"""Who is deployed first, by who must read whom."""

_STEPS: Mapping[tuple[Direction, ...], tuple[str, ...]] = {
    ("backward",): ("Deploy all consumers.", "Deploy the producer, a canary of it first."),
    ("forward",): ("Deploy the producer, a canary of it first.", "Deploy the consumers."),
    ("backward", "forward"): ("Deploy producer and consumers as it suits, canaries first.",),
    (): ("Stop the producer, let the backlog run dry, deploy everything, start the producer.",),
}

_UNREAD = """\
By the flows of the board nobody reads it. Ask whether that is so, then publish the next major
version in its place."""

_REMEDIES = """\
First see whether the remedies above make it compatible: a change that breaks costs everybody a
move."""


def migration_plan(board: Board, operations: Operations) -> bytes:
    """Return the migration plan as Markdown.

    Raises BadInput where a published version makes no contract.
    """
    everything = operations.landscape.contracts.subjects
    published = [s.sticky.id for s in everything if s.sticky.message and s.sticky.message.published]
    standings = standing_of(board, published) if published else {}
    known = {i: each for i, each in standings.items() if each.verdict.last is not None}
    subjects = [subject for subject in everything if subject.sticky.id in known]
    changed = [s for s in subjects if known[s.sticky.id].verdict.step > Step.PATCH]
    same = [s.name for s in subjects if s not in changed]
    topics = {topic.name: topic for topic in operations.topics}
    parts = ["# Migration plan", _INTRO]
    for subject in changed:
        stream = operations.streams.get(subject.sticky.id)
        topic = topics[stream.topic] if stream is not None else None
        parts.append(f"## {inline(subject.name)} of {inline(subject.context)}")
        parts += _blocks(known[subject.sticky.id], stream, topic)
    if not changed:
        parts.append("Nothing is to be migrated: no message differs from what was published of it.")
    if same:
        parts += ["## As they were published", bullets(same)]
    never = len(everything) - len(subjects)
    if never:
        told = f"{never} of {len(everything)} messages, so that there is nothing to hold them to."
        parts += ["## Not published, or nobody wrote down how", told]
    return ("\n\n".join(parts) + "\n").encode()


def _blocks(standing: Standing, stream: Stream | None, topic: Topic | None) -> list[str]:
    verdict = standing.verdict
    proposed = standing.proposed or undecided("the last one has no numbers")
    facts = [
        f"Was {verdict.last}, is now {verdict.promise.version}; to be published as {proposed}.",
        f"Mode {verdict.mode}: {verdict.verdict}, a {verdict.step.word} change.",
        f"Read by {verdict.consumers}.",
    ]
    if standing.is_doubtful:
        facts.append("Only a registry that takes JSON Schema strictly refuses it.")
    if stream is None:
        facts.append("It is called and not sent: change caller and called together.")
    findings = dict.fromkeys(f"{each.message}: {each.remedy}." for _, each in verdict.told)
    way = _in_place(standing, topic)
    if verdict.step is Step.MAJOR:
        way = _broken(standing, stream, topic) if verdict.consumers else [_UNREAD]
    return [
        bullets(facts),
        *(["### What it means for whom", bullets(findings)] if findings else []),
        "### Way and order",
        *way,
    ]


def _in_place(standing: Standing, topic: Topic | None) -> list[str]:
    """Return how a message changes that everybody can go on reading."""
    mode = standing.verdict.mode
    steps = [
        f"Publish {standing.proposed}: export the schemas, and let the checks of the server run.",
        *_STEPS[directions(mode)],
        "Watch schema errors and dead letters until both have run for a day.",
    ]
    return [
        f"In place, on the same topic. {_ORDERS[directions(mode)]}",
        _numbered(steps),
        *([_old_ones(topic)] if topic is not None else []),
    ]


def _broken(standing: Standing, stream: Stream | None, topic: Topic | None) -> list[str]:
    """Return how a message gets its next major version, beside the one that others still read."""
    name = standing.verdict.promise.name
    beside = topic.name if topic is not None else name
    if stream is not None and _needs_adapter(stream):
        way = (
            "An adapter, for what is sent twice would be counted twice: it is audited, or somebody"
            " keeps an order by it. The producer sends the new version alone."
        )
        steps = [
            f"Make a topic for the new version beside {beside}, and publish its schema.",
            f"Write the adapter: it reads the new version and sends the old one to {beside}.",
            "Deploy it, then switch the producer to the new version in one step.",
        ]
    else:
        way = "Dual write: the producer sends both versions until the last consumer has moved."
        steps = [
            f"Make a topic for the new version beside {beside}, and publish its schema.",
            "Deploy the producer so that it sends both, in one transaction or from one outbox.",
            "Compare the numbers of both for a day: they must be equal.",
        ]
    steps += [
        f"Move the consumers one by one ({standing.verdict.consumers}); each reads one version.",
        "When no group reads the old one any more, stop sending it.",
        "Remove the old version once nothing of it is kept and nobody may want to read it again.",
    ]
    return [_REMEDIES, way, _numbered(steps), *([_old_ones(topic)] if topic is not None else [])]


def _needs_adapter(stream: Stream) -> bool:
    message = stream.subject.sticky.message
    ordered = any(r.sticky.handling and r.sticky.handling.order_by for r in stream.readings)
    return ordered or (message is not None and message.audit)


def _old_ones(topic: Topic) -> str:
    told = f"Messages of the old version stay on {topic.name}: {kept(topic.retention)}."
    return f"{inline(told)} Keep what reads them that long, and for every replay."


def _numbered(steps: list[str]) -> str:
    return "\n".join(f"{number}. {inline(step)}" for number, step in enumerate(steps, 1))
