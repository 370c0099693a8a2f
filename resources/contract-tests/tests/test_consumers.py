"""Whether consumers bear what a broker does: new fields, repeats, the wrong order, a replay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from adapters import adapter_for
from stormdesk_contracts.adapter import Delivery
from stormdesk_contracts.contract import (
    CONSUMERS,
    CONTENT_MODEL,
    Consumer,
    Message,
    Reading,
    value_at,
    with_value,
)

EARLY, LATE = "2026-01-01T12:00:00Z", "2026-01-01T12:00:01Z"


@dataclass(frozen=True)
class Case:
    """A consumer and a message that it reads."""

    consumer: Consumer
    reading: Reading

    @property
    def message(self) -> Message:
        return self.reading.message

    def __str__(self) -> str:
        return f"{self.consumer.id} reads {self.message.stem}"

    def delivery(self, payload: Any, number: int = 1, time: str = EARLY) -> Delivery:
        """Return a delivery; those of one number are the same event."""
        return Delivery(self.message.stem, f"{self.message.stem}#{number}", time, payload)

    def effects(self, *deliveries: Delivery) -> Any:
        """Return what deliveries do to a consumer that has seen no others."""
        adapter = adapter_for(self.consumer)
        for each in deliveries:
            adapter.handle(each)
        return adapter.effects()

    @property
    def sample(self) -> Delivery:
        return self.delivery(self.message.sample)

    @property
    def second(self) -> Delivery:
        """Another message, of another key."""
        return self.delivery(self.message.second, 2, LATE)

    @property
    def later(self) -> Delivery:
        """Another message, of the key of the sample."""
        key = value_at(self.message.sample, self.reading.order)
        payload = with_value(self.message.second, self.reading.order, key)
        return self.delivery(payload, 2, LATE)

    def is_another(self, path: tuple[str, ...]) -> bool:
        """Tell whether the second message has another value than the sample at a path."""
        return value_at(self.message.sample, path) != value_at(self.message.second, path)

    @property
    def is_told_apart(self) -> bool:
        """Tell whether the second message is no repeat of the sample."""
        return not self.reading.identity or self.is_another(self.reading.identity)

    @property
    def has_keys(self) -> bool:
        """Tell whether the second message is of another key than the sample."""
        order = self.reading.order
        return bool(order) and self.is_told_apart and self.is_another(order)

    @property
    def has_order(self) -> bool:
        """Tell whether a key can have several messages, so that one of them is the later."""
        identity, order = self.reading.identity, self.reading.order
        return bool(order) and self.is_told_apart and identity[:1] != order[:1]


CASES = [Case(consumer, reading) for consumer in CONSUMERS for reading in consumer.reads]


def cases(chosen: list[Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", chosen, ids=str)


@cases(CASES)
def test_a_message_has_an_effect(case: Case) -> None:
    assert case.effects(case.sample) != case.effects()


@cases([case for case in CASES if CONTENT_MODEL == "open"])
def test_fields_that_nobody_knows_yet_change_nothing(case: Case) -> None:
    unknown = {"x-unknown-to-every-contract": {"nested": [1, None, "text"]}}
    delivery = case.delivery({**case.message.sample, **unknown})
    assert case.effects(delivery) == case.effects(case.sample)


OPTIONAL = [
    (case, field.name)
    for case in CASES
    for field in case.message.fields
    if not field.required and field.name not in (*case.reading.identity, *case.reading.order)
]


@pytest.mark.parametrize(("case", "name"), OPTIONAL, ids=str)
def test_an_optional_field_may_be_missing_or_null(case: Case, name: str) -> None:
    missing, null = case.message.sample, {**case.message.sample, name: None}
    missing.pop(name, None)
    effects = case.effects(case.delivery(missing))
    assert effects != case.effects()
    assert effects == case.effects(case.delivery(null))


@cases([case for case in CASES if any(each is case for each, _ in OPTIONAL)])
def test_all_optional_fields_may_be_missing(case: Case) -> None:
    optional = {name for each, name in OPTIONAL if each is case}
    sample = case.message.sample
    least = {name: value for name, value in sample.items() if name not in optional}
    assert case.effects(case.delivery(least)) != case.effects()


@cases(CASES)
def test_a_repeated_delivery_has_one_effect(case: Case) -> None:
    assert case.effects(case.sample, case.sample) == case.effects(case.sample)


@cases([case for case in CASES if case.reading.identity])
def test_a_message_sent_twice_has_one_effect(case: Case) -> None:
    again = case.delivery(case.message.sample, 2, LATE)
    assert case.effects(case.sample, again) == case.effects(case.sample)


@cases([case for case in CASES if case.has_keys])
def test_messages_of_several_keys_all_have_an_effect(case: Case) -> None:
    assert case.effects(case.sample, case.second) != case.effects(case.sample)


@cases([case for case in CASES if case.has_keys])
def test_messages_of_several_keys_may_come_in_any_order(case: Case) -> None:
    assert case.effects(case.second, case.sample) == case.effects(case.sample, case.second)


@cases([case for case in CASES if case.has_order])
def test_an_older_message_of_a_key_undoes_no_later_one(case: Case) -> None:
    assert case.effects(case.later, case.sample) == case.effects(case.sample, case.later)


@cases(CASES)
def test_a_replay_has_no_effect(case: Case) -> None:
    log = [case.sample, case.later if case.has_order else case.second]
    assert case.effects(*log, *log) == case.effects(*log)
