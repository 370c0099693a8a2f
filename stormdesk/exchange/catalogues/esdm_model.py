"""A board as ESDM can say it: what it is made of, and how its documents refer to one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from stormdesk.analysis.neighbours import Neighbours, neighbours
from stormdesk.exchange.catalogues.effects import effects_of
from stormdesk.exchange.catalogues.esdm_names import Names, names_of
from stormdesk.exchange.catalogues.holdings import Holdings, holdings_of
from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.sticky import Kind, Sticky

_VERSION = "schema.esdm.io/core/v1"

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Model:
    """A landscape with what its contexts hold, all names, and what stands next to what."""

    land: Landscape
    held: Holdings
    names: Names
    around: Neighbours

    def published(self, command: Sticky) -> list[Sticky]:
        """Return the events that a command has its aggregate publish.

        Without any, the language cannot say the command.
        """
        holders = self.held.holders
        aggregate = self.land.board.stickies.get(holders.get(command.id, ""))
        if aggregate is None:
            return []
        effects = effects_of(command, aggregate, self.around)
        return [each for each in effects if holders.get(each.id) == aggregate.id]

    def heard(self, reaction: Sticky) -> list[Subject]:
        """Return the events that lead to a policy or a read model."""
        before = self.around.before.get(reaction.id, ())
        events = (each.id for each in before if each.kind is Kind.EVENT)
        return [self.land.subjects[each] for each in events if each in self.land.subjects]

    def emitted(self, policy: Sticky) -> list[Subject]:
        """Return the commands that a policy gives, as far as the language can say them."""
        following = self.around.after.get(policy.id, ())
        commands = (each for each in following if each.kind is Kind.COMMAND)
        return [self.land.subjects[each.id] for each in commands if self.published(each)]

    def reference(self, subject: Subject) -> Document:
        """Return how a document of another scope refers to a message."""
        names, holder = self.names, self.held.holders.get(subject.sticky.id)
        reference = {"boundedContext": names.contexts[subject.context]}
        if holder is not None:
            reference["aggregate"] = names.aggregates[holder]
        reference[subject.sticky.kind.value] = names.messages[subject.sticky.id]
        return reference


def model_of(land: Landscape) -> Model:
    """Return the model of a landscape."""
    held, around = holdings_of(land), neighbours(land.board)
    reactions: Iterable[Sticky] = (
        each for kind in (Kind.POLICY, Kind.READ_MODEL) for each in around.of_kind(kind)
    )
    return Model(land, held, names_of(land, held, reactions), around)


def document(kind: str, name: str, description: str, sticky: Sticky | None = None) -> Document:
    """Return the beginning of a document, with the sticky that it comes from."""
    begun: Document = {"apiVersion": _VERSION, "kind": kind, "name": name}
    if description.strip():
        begun["description"] = description
    if sticky is not None:
        begun["metadata"] = {"annotations": {"stormdesk-sticky": sticky.id}}
    return begun
