"""The sources of metrics that options name: shipped ones, files of one's own, single queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from stormdesk.exchange.operations.metrics.options import USUAL, MetricsOptions
from stormdesk.exchange.operations.metrics.profile import (
    Profile,
    Slot,
    profile_of,
    shipped,
    slot_named,
)
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.yaml_events import Source
from stormdesk.model.problem import BadInput

_LARGEST = 1_000_000
_SUFFIXES = (".yaml", ".yml")


def queries_of(options: MetricsOptions) -> Queries:
    """Return the queries of the sources that options name.

    Raises BadInput where one is neither known nor a file that describes a source.
    """
    return _usual() if options.metrics == USUAL else _queries(options.metrics)


@lru_cache(maxsize=1)
def _usual() -> Queries:
    return _queries(USUAL)


def _queries(metrics: Iterable[str]) -> Queries:
    names: list[str] = []
    own: list[Profile] = []
    chosen: dict[Slot, str] = {}
    for text in metrics:
        slot, is_single, name = text.partition("=")
        if is_single and not text.endswith(_SUFFIXES):
            chosen[slot_named(slot.strip(), text)] = name.strip()
            names.append(name.strip())
        elif text.endswith(_SUFFIXES):
            own.append(_read(text))
        else:
            names.append(text)
    if chosen and not own and not set(names) - set(chosen.values()):
        names = [*USUAL, *names]
    ours = {profile.name for profile in own}
    return Queries([name for name in dict.fromkeys(names) if name not in ours], own, chosen)


def _read(text: str) -> Profile:
    path = Path(text)
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(text, "is too large for a source of metrics")
        content = path.read_bytes()
    except OSError as error:
        why = f"cannot be read ({error.strerror}); known sources are {', '.join(shipped())}"
        raise BadInput(text, why) from error
    return profile_of(Source(content, text).loaded(), text)
