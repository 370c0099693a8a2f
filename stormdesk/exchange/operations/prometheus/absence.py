"""The alert of an event that stays away although it is expected."""

from __future__ import annotations

from decimal import Decimal

from stormdesk.analysis.quantity import seconds
from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.metrics.promql import duration
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.hours import Hours, hours_of
from stormdesk.exchange.operations.prometheus.trial import STEP, Feed, Phase, Trial, steps
from stormdesk.exchange.operations.prometheus.wording import (
    span,
    stream_labels,
    stream_name,
    stream_severity,
)
from stormdesk.exchange.operations.stream import Stream

_SHORTEST = 300
_LATE = 300
"""A count covers a window less a scrape at each end, and what comes in time may come a bit late."""
_STEPS = (STEP, 300, 60)
_WEEK_AND_A_DAY = 8 * 86_400


def absence_alert(stream: Stream, queries: Queries) -> Alert | str | None:
    """Return the alert of a stream whose message says how often it comes and when.

    A sentence says why there is none though it says how often; None where it does not.
    """
    message = stream.subject.sticky.message
    if message is None or message.expected_every is None:
        return None
    silence = f"{stream.name}: no alert for its silence"
    if message.hours is None:
        return f"{silence}, for it does not say in which hours it is expected."
    hours = hours_of(message.hours)
    if hours is None:
        shown = " ".join(message.hours.split())
        return f"{silence}, for “{shown}” cannot be read as hours such as Mo-Fr 08:00-18:00."
    window = max(round(seconds(message.expected_every)), _SHORTEST)
    found = queries.query("sent", stream, window=duration(window))
    if found is None and stream.is_alone:
        found = queries.query("written", stream, window=duration(window))
    if found is None:
        return f"{silence}, for no source of metrics counts what is sent."
    trial = _trial(Feed(found), hours, window)
    if trial is None:
        return f"{silence}, for its hours never last {span(window)}."
    severity = stream_severity(stream)
    is_always = hours.is_always
    when = "" if is_always else f" at a time it is expected ({_shown(message.hours)}, in UTC)"
    return Alert(
        name=stream_name(stream, "Missing"),
        stream=stream,
        level=None,
        mode=None,
        severity=severity,
        expression=_expression(found, hours, window, is_always=is_always),
        patience=_LATE,
        summary=f"{stream.name}: none has come for {span(window)}",
        description=(
            f"Nothing was sent to {stream.topic} for {span(window)}{when}. It is said to come at"
            f" least every {message.expected_every}."
        ),
        runbook=stream.runbook,
        owner=stream.owner,
        labels=stream_labels(stream, severity, None),
        trial=trial,
    )


def _is_judged(hours: Hours, window: int, at: int) -> bool:
    """Tell whether a silence that ends at a time is one within the hours."""
    return hours.holds(at // 60) and hours.holds((at - window) // 60)


def _shown(hours: str) -> str:
    return " ".join(hours.split())


def _expression(query: str, hours: Hours, window: int, *, is_always: bool) -> str:
    silent = f"({query} or vector(0)) == 0"
    if is_always:
        return silent
    before = hours.guard(f"vector(time() - {window})")
    return f"{silent}\nand on() ({hours.guard()})\nand on() ({before})"


def _trial(feed: Feed, hours: Hours, window: int) -> Trial | None:
    """Return a trial at the first time that is within the hours and was so a silence before."""
    one, none = (Decimal(1),), (Decimal(0),)
    for step in _STEPS:
        held = steps(_LATE, 0, step)
        silence = steps(window, 1, step) + held
        for end in range(silence + step, _WEEK_AND_A_DAY, step):
            if all(_is_judged(hours, window, at) for at in range(end - held, end + 1, 60)):
                phases = (
                    Phase(end - silence, one, fires=False),
                    Phase(silence, none, fires=True),
                    Phase(step, one, fires=False),
                )
                return Trial((feed,), phases, step)
    return None
