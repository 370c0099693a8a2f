"""What one may choose about a bundle of contracts; apart from its writer, so that it loads fast."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from stormdesk.exchange.format import Options

ContentModel = Literal["open", "closed"]
Part = Literal[
    "json-schema", "avro", "protobuf", "cloudevents", "asyncapi", "kafka-topics", "registry"
]
SubjectStrategy = Literal["auto", "topic", "record", "topic-record"]

PART_NAMES = MappingProxyType[Part, str](
    {
        "json-schema": "JSON Schema",
        "avro": "Avro",
        "protobuf": "Protobuf",
        "cloudevents": "CloudEvents",
        "asyncapi": "AsyncAPI",
        "kafka-topics": "Kafka topics",
        "registry": "Registry",
    }
)
"""What people call the parts."""


class SchemaOptions(Options):
    """How the schemas are written."""

    only: tuple[Part, ...] = Field(
        default=(),
        title="Only these formats",
        description="The formats to write; all of them where none is chosen.",
        json_schema_extra={"names": {**PART_NAMES}},
    )
    content_model: ContentModel = Field(
        default="open",
        description=(
            "Whether messages may carry fields that their schema does not list. Open: readers"
            " ignore what they do not know; a strict schema registry then takes a new optional"
            " field as breaking BACKWARD and a removed one as breaking FORWARD. Closed: unknown"
            " fields are refused; a new optional field is BACKWARD compatible, and a removed one"
            " is not."
        ),
        json_schema_extra={"names": {"open": "Open", "closed": "Closed"}},
    )
    asyncapi: Literal["3.0.0", "3.1.0"] = Field(
        default="3.0.0",
        title="AsyncAPI",
        description="Version of AsyncAPI; older tools refuse 3.1.0, which adds little.",
    )
    subject_strategy: SubjectStrategy = Field(
        default="auto",
        description=(
            "How subjects are named in a schema registry, which takes the Avro schemas. Auto: by"
            " topic, and by record where several messages share one."
        ),
        json_schema_extra={
            "names": {
                "auto": "Auto",
                "topic": "By topic",
                "record": "By record",
                "topic-record": "By topic and record",
            }
        },
    )
    partition_rate: int = Field(
        default=100,
        ge=1,
        le=1_000_000,
        description=(
            "Messages a second that one partition of a topic is taken to stand; where a consumer"
            " says how long it works on a message, that decides if it asks for more partitions."
        ),
    )
    kafka_cluster: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")
    ] = Field(default="my-cluster", description="Strimzi cluster that the topics belong to.")
