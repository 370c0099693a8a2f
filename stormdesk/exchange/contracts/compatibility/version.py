"""Version numbers: which is the newer, and the smallest that is right after a change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Literal, get_args

_NUMBERS = re.compile(r"v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?:[-+].*)?", re.ASCII)


class Step(IntEnum):
    """How far a version has to move: breaking is major, new is minor, mere words are a patch."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> StepName:
        """How reports call it."""
        return _WORDS[self]


StepName = Literal["none", "patch", "minor", "major"]
_WORDS: tuple[StepName, ...] = get_args(StepName)


def numbers_of(version: str) -> tuple[int, int, int] | None:
    """Return the three numbers of a version, missing ones as 0; None where it has none."""
    match = _NUMBERS.fullmatch(version.strip())
    if match is None:
        return None
    major, minor, patch = (int(part or 0) for part in match.groups())
    return major, minor, patch


def newest_first(versions: Iterable[str]) -> list[str]:
    """Return versions from the newest to the oldest; those without numbers as they were added."""
    added = list(enumerate(versions))
    ordered = sorted(added, key=lambda each: (numbers_of(each[1]) or (-1,), each[0]), reverse=True)
    return [version for _, version in ordered]


def is_newer(version: str, other: str) -> bool:
    """Tell whether a version comes after another one, as far as both have numbers."""
    here, there = numbers_of(version), numbers_of(other)
    return here is not None and there is not None and here > there


def after(version: str, step: Step) -> str | None:
    """Return the version one step after another; None where that has no numbers.

    Before 1.0.0 nothing is promised yet, so that what breaks moves the second number
    (Semantic Versioning 2.0.0, item 4).
    """
    numbers = numbers_of(version)
    if numbers is None:
        return None
    major, minor, patch = numbers
    match step:
        case Step.NONE:
            return version
        case Step.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case Step.MAJOR if major > 0:
            return f"{major + 1}.0.0"
        case _:
            return f"{major}.{minor + 1}.0"


def suffices(stated: str, last: str, step: Step) -> bool | None:
    """Tell whether a version is far enough after the last one; None where one has no numbers."""
    needed = after(last, step)
    here, there = numbers_of(stated), numbers_of(needed) if needed is not None else None
    return None if here is None or there is None else here >= there
