"""The program's words, and the board's own in texts."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from stormdesk.analysis.glossary import field_help, glossary, searched, term_help
from stormdesk.analysis.vocabulary import Vocabulary, vocabulary_of
from stormdesk.exchange.source import board_of
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky

OF_THE_GUIDE = (
    *("Aggregate", "Async Boundary", "Audit Event", "Backpressure", "Bounded Context"),
    *("Causation ID", "Choreography", "Circuit Breaker", "Command", "Consumer Lag"),
    *("Consistency Model", "Contract-first Schema", "Domain Event", "Event Broker"),
    *("Event Mesh", "Event Producer", "Event Routing", "Event Sourcing"),
    *("Event Storming Canvas", "Event Type", "Eventual Consistency", "Failure Mode"),
    *("Idempotency", "Integration Event", "Observability Point", "Orchestration"),
    *("Payload Versioning", "Projection", "Replay", "Saga", "Schema Registry", "Side-effect"),
    *("SLIs for Events", "SLO for Events", "Telemetry Context", "Time-to-Process"),
    *("Topic Partitioning", "Zero-downtime Migration", "T1", "T2", "T3", "T4", "T5", "T6"),
    *("T7", "message broker", "idempotency key", "trace propagation", "replay window"),
    *("distributed tracing", "audit trail", "schema compatibility", "CQRS", "Error budget burn"),
    *("Canary deployment", "Contract test", "Observability pipeline", "Runbook", "Game day"),
    *("Serverless", "HPA", "Event modeling", "Event-driven design", "partition key"),
    *("SLO for event flows", "dead-letter queue", "Cost/performance trade-off"),
)


@pytest.mark.parametrize("name", [*OF_THE_GUIDE, *Kind])
def test_every_word_of_the_guide_and_every_kind_is_explained(name: str) -> None:
    assert "A common slip: " in (term_help(name) or "")


def test_every_word_stands_once_and_says_something() -> None:
    names = [n.casefold() for entry in glossary() for n in (entry.term, *entry.names)]
    assert len(names) == len(set(names))
    assert all(e.means.endswith(".") and e.slip.endswith((".", "?")) for e in glossary())


def _has(model: Any, steps: list[str]) -> bool:
    if not steps:
        return True
    field = model.model_fields.get(steps[0].replace("-", "_"))
    inner = _model_in(field.annotation) if field is not None else None
    return field is not None and (len(steps) == 1 or (inner and _has(inner, steps[1:])))


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)


def test_the_fields_that_are_explained_are_there_and_explained_once() -> None:
    fields = [path for entry in glossary() for path in entry.fields]
    assert len(fields) == len(set(fields))
    models = (Sticky, Context, Relation, Flow)
    assert [f for f in fields if not any(_has(model, f.split(".")) for model in models)] == []


def test_a_field_is_explained_however_it_is_spelled() -> None:
    told = field_help("message.idempotency_key")
    assert told is not None
    assert told == field_help("message.idempotency-key") == term_help("idempotency")
    assert field_help("handling.retry.attempts") == term_help("Retry storm")
    assert field_help("failure_modes.0.mitigation") == term_help("failure mode")
    # The version of the board is not that of a message.
    assert field_help("version") is None
    assert term_help("no such word") is None


def test_what_is_called_so_comes_first() -> None:
    found = [entry.term for entry in searched("event", glossary())]
    assert found.index("Event broker") < found.index("Policy")
    assert [entry.term for entry in searched("dead QUEUE", glossary())] == ["Dead letter"]
    assert searched("", glossary()) == list(glossary())
    assert searched("xyzzy", glossary()) == []


def term(text: str) -> Term:
    return Term(id=Term.derived_id(text), term=text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stock promise made", ["Stock promise"]),
        ("STOCK PROMISES withdrawn", ["Stock promise"]),
        ("Stock counted, promise kept", []),
        ("Stockpile promised", []),
        ("Parcel handed over\nwith the stock promise", ["Parcel", "Stock promise"]),
        ("SKU of the parcels", ["SKU", "Parcel"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_in_any_form(text: str, found: list[str]) -> None:
    words = Vocabulary([term("Stock promise"), term("SKU"), term("Parcel")], "en")
    assert [each.term for each in words.found_in(text)] == found


def test_a_language_without_word_forms_is_read_as_it_stands() -> None:
    words = Vocabulary([term("Tilaus")], None)
    assert [each.term for each in words.found_in("tilaus vastaanotettu")] == ["Tilaus"]


def test_a_board_is_read_in_its_own_language() -> None:
    board = board_of(
        "b.yaml",
        b"format: stormdesk/1\nboard: {id: b, title: B, language: de}\n"
        b"glossary:\n  - {term: Rechnung, definition: Was jemand schuldet.}\n",
    )
    found = vocabulary_of(board).found_in("Rechnungen wurden verschickt")
    assert [each.definition for each in found] == ["Was jemand schuldet."]
