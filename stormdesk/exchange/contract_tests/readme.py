"""What one has to know of the tests: how they run, whose is what, and what is not tested."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.contract_tests.consumer import Consumer, Path, Read
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.subject import Subject

_INTENT = """\
Tests of the messages of a board made with stormdesk: what producers promise, and what consumers
have to bear."""

_NEVER_TESTED = (
    "Payloads of your producers in Protobuf: the samples are sent in it, payloads in JSON and Avro."
)

_RUN = """\
```sh
python -m venv .venv
.venv/bin/pip install -r requirements.txt
.venv/bin/pytest
```"""

_FILES = """\
- `adapters.py` is where the tests meet your code. Between its marked lines, name an adapter of your
  own for each consumer and the payloads that your producers really make. Until then a consumer in
  memory stands in, `stormdesk_contracts/in_memory.py`, which is an example of an adapter too.
- `stormdesk_contracts/adapter.py` says what an adapter is: it handles a delivery, and shows what
  all deliveries so far have done.
- `contracts/` and `contracts.json` hold the messages. They are changed on the board, never here.
- `tests/` are the tests, in Python 3.11 or later.

Exporting again keeps what stands between the marks of `adapters.py` and every file of yours, and
tells which generated files were changed elsewhere."""

_TESTS = """\
| tests | what they hold |
| --- | --- |
| `test_contracts.py` | Schemas and samples are as they were exported, and all formats agree. |
| `test_producers.py` | What producers send fits JSON Schema, Avro, Protobuf and CloudEvents. |
| `test_consumers.py` | Consumers bear unknown and missing fields, repeats, disorder, a replay. |"""


def readme(
    contracts: Contracts, consumers: Iterable[Consumer], others: Mapping[str, Container[str]]
) -> str:
    """Return the README of the tests of a board.

    ``others`` are the fields of each message, by stem, that can have another value.
    """
    consumers = list(consumers)
    read = {each.subject.stem for consumer in consumers for each in consumer.reads}
    left_out = [
        *_unread(contracts.subjects, read),
        *(line for each in consumers for line in _untested(each, others)),
    ]
    parts = [
        f"# Contract tests of {inline(contracts.board.profile.title)}",
        _INTENT,
        "## Run them",
        _RUN,
        "## What is whose",
        _FILES,
        "## What is tested",
        _TESTS,
        "## Messages",
        table(
            ("message", "context", "version", "sticky"),
            [
                (inline(s.name), inline(s.context), inline(s.version), inline(s.sticky.id))
                for s in contracts.subjects
            ],
        ),
        *(["## Consumers", _consumers(consumers)] if consumers else []),
        "## What is not tested",
        bullets([_NEVER_TESTED, *left_out]),
    ]
    return "\n\n".join(parts) + "\n"


def _consumers(consumers: list[Consumer]) -> str:
    rows = [
        (
            inline(each.sticky.id),
            inline(each.sticky.text),
            inline(each.owner),
            inline(each.group),
            inline(read.subject.stem),
            _spelled(read.identity) or "the id of the event",
            _spelled(read.order) or "nothing",
        )
        for each in consumers
        for read in each.reads
    ]
    head = ("id", "who", "owner", "group", "reads", "tells duplicates by", "keeps order by")
    return table(head, rows)


def _spelled(path: Path) -> str:
    return inline(".".join(path))


def _unread(subjects: Iterable[Subject], read: set[str]) -> Iterator[str]:
    for subject in subjects:
        if subject.stem not in read:
            yield f"Nobody on the board reads {subject.stem} from a broker."


def _untested(consumer: Consumer, others: Mapping[str, Container[str]]) -> Iterator[str]:
    for read in consumer.reads:
        why = _no_order(read, others[read.subject.stem])
        if why:
            yield f"Whether {consumer.sticky.id} bears {read.subject.stem} out of order: {why}."


def _no_order(read: Read, others: Container[str]) -> str:
    """Say why messages of one key cannot come in the wrong order, or nothing where they can."""
    if not read.order:
        return "the board names no key for it"
    for path in filter(None, (read.identity, read.order)):
        if path[0] not in others:
            return f"{'.'.join(path)} can have one value alone"
    if read.order[:1] == read.identity[:1]:
        return f"there is one message for each {'.'.join(read.order)}"
    return ""
