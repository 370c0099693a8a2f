"""The chance to wait at all in a line before servers, in closed form."""

from __future__ import annotations

import math
from functools import lru_cache

_COUNTED_UP_TO = 500
"""Up to so many servers the chance is reckoned exactly, server by server."""


@lru_cache(maxsize=4096)
def chance_of_waiting(servers: int, busy: float) -> float:
    """Return the chance that an arrival finds all servers busy, each busy a share of the time.

    Erlang's C formula, by the recursion of his B formula (Cooper, Introduction to Queueing Theory,
    1981, chapter 3); for many servers its limit (Halfin and Whitt, Operations Research 29, 1981).
    """
    if busy >= 1:
        return 1.0
    if busy <= 0:
        return 0.0
    if servers > _COUNTED_UP_TO:
        margin = (1 - busy) * math.sqrt(servers)
        density = math.exp(-margin * margin / 2) / math.sqrt(2 * math.pi)
        below = (1 + math.erf(margin / math.sqrt(2))) / 2
        return density / (density + margin * below)
    load = servers * busy
    blocked = 1.0
    for number in range(1, servers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked / (1 - busy * (1 - blocked))
