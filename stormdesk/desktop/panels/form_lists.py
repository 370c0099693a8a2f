"""What a sticky has several of: examples, service levels, failure modes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from stormdesk.desktop.panels import form_named
from stormdesk.desktop.panels.fields import Field, spoken, told, words_of
from stormdesk.desktop.panels.form_parts import (
    Choice,
    Deed,
    Fold,
    Part,
    Shown,
    place_in,
    rows,
)
from stormdesk.desktop.words import tr
from stormdesk.editor.detailing import Path, with_item, without_item
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board
from stormdesk.model.record import Record, Value
from stormdesk.model.service import FailureMode, ServiceLevel
from stormdesk.model.sticky import Example, Kind

_CONSUMERS = (Kind.POLICY, Kind.READ_MODEL, Kind.SYSTEM)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list within a sticky; each of ``starters`` is an item to begin with, by its label."""

    name: str
    title: str
    offered: str
    kinds: Collection[Kind]
    starters: tuple[tuple[str, Value], ...]
    fields: Callable[[Path], tuple[Field, ...]]
    first: Collection[str]
    called: Callable[[Any], str]

    def choices(self) -> tuple[Choice, ...]:
        """Return what can be added."""
        return tuple(
            Choice(self.name, label, do=self._adding(item)) for label, item in self.starters
        )

    def parts(self, board: Board, record: Record, shown: Shown) -> Iterator[Part]:
        """Yield every item, folded, with its fields where it is open."""
        for index, item in enumerate(getattr(record, self.name)):
            at: Path = (self.name, index)
            name = place_in(at)
            is_open = shown.is_open(name)
            removing = self._removing(index)
            yield Fold(name, self.called(item), "", is_open, removing, is_inner=True)
            if is_open:
                fields = self.fields(at)
                yield from rows(fields, self.first, board, [record], shown, tr("Add to it …"))

    def _adding(self, item: Value) -> Deed:
        def add(editor: Editor, record: Record) -> None:
            with editor.document.edit(tr(self.offered)) as edit:
                edit.put(with_item(record, (self.name,), item))

        return add

    def _removing(self, index: int) -> Deed:
        def remove(editor: Editor, record: Record) -> None:
            with editor.document.edit(f"Remove from {self.title.lower()}") as edit:
                edit.put(without_item(record, (self.name,), index))

        return remove


def _example_fields(at: Path) -> tuple[Field, ...]:
    return (
        told(Example, "given", at, lines=2, is_shared=True),
        told(Example, "when", at, lines=1, is_shared=True),
        told(Example, "then", at, lines=2, is_shared=True),
    )


def _level_fields(at: Path) -> tuple[Field, ...]:
    def each(name: str, **more: Any) -> Field:
        return told(ServiceLevel, name, at, is_shared=True, **more)

    def event(name: str, label: str) -> Field:
        return form_named.sticky(ServiceLevel, name, (Kind.EVENT,), at, label=label, is_shared=True)

    return (
        each("indicator"),
        each("objective"),
        each("threshold"),
        each("window"),
        form_named.owner(ServiceLevel, "owner", at, is_shared=True),
        form_named.owner(ServiceLevel, "operated_by", at, is_shared=True),
        each("criticality"),
        each("assumed"),
        each("confirmed_by"),
        each("min_count"),
        form_named.sticky(ServiceLevel, "consumer", _CONSUMERS, at, is_shared=True),
        event("start", "From the event"),
        event("end", "To the event"),
        each("within"),
    )


def _failure_fields(at: Path) -> tuple[Field, ...]:
    return (
        told(FailureMode, "mode", at, is_shared=True),
        told(FailureMode, "mitigation", at, lines=2, is_shared=True),
        told(FailureMode, "signal", at, lines=2, is_shared=True),
    )


def _example(example: Example) -> str:
    return example.when or "; ".join(example.then) or tr("New example")


def _level(level: ServiceLevel) -> str:
    promise = " · ".join(filter(None, (level.objective, level.threshold)))
    # The sign of what is assumed on the canvas, so that no guess looks agreed.
    sign = "≈ " if level.standing == "assumed" else ""
    return f"{sign}{spoken(level.indicator)}{' · ' if promise else ''}{promise}"


LISTS: tuple[ItemList, ...] = (
    ItemList(
        "examples",
        "Examples",
        "Add an example",
        (Kind.EVENT, Kind.COMMAND),
        (("Example", Example()),),
        _example_fields,
        ("given", "when", "then"),
        _example,
    ),
    ItemList(
        "service_levels",
        "Service levels",
        "Add a service level …",
        (Kind.EVENT,),
        tuple(
            (spoken(word), ServiceLevel.model_validate({"indicator": word}))
            for word in words_of(ServiceLevel.model_fields["indicator"].annotation)
        ),
        _level_fields,
        ("indicator", "objective", "threshold", "window", "owner", "operated_by"),
        _level,
    ),
    ItemList(
        "failure_modes",
        "Failure modes",
        "Add a failure mode …",
        (Kind.EVENT, *_CONSUMERS, Kind.COMMAND),
        tuple(
            (spoken(word), FailureMode.model_validate({"mode": word}))
            for word in words_of(FailureMode.model_fields["mode"].annotation)
        ),
        _failure_fields,
        ("mode", "mitigation", "signal"),
        lambda failure: spoken(failure.mode),
    ),
)
