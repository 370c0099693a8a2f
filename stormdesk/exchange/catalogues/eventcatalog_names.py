"""What the pages of an EventCatalog are called, and how they point at one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.catalogues.semantic_version import semantic_version
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.model.naming import is_device

Header = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Catalog:
    """A landscape with the ids of its messages, by sticky id, and of its channels, by topic."""

    land: Landscape
    ids: Mapping[str, str]
    channels: Mapping[str, str]

    @property
    def version(self) -> str:
        """The version of all that is no message: that of the board."""
        return semantic_version(self.land.board.profile.version)

    def messages(self, sticky_ids: Iterable[str], way: Literal["to", "from"]) -> list[Header]:
        """Return pointers at messages, with the channel that each travels to or comes from."""
        found: list[Header] = []
        for sticky_id in sorted(sticky_ids, key=lambda each: self.ids[each]):
            version = semantic_version(self.land.subjects[sticky_id].version)
            channel = self.channel(sticky_id)
            via = {way: [channel]} if channel is not None else {}
            found.append({"id": self.ids[sticky_id], "version": version, **via})
        return found

    def channel(self, sticky_id: str) -> Header | None:
        """Return a pointer at the channel of a message, if it travels through a broker."""
        topic = self.land.topics.get(sticky_id)
        return None if topic is None else {"id": self.channels[topic], "version": self.version}


def catalog_of(land: Landscape) -> Catalog:
    """Return the catalogue of a landscape.

    The id of a message is its name; where several contexts have one of that name, the context
    stands before it, for ids are unique over a whole catalogue.
    """
    shared = land.shared_names()
    ids = {
        sticky_id: f"{s.context}.{s.name}" if s.name.casefold() in shared else s.name
        for sticky_id, s in land.subjects.items()
    }
    # Each channel is a folder, and some systems do not tell upper from lower case.
    channels = spelled(sorted(set(land.topics.values())), _folder, alike=str.casefold)
    return Catalog(land, ids, channels)


def _folder(topic: str) -> str:
    """Return a topic as it is where every system takes it for a folder."""
    return f"topic-{topic.rstrip('.')}" if is_device(topic) or topic.endswith(".") else topic
