"""What references inside a JSON Schema mean, by pointer, anchor or the id of an embedded schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin

Schema = bool | Mapping[str, Any]
_NESTED = (dict, list)


@dataclass(slots=True)
class Names:
    """The schemas that have a name, by the reference that means them.

    ``homes`` are the ids of the embedded schemas that others lie in, by what Python calls those.
    """

    schemas: dict[str, Schema]
    homes: dict[int, str] = field(default_factory=dict[int, str])

    def target(self, reference: str, schema: Schema) -> Schema | None:
        """Return what a reference in a schema means, or None where that is elsewhere."""
        base, _, fragment = reference.partition("#")
        home = self.homes.get(id(schema), "")
        if base:
            joined = _joined(home, base)
            home = joined if joined in self.schemas else base
        start = self.schemas.get(home)
        if start is None or not fragment:
            return start
        if fragment.startswith("/"):
            return _pointed(start, unquote(fragment))
        return self.schemas.get(f"{home}#{fragment}")


def names_in(root: Schema) -> Names:
    """Return the names that a whole schema gives to its parts."""
    names = Names({"": root})
    waiting: list[tuple[Any, str]] = [(root, "")] if isinstance(root, dict) else []
    while waiting:
        node, home = waiting.pop()
        if not isinstance(node, dict):
            waiting += [(each, home) for each in node if isinstance(each, _NESTED)]
            continue
        own = node.get("$id")
        if isinstance(own, str):
            home = _joined(home, own).removesuffix("#")
            names.schemas[home] = node
        if home:
            names.homes[id(node)] = home
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(node.get(keyword), str):
                names.schemas[f"{home}#{node[keyword]}"] = node
        waiting += [(each, home) for each in node.values() if isinstance(each, _NESTED)]
    return names


def _joined(home: str, reference: str) -> str:
    try:
        return urljoin(home, reference)
    except ValueError:
        return reference


def _pointed(start: Schema, pointer: str) -> Schema | None:
    """Follow a JSON pointer (RFC 6901)."""
    node: Any = start
    for token in pointer[1:].split("/"):
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(node, Mapping) and key in node:
            node = node[key]
        elif isinstance(node, list) and key.isdecimal() and len(key) < 9 and int(key) < len(node):
            node = node[int(key)]
        else:
            return None
    return node if isinstance(node, bool | Mapping) else None
