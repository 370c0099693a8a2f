"""The templates a board can begin with, and what their cards show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stormdesk.exchange.source import read_board
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource


@dataclass(frozen=True, slots=True)
class Template:
    """One card: ``strip`` holds the stickies along the timeline with their lane and column."""

    path: Path
    title: str
    scope: str
    stickies: int
    strip: tuple[tuple[int, float, Sticky], ...]
    lanes: int


def template_files() -> list[Path]:
    """Return the files of all templates, in the order of their names."""
    return sorted(resource("templates").glob("*.yaml"))


def title_of(path: Path) -> str:
    """Return what a template is called before it is read."""
    return path.stem.replace("-", " ").capitalize()


def read_templates() -> list[Template]:
    """Read all templates; a damaged one is left out, since nobody here can mend it."""
    return [found for path in template_files() if (found := _read(path)) is not None]


def _read(path: Path) -> Template | None:
    try:
        board = read_board(str(path))
    except BadInput:
        return None
    lanes = {context_id: n for n, context_id in enumerate(board.contexts)}
    stickies = [s for s in board.in_order(Sticky) if s.pinned_to is None]
    strip = tuple(
        (lanes.get(s.context or "", 0), s.at or 1.0, s) for s in stickies if s.kind is not Kind.NOTE
    )
    profile = board.profile
    return Template(
        path, profile.title, profile.scope, len(board.stickies), strip, max(1, len(lanes))
    )
