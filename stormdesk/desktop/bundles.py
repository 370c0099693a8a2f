"""The published bundle that a board is held to, where somebody named one on this machine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.words import tr
from stormdesk.exchange.file_list import MANIFEST
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

if TYPE_CHECKING:
    from stormdesk.exchange.contracts.compatibility.side import Side

SIDE = "stormdesk.exchange.contracts.compatibility.bundle_side:side_of"


def named_bundle(settings: SettingsFile, board: Board) -> str:
    """Return the folder of the bundle that a board is held to; empty where none is named."""
    return settings.value.bundles.get(board.profile.id, "")


def name_bundle(settings: SettingsFile, board: Board, folder: Path | None) -> None:
    """Hold a board to the bundle in a folder from now on, or to none.

    Raises BadInput where there is no bundle.
    """
    others = {i: told for i, told in settings.value.bundles.items() if i != board.profile.id}
    if folder is not None:
        bundle_side(str(folder))
        others[board.profile.id] = str(folder)
    settings.change(bundles=others)


def bundle_side(folder: str) -> Side:
    """Return the messages of a bundle; it is read again once it was exported again.

    Raises BadInput where there is none, or it is not sound.
    """
    manifest = Path(folder) / MANIFEST
    return _read(folder, manifest.stat().st_mtime_ns if manifest.is_file() else 0)


def readable_bundle(folder: str) -> tuple[Side | None, str]:
    """Return the messages of a bundle, or why they cannot be read; nothing without a folder."""
    try:
        return (bundle_side(folder) if folder else None), ""
    except BadInput as problem:
        why = f"{problem.where}: {problem.why}"
        return None, tr("The bundle cannot be read: {why}.", why=why)


@lru_cache(maxsize=1)
def _read(folder: str, _: int) -> Side:
    return resolved(SIDE)(Path(folder))
