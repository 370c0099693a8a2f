"""The alerts of an event that stays away although it is expected, or that nobody counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from stormdesk.analysis.quantity import seconds
from stormdesk.exchange.operations.alert import Alert, Severity
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.about import Subject, Telling, about_stream
from stormdesk.exchange.operations.prometheus.hours import Hours, hours_of
from stormdesk.exchange.operations.prometheus.trial import (
    MINUTE,
    STEP,
    Feed,
    Phase,
    Trial,
    steps,
)
from stormdesk.exchange.operations.prometheus.wording import severity_of, span
from stormdesk.exchange.operations.stream import Stream

_SHORTEST = 300
_LATE = 300
"""A count covers a window less a scrape at each end, and what comes in time may come a bit late."""
_STEPS = (STEP, 300, MINUTE)
_MINUTELY = 4 * 3_600
_WEEK_AND_A_DAY = 8 * 86_400


def absence_alerts(
    stream: Stream, levels: Iterable[Level], queries: Queries
) -> Iterator[Alert | str]:
    """Yield the alerts of a stream whose message says how often it comes and when.

    One is on none that comes, the other on a count that nobody reports. A sentence says why there
    is none though it says how often; there is nothing where it does not.
    """
    message = stream.subject.sticky.message
    if message is None or message.expected_every is None:
        return
    silence = f"{stream.name}: no alert for its silence"
    if message.hours is None:
        yield f"{silence}, for it does not say in which hours it is expected."
        return
    hours, shown = hours_of(message.hours), " ".join(message.hours.split())
    if hours is None:
        yield f"{silence}, for “{shown}” cannot be read as hours such as Mo-Fr 08:00-18:00."
        return
    window = max(round(seconds(message.expected_every)), _SHORTEST)
    found = queries.query("sent", stream, window=duration(window))
    if found is None and stream.is_alone:
        found = queries.query("written", stream, window=duration(window))
    if found is None:
        yield f"{silence}, for no source of metrics counts what is sent."
        return
    trials = [_trial(Feed(found), hours, window, silent) for silent in (Decimal(0), None)]
    missing, unreported = trials
    if missing is None or unreported is None:
        yield f"{silence}, for its hours never last {span(window)}."
        return
    when = "" if hours.is_always else f" at a time it is expected ({hours.told(shown)})"
    subject = Subject(stream, stream.owner, stream.operator)
    telling = Telling(
        expression=_expression(f"{found} == 0", hours, window),
        patience=_LATE,
        summary=f"{stream.name}: none has come for {span(window)}",
        description=(
            f"Nothing was sent to {stream.topic} for {span(window)}{when}. It is said to come at"
            f" least every {message.expected_every}."
        ),
        trial=missing,
    )
    first = "see whether its sender runs and what it waits for"
    yield about_stream(subject, "Missing", telling, first=first, severity=_severity(levels))
    telling = Telling(
        expression=_expression(f"absent({found})", hours, window),
        patience=_LATE,
        summary=f"{stream.name}: nobody says how many come",
        description=(
            f"What is sent to {stream.topic} has not been counted for {span(window)}{when}, so that"
            " no alert can tell whether it comes: its sender is gone, or it is not scraped."
        ),
        trial=unreported,
    )
    first = "see whether its sender is scraped"
    yield about_stream(subject, "Unreported", telling, first=first)


def _severity(levels: Iterable[Level]) -> Severity:
    """Return whether silence wakes people: only where a level on what has to come does."""
    pages = (level.indicator == "completeness" and severity_of(level) == "page" for level in levels)
    return "page" if any(pages) else "ticket"


def _is_judged(hours: Hours, window: int, at: int) -> bool:
    """Tell whether a silence that ends at a time is one within the hours."""
    return hours.holds(at // 60) and hours.holds((at - window) // 60)


def _expression(silent: str, hours: Hours, window: int) -> str:
    if hours.is_always:
        return silent
    before = hours.guard(f"vector(time() - {window})")
    return f"{silent}\nand on() ({hours.guard()})\nand on() ({before})"


def _trial(feed: Feed, hours: Hours, window: int, silent: Decimal | None) -> Trial | None:
    """Return a trial at the first time that is within the hours and was so a silence before."""
    one, none = (Decimal(1),), (silent,)
    if hours.is_always and window <= _MINUTELY:
        whole = steps(window, 0, MINUTE) + _LATE
        phases = (
            Phase(steps(window, 2, MINUTE), one, fires=False),
            Phase(whole - 2 * MINUTE, none, fires=False),
            Phase(3 * MINUTE, none, fires=True),
            Phase(_LATE, one, fires=False),
        )
        return Trial((feed,), phases, MINUTE)
    for step in _STEPS:
        held = steps(_LATE, 0, step)
        silence = steps(window, 1, step) + held
        for end in range(silence + step, _WEEK_AND_A_DAY, step):
            if all(_is_judged(hours, window, at) for at in range(end - held, end + 1, 60)):
                phases = (
                    Phase(end - silence, one, fires=False),
                    Phase(silence, none, fires=True),
                    Phase(max(step, _LATE), one, fires=False),
                )
                return Trial((feed,), phases, step)
    return None
