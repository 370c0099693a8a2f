"""One reason why a reader does not take all that a writer may write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """What a reader and a writer disagree about, and what to do.

    ``lenient`` marks what a registry lets pass under its LENIENT policy; ``warning`` marks what
    every registry lets pass although it can break someone. ``remedy`` is for a reader that is the
    later version; ``forward`` is for one that is the earlier, which stays as it is, where what is
    sent to it must be changed by other means.
    """

    path: str
    code: str
    message: str
    remedy: str
    lenient: bool = False
    warning: bool = False
    forward: str = ""
