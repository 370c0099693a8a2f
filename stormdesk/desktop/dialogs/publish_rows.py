"""The messages that may be published: how each stands, and under which version it would be."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from stormdesk.desktop.bundles import readable_bundle
from stormdesk.desktop.words import tr
from stormdesk.exchange.contracts.compatibility.standing import Standing, standing_of
from stormdesk.exchange.contracts.compatibility.version import suffices
from stormdesk.model.board import Board
from stormdesk.model.naming import message_names
from stormdesk.model.problem import BadInput


@dataclass
class PublishRow:
    """One message on its way to be published; ``trouble`` is why it cannot be.

    ``remark`` is why a bundle that is named does not count.
    """

    name: str
    standing: Standing | None
    version: str
    trouble: str = ""
    remark: str = ""

    @property
    def is_new(self) -> bool:
        """Whether there is anything to publish."""
        return self.standing is not None and self.standing.verdict.became != "unchanged"

    @property
    def label(self) -> str:
        """How a list calls it."""
        if self.standing is None:
            return tr("{name}  cannot be published", name=self.name)
        last = self.standing.verdict.last
        if not self.is_new:
            return tr("{name}  as in {last}", name=self.name, last=last)
        return f"{self.name}  {last} → {self.version}" if last else f"{self.name}  {self.version}"

    @property
    def doubt(self) -> str:
        """What is to be said where the version promises more than is so."""
        verdict = self.standing.verdict if self.standing is not None else None
        if verdict is None or verdict.last is None:
            return ""
        if suffices(self.version, verdict.last, verdict.step) is not False:
            return ""
        return tr(
            "{version} promises more than is so: the smallest right version is {smallest}.",
            version=self.version,
            smallest=verdict.smallest,
        )


def looked_over(board: Board, ids: Sequence[str], folder: str) -> dict[str, PublishRow]:
    """Return how each message stands; one that makes no contract keeps no other from it."""
    bundle, remark = readable_bundle(folder)
    names = message_names(board)
    together: dict[str, Standing] = {}
    # All at once costs a fraction of one by one, which is for a board where some are at fault.
    with suppress(BadInput):
        together = standing_of(board, ids, bundle)
    found: dict[str, PublishRow] = {}
    for sticky_id in ids:
        name = names[sticky_id].name
        try:
            standing = together.get(sticky_id) or standing_of(board, [sticky_id], bundle)[sticky_id]
            found[sticky_id] = PublishRow(name, standing, standing.proposed, remark=remark)
        except BadInput as problem:
            why = f"{problem.where}: {problem.why}."
            found[sticky_id] = PublishRow(name, None, "", why)
    return found
