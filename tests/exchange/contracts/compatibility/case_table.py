"""The cases of cases.yaml, and the boards that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

MODES = (
    *("NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE"),
    *("FULL", "FULL_TRANSITIVE"),
)
FORMATS = ("avro", "protobuf", "json-schema")


@dataclass(frozen=True)
class Case:
    """What is asked of a change: in a format, under a policy, a verdict for each mode."""

    change: str
    versions: tuple[list[dict[str, Any]], ...]
    types: tuple[list[dict[str, Any]], ...]
    form: str
    policy: str
    verdicts: str

    @property
    def id(self) -> str:
        lenient = "-lenient" if self.policy == "lenient" else ""
        return f"{self.form}{lenient}: {self.change}"

    def board(self, number: int, **message: Any) -> Board:
        """Return the board as it was at a version, which it was published in before."""
        published = [
            {"version": f"1.{n}.0", "fields": fields}
            for n, fields in enumerate(self.versions[:number])
            if not self.types
        ]
        types = self.types[number] if self.types else []
        return board_of(
            self.versions[number],
            types,
            version=f"1.{number}.0",
            published=published,
            **message,
        )


def board_of(fields: Any, types: Any = (), **message: Any) -> Board:
    """Return a board with one message of these fields."""
    return sound_board(
        [
            Profile(id="shop", title="Shop", namespace="com.example"),
            Context(id="sales", name="Sales"),
            Sticky.model_validate(
                {
                    "id": "order-placed",
                    "kind": "event",
                    "text": "Order placed",
                    "context": "sales",
                    "message": {"name": "OrderPlaced", "fields": fields, **message},
                }
            ),
            *(NamedType.model_validate({"id": f"type:{t['name']}", **t}) for t in types),
        ]
    )


def cases() -> list[Case]:
    """Return one case for every change and format, and one for the policy where it matters."""
    rows = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
    found: list[Case] = []
    for row in rows:
        told = [(form, "strict", row[form]) for form in FORMATS if form in row]
        told.append(("json-schema", "lenient", row.get("lenient", row["json-schema"])))
        for form, policy, verdicts in told:
            types = tuple(row.get("types", ()))
            versions = tuple(row["versions"])
            found.append(Case(row["change"], versions, types, form, policy, verdicts))
    return found
