"""One row of a table of actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Aside:
    """What a person should know of what was done for them; values stand where braces name them."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


READ_ONLY = Aside("This board cannot be changed.")
"""Why nothing can be done to a board that is only shown."""


@dataclass(frozen=True, slots=True)
class Action(Generic[T]):
    """One thing a person can do, with its place in the menus and its keys.

    ``menu`` names the menu, or the menu and a submenu as ``Edit/Nudge``. A key of one letter works
    only while no text is open. ``checked`` makes it a switch and tells whether it is on. An
    ``Aside`` that ``run`` returns is told. ``obstacle`` tells why a row that is not enabled cannot
    be done, so that its keys are never silent. ``words`` are others by which people look for it.
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
    obstacle: Callable[[T], Aside] | None = None
    words: str = ""
