"""The screens of a machine, and the one that the wall is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QScreen

from stormdesk.desktop.words import tr


def chosen(screens: Sequence[QScreen], console: QScreen, wanted: str) -> QScreen | None:
    """Return the screen for the wall: the one of the wanted name, else any but the console's.

    None where there is no other: then the wall is a window beside the console.
    """
    others = [screen for screen in screens if screen is not console]
    by_name = (screen for screen in others if screen.name() == wanted)
    return next(by_name, others[0] if others else None)


def label(screen: QScreen) -> str:
    """Return what a person knows a screen by."""
    size = screen.size()
    model = " ".join(filter(None, (screen.manufacturer(), screen.model())))
    name = f"{screen.name()} ({model})" if model else screen.name()
    return tr("{screen}, {w} × {h}", screen=name, w=size.width(), h=size.height())
