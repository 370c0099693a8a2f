"""What one has to know of a bundle: what is in it, whose each message is, what is left out."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.left_out import left_out
from stormdesk.exchange.contracts.travel import travels_of

_INTENT = """\
Contracts of the messages of a board made with stormdesk. They are changed on the board and
exported again, never here; `manifest.json` lists every file with its checksum. An id of a sticky,
typed behind `stormdesk://` into the find box of the program, leads to it."""

_KINDS = (
    (".schema.json", "*.schema.json, *.example.json", "JSON Schema 2020-12 and an example of it"),
    (".avsc", "*.avsc, *.example.avro.json", "Avro 1.12 and the example in its JSON encoding"),
    (".proto", "proto/", "Protobuf, one root for all packages"),
    (
        ".cloudevent.json",
        "*.cloudevent.schema.json, *.cloudevent.json, *.kafka-headers.json",
        "CloudEvents 1.0.2: the envelope, an event in structured JSON, the headers on Kafka",
    ),
    (".asyncapi.yaml", "CONTEXT/CONTEXT.asyncapi.yaml", "AsyncAPI, a document for each context"),
    (".topics.yaml", "kubernetes/, topics.csv", "topics and access to them, for Strimzi"),
    ("register.sh", "registry/", "what a schema registry is sent, with levels and a script"),
)


def readme(contracts: Contracts, files: Mapping[str, bytes]) -> str:
    """Return the README of a bundle of these files."""
    topics = topics_of_messages(contracts.board)
    here = [
        (f"`{shown}`", what) for end, shown, what in _KINDS if any(p.endswith(end) for p in files)
    ]
    rows = [
        (
            inline(subject.name),
            subject.sticky.kind.value,
            inline(subject.context),
            inline(subject.version),
            inline(topics.get(subject.sticky.id, "")),
            inline(subject.sticky.id),
        )
        for subject in contracts.subjects
    ]
    missing = left_out(contracts.board)
    travelling = {travel.subject.sticky.id for travel in travels_of(contracts)}
    called = [s.name for s in contracts.subjects if s.sticky.id not in travelling]
    if called:
        missing.append(f"What is called and not sent has no topic: {', '.join(called)}.")
    parts = [
        f"# Contracts of {inline(contracts.board.profile.title)}",
        _INTENT,
        "## What is here",
        table(("files", "what"), here),
        "## Messages",
        table(("message", "kind", "context", "version", "topic", "sticky"), rows),
        *(["## Left out on purpose", bullets(missing)] if missing else []),
    ]
    return "\n\n".join(parts) + "\n"
