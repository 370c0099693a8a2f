"""What somebody would see of a change that breaks, or may break, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stormdesk.exchange.contracts.compatibility.modes import Direction

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a message breaks somebody, or a warning of what no registry sees.

    ``direction``, ``against`` and ``path`` are where two schemas disagree: who cannot read whom,
    the earlier version, and the place in the message. They are empty where it is about the
    message as a whole.
    """

    level: Level
    code: str
    message: str
    remedy: str
    direction: Direction | None = None
    against: str | None = None
    path: str = ""
