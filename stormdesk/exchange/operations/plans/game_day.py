"""Failures rehearsed on purpose: what to break, what should be seen, who plays, when to stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.catalogues.owners import NOBODY, Owner
from stormdesk.exchange.marked_lines import marked_in_markdown
from stormdesk.exchange.operations.alert import Alerts
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.figures import undecided
from stormdesk.exchange.operations.prometheus.wording import span
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.service import FailureMode

_RULES = """\
- Play in staging first; in production only once a scenario was undone there without help.
- Somebody keeps the clock and notes when what was broken, when the first alert came, who saw it.
- Somebody else holds the stop: everything that was broken is undone at once when a level that pages
  is passed for a reason that nobody planned, when customers call, or when the time is up.
- One scenario at a time, 30 minutes each, unless those who play agree on something else before.
- Afterwards: what was seen late or never becomes an alert, a signal or a runbook."""

_BREAKS: Mapping[str, str] = {
    "duplicate": "Send the same {event} three times with the same id, and restart a consumer before"
    " it commits its offset.",
    "out-of-order": "Send two {event} of one key in the wrong order, and one an hour late.",
    "schema-mismatch": "Send one {event} that breaks its schema: a required field missing, another"
    " type in one.",
    "backpressure": "Stop all but one replica of {groups}, or have each message take ten times as"
    " long, at the steady rate.",
    "missing-audit": "Keep {event} from leaving its audit record for five minutes.",
    "retry-storm": "Have what is called by {groups} answer with errors for ten minutes.",
    "visibility-gap": "Send {event} without trace context, and look for it from end to end.",
    "other": "{subject}",
}
"""How a failure mode is brought about."""

_LOG = (
    "when",
    "who played",
    "broken at",
    "first alert or signal at",
    "time to detect",
    "undone at",
)
_NOTED = """\
Time to detect runs from breaking to the first alert or signal. Write a line for every game day;
these lines are kept by every export."""


def game_day_plan(operations: Operations, alerts: Alerts, runbook_base: str) -> bytes:
    """Return the scenarios of game days as Markdown, with the marks where results are noted."""
    shown: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    # What a level promises is seen first; other alerts of the same mode may need worse than this.
    on_levels = {(a.stream.id, a.mode) for a in alerts.alerts if a.level is not None}
    for alert in alerts.alerts:
        about = (alert.stream.id, alert.mode)
        if alert.level is not None or about not in on_levels:
            shown[about].append(alert.name)
    paging: dict[str, list[str]] = defaultdict(list)
    for level in operations.levels:
        if level.source.criticality == "page":
            paging[level.stream.id].append(level.title)
    scenarios = [
        _scenario(stream, modes, shown[stream.id, mode], paging[stream.id], runbook_base)
        for stream in operations.streams.values()
        for mode, modes in _modes(stream).items()
    ]
    parts = [
        "# Game days",
        "## Rules",
        _RULES,
        "## Scenarios",
        "\n\n".join(scenarios) or undecided("no event says how it may fail") + ".",
        "## When a broker stops",
        _brokers(operations),
        "## Time to detect",
        bullets(_targets(operations))
        or f"The target is {undecided('no event says how soon a failure has to be seen')}.",
        _NOTED,
        marked_in_markdown("results", f"\n{_log()}\n"),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _modes(stream: Stream) -> dict[str, list[FailureMode]]:
    """Return what is said of each failure mode of a stream, on it and on its consumers."""
    found: dict[str, list[FailureMode]] = {}
    for sticky in (stream.subject.sticky, *(reading.sticky for reading in stream.readings)):
        for mode in sticky.failure_modes:
            found.setdefault(mode.mode, []).append(mode)
    return found


def _scenario(
    stream: Stream, modes: list[FailureMode], alerts: list[str], levels: list[str], base: str
) -> str:
    """Return a scenario; ``alerts`` show the mode, ``levels`` page."""
    mode = modes[0].mode
    seen = [f"alert {name}" for name in alerts] + _said(each.signal for each in modes)
    helps = _said(each.mitigation for each in modes)
    subject = " ".join(stream.subject.sticky.text.split())
    broken = _BREAKS[mode].format(
        event=stream.name,
        groups=", ".join(stream.groups) or "its consumers",
        subject=undecided(f"how {subject} fails otherwise"),
    )
    stop = f"{', '.join(dict.fromkeys(levels))} passed unplanned" if levels else ""
    runbook = stream.runbook_of(mode)
    facts = [
        f"Break: {broken}",
        f"Should be seen: {'; '.join(seen) or undecided('no alert and no signal tells')}",
        f"Should help: {'; '.join(helps) or undecided('what keeps the harm small')}",
        f"Play: {_players(stream)}",
        f"Stop when: {stop or 'the rules above say so'}",
    ]
    title = f"### {inline(stream.name)} of {inline(stream.context)}: {mode.replace('-', ' ')}"
    link = f"- Runbook: [{inline(runbook)}]({base}/{runbook})"
    return f"{title}\n\n{bullets(facts)}\n{link}"


def _said(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _players(stream: Stream) -> str:
    players = [_player("breaks", stream.operator), _player("answers", stream.owner)]
    return ", ".join(players)


def _player(does: str, owner: Owner | None) -> str:
    if owner is None or owner is NOBODY:
        return undecided(f"who {does}")
    on_call = owner.team.on_call if owner.team is not None else None
    return f"{owner.name} {does}{f' ({on_call})' if on_call else ''}"


def _brokers(operations: Operations) -> str:
    """Return what to break for each sort of broker, and what stands still then."""
    found: dict[str, list[Stream]] = {}
    for stream in operations.streams.values():
        if stream.broker not in (None, "none"):
            found.setdefault(stream.broker or "", []).append(stream)
    rows = [
        (
            broker.replace("-", " "),
            "Take one broker away, then bring it back" if broker == "kafka" else "Refuse access",
            str(len({stream.topic for stream in streams})),
            "nothing is lost, backlog falls to where it was, nothing is done twice",
        )
        for broker, streams in sorted(found.items())
    ]
    head = ("broker", "break", "topics that it concerns", "should be seen afterwards")
    return table(head, rows) or f"The broker is {undecided('no context says which it uses')}."


def _targets(operations: Operations) -> Iterator[str]:
    for level in operations.levels:
        if level.indicator == "time-to-detect":
            yield f"{level.title}: {_target(level)}{f' ({level.doubt})' if level.doubt else ''}"


def _target(level: Level) -> str:
    if level.threshold is None:
        return undecided("how soon")
    return f"within {span(level.threshold)}"


def _log() -> str:
    return table(_LOG, [(" ",) * len(_LOG)])
