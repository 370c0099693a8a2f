"""Where these tests meet your code: who consumes messages here, and what your producers send.

Only the lines between the marks are yours. They are kept when the tests are exported again, all
others are generated. What grows longer goes into files of your own beside this one.
"""

from __future__ import annotations

from typing import Any

from stormdesk_contracts.adapter import Adapter
from stormdesk_contracts.contract import Consumer, Message
from stormdesk_contracts.in_memory import InMemory

# >>> hand-written: imports
# from my_service.testing import ReservationAdapter
# <<< hand-written: imports


def adapter_for(consumer: Consumer) -> Adapter:
    """Return a new adapter of a consumer, which has seen no message yet."""
    # >>> hand-written: consumers
    # if consumer.id == "an id of a consumer in contracts.json":
    #     return ReservationAdapter()
    # <<< hand-written: consumers
    return InMemory(consumer)


def produced(message: Message) -> list[Any]:
    """Return payloads that the producer of a message really makes."""
    # >>> hand-written: producers
    # if message.name == "OrderPlaced":
    #     return [my_service.order_placed(...).as_json()]
    # <<< hand-written: producers
    return [message.sample]
