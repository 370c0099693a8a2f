"""From a YAML model to a board."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar, cast

from pydantic import ValidationError

from stormdesk.exchange.ids import Ids, Repeats
from stormdesk.exchange.yaml_events import Plain, Source
from stormdesk.exchange.yaml_sections import (
    EXTRA,
    FORMAT,
    SECTIONS,
    TOP_KEYS,
    VERSION,
    Section,
    slots,
)
from stormdesk.model.board import Board
from stormdesk.model.integrity import sound_board
from stormdesk.model.problem import BadInput, explain, nearest, quoted
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record, Value
from stormdesk.model.sticky import Sticky

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,999})(\.\d+)?([eE][+-]?\d+)?")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}


def read_text(data: bytes, where: str) -> Board:
    """Return the board that a YAML model holds.

    Raises BadInput that names the line, the record, the key and what was meant.
    """
    source = Source(data, where)
    top = _top(source, source.loaded())
    return _Reading(source, top).board()


def _top(source: Source, loaded: Any) -> dict[str, Any]:
    if loaded is None:
        raise BadInput(source.where, "is empty; a model begins with format: stormdesk/1")
    if not isinstance(loaded, dict):
        source.refuse((), "is no model: expected keys such as format, board and stickies")
    top = cast("dict[str, Any]", loaded)
    told = top.get("format")
    if told is None:
        source.refuse((), f"is no model: it lacks format: {FORMAT}/{VERSION}")
    found = re.fullmatch(rf"{FORMAT}/([1-9]\d{{0,8}})", str(told))
    if found is None:
        source.refuse(("format",), f"format {quoted(told)} is not {FORMAT}/{VERSION}")
    if int(found[1]) > VERSION:
        source.refuse(
            ("format",),
            f"was written by a newer stormdesk (format {found[1]}, this one knows {VERSION});"
            " update to read it",
        )
    for key in top:
        if key not in TOP_KEYS and not key.startswith(EXTRA):
            source.refuse((key,), f"key {quoted(key)} is not known{nearest(key, TOP_KEYS)}")
    return top


@dataclass(slots=True)
class _Reading:
    source: Source
    top: dict[str, Any]
    ids: Ids = field(default_factory=Ids)
    paths: dict[str, Path] = field(default_factory=dict[str, Path])
    records: list[Record] = field(default_factory=list[Record])

    def board(self) -> Board:
        lists = {section.key: self._entries(section) for section in SECTIONS}
        self.ids.taken.update(
            str(entry["id"])
            for entry in (self._profile(), *(e for each in lists.values() for e in each))
            if entry.get("id") is not None
        )
        self._read_profile()
        layout = self._layout()
        for section in SECTIONS:
            self._read_section(section, lists[section.key], layout)
        for sticky_id in layout:
            near = nearest(sticky_id, (i for i in self.paths))
            self.source.refuse(
                ("layout", sticky_id), f"layout: there is no sticky {quoted(sticky_id)}{near}"
            )
        return self._sound()

    def _entries(self, section: Section) -> list[dict[str, Any]]:
        given = self.top.get(section.key)
        if given is None:
            return []
        if not isinstance(given, list):
            self.source.refuse((section.key,), f"{section.key}: expected a list")
        for index, entry in enumerate(cast("list[Any]", given)):
            if not isinstance(entry, dict):
                self.source.refuse(
                    (section.key, index),
                    f"{section.key}: expected keys and values, not {_told(entry)}",
                )
        return cast("list[dict[str, Any]]", given)

    def _profile(self) -> dict[str, Any]:
        given = self.top.get("board")
        if not isinstance(given, dict):
            self.source.refuse(("board",), "board: is missing; write board: {title: …}")
        return cast("dict[str, Any]", given)

    def _read_profile(self) -> None:
        given = dict(self._profile())
        for key, value in self.top.items():
            # The board has no other place for what people keep beside its sections.
            if key.startswith(EXTRA):
                if key in given:
                    self.source.refuse((key,), f"key {quoted(key)} stands in board too; keep one")
                given[key] = value
        if given.get("id") is None:
            given["id"] = self.ids.derived(str(given.get("title", "")), "board")
        self._add(Profile, given, ("board",))

    def _layout(self) -> dict[str, dict[str, Any]]:
        given = self.top.get("layout")
        if given is None:
            return {}
        if not isinstance(given, dict):
            self.source.refuse(("layout",), "layout: expected ids of stickies with x and y")
        layout = cast("dict[str, Any]", given)
        for sticky_id, place in layout.items():
            path = ("layout", sticky_id)
            if not isinstance(place, dict):
                self.source.refuse(path, f"layout {quoted(sticky_id)}: expected x and y")
            for key in cast("dict[str, Any]", place):
                if key not in ("x", "y") and not key.startswith(EXTRA):
                    self.source.refuse(
                        (*path, key),
                        f"layout {quoted(sticky_id)}: key {quoted(key)} is not x or y",
                    )
        return dict(layout)

    def _read_section(
        self, section: Section, entries: list[dict[str, Any]], layout: dict[str, dict[str, Any]]
    ) -> None:
        repeats, order = Repeats(), -1
        for index, entry in enumerate(entries):
            given = dict(entry)
            identity = section.identity(entry)
            plain = None if section.named else repeats.next(identity)
            if given.get("id") is None:
                given["id"] = plain or self.ids.derived(identity, _fallback(section, entry))
            if given.get("order") is None:
                given["order"] = order + 1
            place = layout.pop(given["id"], None) if section.record_type is Sticky else None
            record = self._add(section.record_type, given, (section.key, index), place)
            order = record.order

    def _add(
        self,
        record_type: type[R],
        given: dict[str, Any],
        path: Path,
        place: dict[str, Any] | None = None,
    ) -> R:
        record_id = str(given["id"])
        name = f"{record_type.type_name} {quoted(record_id)}"
        if record_id in self.paths:
            self.source.refuse(
                (*path, "id"), f"{name}: id is used twice; ids are unique on a board"
            )
        values = self._known(record_type, given, path, name)
        if place is not None:
            values |= {key: _resolved(each) for key, each in place.items() if each is not None}
        try:
            record = record_type.model_validate(values)
        except ValidationError as error:
            location = error.errors(include_url=False)[0]["loc"]
            where: Path = (*path, *location)
            if place is not None and location[0] in place:
                where = ("layout", record_id, *location)
            self.source.refuse(where, f"{name}: {explain(error)}")
        self.paths[record_id] = path
        self.records.append(record)
        return record

    def _known(
        self, model: type[Value], given: dict[str, Any], path: Path, name: str
    ) -> dict[str, Any]:
        """Return what a model takes, without what is not given; every key must be known."""
        known = slots(model)
        values: dict[str, Any] = {}
        for key, value in given.items():
            slot = known.get(key)
            if slot is None:
                if not key.startswith(EXTRA):
                    self._refuse_key(model, key, (*path, key), name)
                values[key] = _resolved(value)
            elif value is None or (_is_null(value) and not slot.is_required):
                continue
            elif slot.model is None:
                values[key] = _text(value)
            else:
                inner, at = slot.model, (*path, key)
                if slot.is_map and isinstance(value, dict):
                    values[key] = {
                        k: self._inner(inner, each, (*at, k), f"{name}: {key}")
                        for k, each in cast("dict[str, Any]", value).items()
                    }
                else:
                    values[key] = self._inner(inner, value, at, f"{name}: {key}")
        return values

    def _inner(self, model: type[Value], value: Any, path: Path, name: str) -> Any:
        if isinstance(value, dict):
            return self._known(model, cast("dict[str, Any]", value), path, name)
        if isinstance(value, list):
            items = cast("list[Any]", value)
            return [self._inner(model, each, (*path, i), name) for i, each in enumerate(items)]
        return _text(value)

    def _refuse_key(self, model: type[Value], key: str, path: Path, name: str) -> NoReturn:
        if model is Sticky and key in ("x", "y"):
            self.source.refuse(path, f"{name}: key {quoted(key)} belongs under layout")
        self.source.refuse(
            path, f"{name}: key {quoted(key)} is not known{nearest(key, slots(model))}"
        )

    def _sound(self) -> Board:
        try:
            return sound_board(self.records, self.source.where)
        except BadInput as error:
            for record in self.records:
                if error.why.startswith(f"{record.type_name} {quoted(record.id)} "):
                    self.source.refuse(self.paths[record.id], error.why)
            raise


def _fallback(section: Section, entry: dict[str, Any]) -> str:
    return str(entry.get("kind", "sticky")) if section.record_type is Sticky else section.key[:-1]


def _told(value: Any) -> str:
    return "a list" if isinstance(value, list) else quoted(str(value or ""))


def _is_null(value: Any) -> bool:
    return isinstance(value, Plain) and value in ("null", "Null", "NULL")


def _text(value: Any) -> Any:
    """Return scalars as the texts they are in the source; pydantic parses numbers from them."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return [_text(each) for each in cast("Sequence[Any]", value)]
    if isinstance(value, dict):
        return {key: _text(each) for key, each in cast("dict[str, Any]", value).items()}
    return value


def _resolved(value: Any) -> Any:
    """Return a value nobody knows the type of: what is not quoted and is JSON is taken so."""
    if isinstance(value, Plain):
        if value in _WORDS:
            return _WORDS[value]
        found = _NUMBER.fullmatch(value)
        if found is None:
            return str(value)
        return float(value) if found[2] or found[3] else int(value)
    if isinstance(value, list):
        return [_resolved(each) for each in cast("Sequence[Any]", value)]
    if isinstance(value, dict):
        return {key: _resolved(each) for key, each in cast("dict[str, Any]", value).items()}
    return value
