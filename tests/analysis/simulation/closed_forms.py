"""What queueing theory says of M/M/c, in closed form (M/M/1 where there is one server)."""

from __future__ import annotations

import math

from stormdesk.analysis.simulation.erlang import chance_of_waiting


def mean_wait(rate: float, service: float, servers: int) -> float:
    """Return how many seconds a message waits on average before it is served."""
    busy = rate * service / servers
    if busy >= 1:
        return math.inf
    return chance_of_waiting(servers, busy) * service / (servers * (1 - busy))


def mean_waiting(rate: float, service: float, servers: int) -> float:
    """Return how many messages wait on average (Little's law)."""
    return rate * mean_wait(rate, service, servers)


def later_than(span: float, rate: float, service: float, servers: int) -> float:
    """Return the chance that a message takes longer than this, its wait included."""
    each, spare = 1 / service, servers / service - rate
    waits = chance_of_waiting(servers, rate * service / servers)
    both = (spare * math.exp(-each * span) - each * math.exp(-spare * span)) / (spare - each)
    return (1 - waits) * math.exp(-each * span) + waits * both
