"""Marks on widgets, by which the style sheet paints them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, name: str, is_on: bool) -> None:
    """Set, or take away, a mark."""
    if bool(widget.property(name)) != is_on:
        widget.setProperty(name, is_on)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def mark_wrong(widget: QWidget, is_wrong: bool) -> None:
    """Show, or stop showing, that a value cannot be taken."""
    mark(widget, "wrong", is_wrong)
