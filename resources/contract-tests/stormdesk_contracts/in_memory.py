"""A consumer that keeps what it reads in memory: an example, and what stands in for yours."""

from __future__ import annotations

import json
from typing import Any

from stormdesk_contracts.adapter import Delivery
from stormdesk_contracts.contract import Consumer, Reading, value_at


class InMemory:
    """Keeps the latest message of every key, and counts each message once."""

    def __init__(self, consumer: Consumer) -> None:
        self._consumer = consumer
        self._seen: set[str] = set()
        self._times: dict[str, str] = {}
        self._latest: dict[str, dict[str, Any]] = {}

    def handle(self, delivery: Delivery) -> None:
        """Take a message unless it came before; an older one of a key changes nothing more."""
        reading = self._consumer.reading(delivery.message)
        identity = _named(reading, value_at(delivery.payload, reading.identity), delivery.id)
        if identity in self._seen:
            return
        self._seen.add(identity)
        key = _named(reading, value_at(delivery.payload, reading.order), identity)
        if delivery.time > self._times.get(key, ""):
            self._times[key] = delivery.time
            self._latest[key] = _known(reading, delivery.payload)

    def effects(self) -> Any:
        """Return how many messages it took, and the latest of every key."""
        return {"taken": len(self._seen), "latest": self._latest}


def _named(reading: Reading, value: Any, otherwise: str) -> str:
    told = otherwise if value is None else json.dumps(value, sort_keys=True)
    return f"{reading.message.stem} {told}"


def _known(reading: Reading, payload: Any) -> dict[str, Any]:
    """Return the fields it knows; a reader that is tolerant looks at nothing else."""
    return {field.name: payload.get(field.name) for field in reading.message.fields}
