"""One row of a table of actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Action(Generic[T]):
    """One thing a person can do, with its place in the menus and its keys.

    ``menu`` names the menu, or the menu and a submenu as ``Edit/Nudge``. A key of one letter works
    only while no text is open. ``checked`` makes it a switch and tells whether it is on.
    """

    name: str
    label: str
    menu: str
    run: Callable[[T], object]
    keys: tuple[str, ...] = ()
    enabled: Callable[[T], bool] = lambda target: True
    icon: str = ""
    separated: bool = False
    checked: Callable[[T], bool] | None = None
