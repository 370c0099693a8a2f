"""YAML into plain values, straight from the events, so that nothing dangerous is ever built."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from stormdesk.model.problem import BadInput, quoted

MOST_BYTES = 50_000_000
DEEPEST = 60
MOST_ALIASES = 100
MOST_NODES = 2_000_000
_LONGEST_PROBLEM = 160
_TOO_DEEP = f"is nested deeper than {DEEPEST}"


class Plain(str):
    """A scalar without quotes, in the spelling of its source."""

    __slots__ = ()


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    nodes_before: int
    height: int = 1
    key: str | None = None


@dataclass(slots=True)
class _Anchored:
    value: Any
    nodes: int
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """YAML as it was given, and its name in messages."""

    data: bytes
    where: str

    def loaded(self) -> Any:
        """Return dicts, lists and texts: quoted ones as str, others as Plain, nothing as None.

        Raises BadInput for what is no YAML, tags, repeated or merged keys, several documents,
        and what is nested, repeated or large beyond reason.
        """
        text = self._decoded()
        try:
            return _Reading(self).value_of(yaml.parse(text, Loader=yaml.CSafeLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            told = " ".join(str(error.problem or error.context).split())[:_LONGEST_PROBLEM]
            line = mark.line if mark else 0
            # libyaml looks ahead for keys, and from 6.0.4 on its own limit is met before ours.
            if "nesting depth" in told:
                self._refuse_at(line, _TOO_DEEP)
            self._refuse_at(line, f"is not valid YAML: {told}")
        except yaml.YAMLError as error:
            told = " ".join(str(error).split())[:_LONGEST_PROBLEM]
            raise BadInput(self.where, f"is not valid YAML: {told}") from None

    def refuse(self, path: Sequence[str | int], why: str) -> NoReturn:
        """Raise BadInput with the line that a path of keys and positions leads to."""
        self._refuse_at(self._line(path), why)

    def _line(self, path: Sequence[str | int]) -> int:
        # Only asked for once the whole text was read, so nothing is nested too deeply here.
        node = yaml.compose(self._decoded(), Loader=yaml.CSafeLoader)
        line = 0
        for part in path:
            if isinstance(node, yaml.MappingNode):
                found = [(k, v) for k, v in node.value if k.value == part]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                found = [(v, v) for v in node.value[part : part + 1]]
            else:
                found = []
            if not found:
                break
            line, node = found[0][0].start_mark.line, found[0][1]
        return line

    def _refuse_at(self, line: int, why: str) -> NoReturn:
        raise BadInput(f"{self.where}:{line + 1}", why) from None

    def _decoded(self) -> str:
        if len(self.data) > MOST_BYTES:
            raise BadInput(self.where, f"is larger than {MOST_BYTES // 1_000_000} MB")
        if self.data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise BadInput(self.where, "is UTF-16 text; save it as UTF-8")
        if b"\0" in self.data:
            raise BadInput(self.where, "is binary and not text")
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._refuse_at(self.data.count(b"\n", 0, error.start), "is not UTF-8; save it so")


@dataclass(slots=True)
class _Reading:
    source: Source
    stack: list[_Open] = field(default_factory=list[_Open])
    anchors: dict[str, _Anchored | None] = field(default_factory=dict[str, _Anchored | None])
    aliases: int = 0
    nodes: int = 0
    documents: int = 0
    root: Any = None

    def value_of(self, events: Iterable[Any]) -> Any:
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._open(event, {})
                case yaml.SequenceStartEvent():
                    self._open(event, [])
                case yaml.CollectionEndEvent():
                    self._close(event)
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        self._refuse(event, "holds a second document; a model is one")
                case _:
                    pass
        return self.root

    def _refuse(self, event: Any, why: str) -> NoReturn:
        raise BadInput(f"{self.source.where}:{event.start_mark.line + 1}", why)

    def _scalar(self, event: Any) -> None:
        self._check_tag(event)
        self.nodes += 1
        self._check_size(event)
        value: str = event.value
        is_plain: bool = event.implicit[0]
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(event, top, top.value, value, is_plain)
            return
        given = (None if value in ("", "~") else Plain(value)) if is_plain else value
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(given, 1, 0)
        self._put(given)

    def _key(
        self, event: Any, top: _Open, mapping: dict[str, Any], key: str, is_plain: bool
    ) -> None:
        if is_plain and key == "<<":
            self._refuse(event, "merge keys (<<) are not taken; write the keys out")
        if key in mapping:
            self._refuse(event, f"key {quoted(key)} is given twice; remove one")
        if event.anchor is not None:
            self._refuse(event, "a key cannot have an anchor")
        mapping[key] = None
        top.key = key

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._check_tag(event)
        self._check_no_key(event)
        if len(self.stack) >= DEEPEST:
            self._refuse(event, _TOO_DEEP)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(value, event.anchor, self.nodes))
        self.nodes += 1
        self._check_size(event)

    def _close(self, event: Any) -> None:
        closed = self.stack.pop()
        if closed.anchor is not None:
            size = self.nodes - closed.nodes_before
            self.anchors[closed.anchor] = _Anchored(closed.value, size, closed.height)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, closed.height + 1)
        self._put(closed.value)

    def _alias(self, event: Any) -> None:
        self._check_no_key(event)
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self._refuse(event, f"has more than {MOST_ALIASES} aliases; write the values out")
        if event.anchor not in self.anchors:
            self._refuse(event, f"alias *{event.anchor} stands for nothing above it")
        found = self.anchors[event.anchor]
        if found is None:
            self._refuse(event, f"alias *{event.anchor} contains itself")
        if len(self.stack) + found.height > DEEPEST:
            self._refuse(event, _TOO_DEEP)
        self.nodes += found.nodes
        self._check_size(event)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, found.height + 1)
        self._put(found.value)

    def _put(self, value: Any) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is not None:
            top.value[top.key] = value
            top.key = None

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse(event, f"tag {quoted(event.tag)} is not taken; remove it")

    def _check_no_key(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._refuse(event, "a key must be a text")

    def _check_size(self, event: Any) -> None:
        if self.nodes > MOST_NODES:
            self._refuse(event, f"holds more than {MOST_NODES:,} values, aliases written out")
