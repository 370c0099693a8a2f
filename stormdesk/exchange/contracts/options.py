"""What one may choose about a bundle of contracts; apart from its writer, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options

ContentModel = Literal["open", "closed"]
Part = Literal[
    "json-schema", "avro", "protobuf", "cloudevents", "asyncapi", "kafka-topics", "registry"
]
SubjectStrategy = Literal["auto", "topic", "record", "topic-record"]


class SchemaOptions(Options):
    """How the schemas are written."""

    only: tuple[Part, ...] = Field(
        default=(), description="Only these formats, separated by commas; all of them if left out."
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
    )
    asyncapi: Literal["3.0.0", "3.1.0"] = Field(
        default="3.0.0",
        description="Version of AsyncAPI; older tools refuse 3.1.0, which adds little.",
    )
    subject_strategy: SubjectStrategy = Field(
        default="auto",
        description=(
            "How subjects are named in a schema registry. Auto: by topic, and by record where"
            " several messages share one."
        ),
    )
