"""How messages stand to what was published of them: what one wants to know while editing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from stormdesk.exchange.contracts.compatibility.board_side import side_of
from stormdesk.exchange.contracts.compatibility.comparison import partner_of
from stormdesk.exchange.contracts.compatibility.side import Side
from stormdesk.exchange.contracts.compatibility.subject_verdict import (
    SubjectVerdict,
    Wish,
    verdict_on,
)
from stormdesk.exchange.contracts.compatibility.version import Step, after, is_newer
from stormdesk.model.board import Board

_USUAL, _LENIENT = Wish(), Wish(policy="lenient")


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict on a message, and that of a registry which takes JSON Schema leniently.

    They differ where a schema is open: a new optional field could have been sent before, as
    anything. Nobody who reads Avro or Protobuf meets that, nor most who read JSON.
    """

    verdict: SubjectVerdict
    lenient: SubjectVerdict

    @property
    def is_doubtful(self) -> bool:
        """Whether only a strict registry refuses the change."""
        return self.verdict.verdict != self.lenient.verdict

    @property
    def proposed(self) -> str:
        """The version to publish: the stated one where it is right, else the smallest that is.

        What is as it was published gets a patch. Empty where the last version has no numbers.
        """
        verdict = self.verdict
        stated = verdict.promise.version
        if verdict.last is None or (verdict.suffices and is_newer(stated, verdict.last)):
            return stated
        return after(verdict.last, max(verdict.step, Step.PATCH)) or ""


def standing_of(
    board: Board, only: Collection[str], bundle: Side | None = None
) -> dict[str, Standing]:
    """Return how the messages behind some stickies stand, by their ids.

    They are held to the versions that the board knows as published, and to a bundle if there is
    one, as strictly as the board says: the verdict is that of ``compat``. Raises BadInput, naming
    sticky and field, where a message or what was published of it makes no contract.
    """
    new = side_of(board, only=only)
    old = bundle if bundle is not None else new
    found: dict[str, Standing] = {}
    for promise in new.promises:
        before = partner_of(promise, bundle) if bundle is not None else None
        verdict = verdict_on(promise, new, before, old, _USUAL)
        is_fine = verdict.verdict == "compatible"
        lenient = verdict if is_fine else verdict_on(promise, new, before, old, _LENIENT)
        found[promise.sticky] = Standing(verdict, lenient)
    return found
