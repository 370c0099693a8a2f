"""What one may choose about contract tests; apart from their writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.contracts.options import ContentModel
from stormdesk.exchange.format import Options


class ContractTestOptions(Options):
    """How contracts are tested."""

    content_model: ContentModel = Field(
        default="open",
        description=(
            "Whether messages may carry fields that their schema does not list, as the bundle of"
            " schemas says it. Open: consumers are tested to ignore such fields. Closed: schemas"
            " are tested to refuse them."
        ),
        json_schema_extra={"names": {"open": "Open", "closed": "Closed"}},
    )
