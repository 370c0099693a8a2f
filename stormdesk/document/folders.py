"""Where the program keeps what belongs to boards or people, but not into boards' files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from platformdirs import user_config_path, user_state_path


def state_folder() -> Path:
    """Return the folder of journals, backups and locks; STORMDESK_STATE names another one."""
    told = os.environ.get("STORMDESK_STATE")
    return Path(told).absolute() if told else user_state_path("stormdesk", appauthor=False)


def settings_path() -> Path:
    """Return the file of the window's settings; STORMDESK_CONFIG names another folder for it."""
    told = os.environ.get("STORMDESK_CONFIG")
    folder = Path(told).absolute() if told else user_config_path("stormdesk", appauthor=False)
    return folder / "settings.json"


def key(text: str | Path) -> str:
    """Return a short name for files about a board's id or path, the same one every time."""
    return hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def private(folder: Path) -> Path:
    """Return the folder, made if it was missing, closed to other users."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
