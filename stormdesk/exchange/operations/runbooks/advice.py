"""What can be said of a way to fail before one knows a board, and what is asked later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from stormdesk.resources import read_yaml


@dataclass(frozen=True, slots=True)
class Failure:
    """A way to fail: what it is, the steps of the first five minutes, and what usually helps."""

    title: str
    means: str
    first: tuple[str, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked after an incident, and what becomes of the answer."""

    ask: str
    then: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The ways to fail by mode, what to do by item of the checklist, and questions afterwards."""

    modes: Mapping[str, Failure]
    incident: Mapping[str, str]
    post_mortem: tuple[Question, ...]


@cache
def advice() -> Advice:
    """Return all of it, read once."""
    told = read_yaml("runbooks.yaml")
    return Advice(
        {
            mode: Failure(each["title"], each["means"], tuple(each["first"]), tuple(each["helps"]))
            for mode, each in told["modes"].items()
        },
        told["incident"],
        tuple(Question(**each) for each in told["post-mortem"]),
    )
