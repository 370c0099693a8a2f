"""A board with two contexts on Kafka: one sells, the other ships what is sold."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.kafka.topics import topics_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.yaml_model import read
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_ROOT = Path(__file__).parents[3]
KAFKA_TOPICS = SchemaOptions(only=("kafka-topics",))
ASYNCAPI = SchemaOptions(only=("asyncapi",))


def event(name: str, context: str = "sales", **more: Any) -> Sticky:
    """Return an event whose message has the field ``id``; ``message`` adds to it."""
    message = {"fields": [{"name": "id", "type": "uuid"}], **more.pop("message", {})}
    text = name.replace("-", " ").capitalize()
    return Sticky.model_validate(
        {"id": name, "kind": "event", "text": text, "context": context, **more, "message": message}
    )


def policy(name: str, context: str = "shipping", **more: Any) -> Sticky:
    """Return a policy that reads as group ``shipper`` unless told otherwise."""
    given = {"kind": "policy", "text": f"Whenever {name}", "handling": {"group": "shipper"}}
    return Sticky.model_validate({"id": name, "context": context, **given, **more})


def board_of(*records: Record, broker: str | None = "kafka", **profile: Any) -> Board:
    """Return a board of the two contexts and what is given; ``broker`` is that of ``sales``."""
    return sound_board(
        [
            Profile.model_validate(
                {"id": "shop", "title": "Shop", "namespace": "com.example", **profile}
            ),
            Team(id="sellers", name="Sellers"),
            Context.model_validate(
                {"id": "sales", "name": "Sales", "owner": "sellers", "broker": broker}
            ),
            Context(id="shipping", name="Shipping", owner="Shippers Ltd", broker="kafka"),
            *records,
        ]
    )


def sold(message: Mapping[str, Any] | None = None, **handling: Any) -> Board:
    """Return a board on which an order is placed and shipped; ``handling`` is the shipper's."""
    return board_of(
        event("order-placed", message=message or {}),
        policy("ship", handling={"group": "shipper", **handling}),
        Flow.between("order-placed", "ship"),
    )


def topics(board: Board, rate_each: int = 100) -> dict[str, Topic]:
    """Return the topics of a board by name."""
    return {topic.name: topic for topic in topics_of(contracts_of(board), rate_each)}


def documents(board: Board, options: SchemaOptions) -> dict[str, list[Any]]:
    """Return the YAML files of a bundle as what a reader finds in them."""
    files = write(board, options)
    return {
        path: list(yaml.safe_load_all(data))
        for path, data in files.items()
        if path.endswith(".yaml")
    }


def stored_boards() -> list[Path]:
    """Return every board that every export has to take."""
    boards = _ROOT / "tests" / "boards"
    templates = sorted((_ROOT / "resources" / "templates").glob("*.yaml"))
    return [boards / "inventory.model.yaml", boards / "hostile.yaml", *templates]


def stored(path: Path) -> Board:
    """Return a stored board."""
    return read({path.name: path.read_bytes()})
