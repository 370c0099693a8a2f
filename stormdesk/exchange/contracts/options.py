"""What one may choose about a bundle of contracts; apart from its writer, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options

ContentModel = Literal["open", "closed"]


class SchemaOptions(Options):
    """How the schemas are written."""

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
