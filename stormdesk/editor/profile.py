"""What is said of the board itself: its language, and what it calls the kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import look_of
from stormdesk.model.sticky import Kind


def revise_profile(editor: Editor, **changes: Any) -> None:
    """Change fields of the board's profile in one step, or none where nothing differs.

    Raises pydantic.ValidationError before any change.
    """
    profile = editor.board.profile
    revised = profile.revised(**changes)
    if revised != profile:
        with editor.document.edit("Change the board") as edit:
            edit.put(revised)


def own_labels(told: Mapping[Kind, str]) -> dict[Kind, str]:
    """Return those labels that differ from the usual ones; an empty one is the usual one."""
    cleaned = {kind: " ".join(label.split()) for kind, label in told.items()}
    return {k: label for k, label in cleaned.items() if label and label != look_of(k).label}
