"""How it shows: alerts by name, queries to paste, and panels to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.dead_letters import set_aside
from stormdesk.exchange.operations.grafana.levels import titled
from stormdesk.exchange.operations.metrics.profile import Slot
from stormdesk.exchange.operations.runbooks.blocks import code, fenced, link, listed
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.stream import Stream

_OURS = "stormdesk_"
_NOTE = (
    "What is called `stormdesk_*` the services have to report themselves: no answer may mean that"
    " nobody reports it, and not that all is well."
)


@dataclass(frozen=True, slots=True)
class Question:
    """What one asks about a stream; ``by_group`` of each group apart."""

    slot: Slot
    text: str
    by_group: bool = False


QUESTIONS = (
    Question("sent", "Does it come? Events sent a second."),
    Question("processed", "Is it worked on? Events a second."),
    Question("failed", "Does the work fail? Failures a second; the share counts, not the number."),
    Question("lag-messages", "Who falls behind? Messages that wait for {group}.", by_group=True),
    Question("lag-seconds", "How old is the oldest that waits for {group}? Seconds.", True),
    Question("members", "Are the consumers alive? Members of the groups."),
    Question("schema-errors", "Can they read it? Events a second that no schema fits."),
    Question("retries", "Do they try again and again? Further attempts a second."),
    Question("duplicates", "Does it come twice? Duplicates a second that were thrown away."),
    Question("dead-letters", "Is it set aside? Events a second that come to"),
)
AUDITED = Question("audited", "Is it proved? Audit records written a second.")
CONSUMED = Question("consumed", "How fast do the groups read? Messages a second.")
_GENERAL = 3
_MODES: Mapping[Slot, str] = {"schema-errors": "schema-mismatch", "retries": "retry-storm"}
"""The failure mode whose alert answers a question, so that one looks at what woke one."""


def alert_table(alerts: Sequence[Alert], here: str) -> str:
    """Return alerts: what each says, its first step, its page; ``here`` is the path of this one."""
    rows = [
        (
            f"`{alert.name}`",
            alert.severity,
            inline(f"{alert.summary}. {alert.description}"),
            inline(f"{alert.first}."),
            "here" if alert.runbook == here else _page(alert.runbook),
        )
        for alert in alerts
    ]
    return table(("alert", "severity", "what it says", "do first", "page"), rows)


def _page(path: str) -> str:
    name = path.rpartition("/")[2]
    return link(name.split(".")[1] if name.count(".") > 1 else name, name)


def queries(book: Handbook, stream: Stream, questions: Collection[Question] = QUESTIONS) -> str:
    """Return the questions that some source of metrics can answer, with their queries."""
    blocks: list[str] = []
    seen: set[str] = set()
    for question in questions:
        alerting = _alerting(book, stream, question.slot)
        for text, query in alerting or _asked(book, stream, question):
            if query not in seen:
                seen.add(query)
                blocks += [text, fenced(query, "promql")]
    if any(_OURS in query for query in seen):
        blocks.append(_NOTE)
    return "\n\n".join(blocks)


def _alerting(book: Handbook, stream: Stream, slot: Slot) -> list[tuple[str, str]]:
    """Return what the alerts ask that answer a question, so that one looks at what woke one."""
    if slot == "dead-letters":
        alerts = [alert for topic in stream.dead_letters for alert in book.aside.get(topic, ())]
    else:
        of_stream = book.alerts.get(stream.id, ()) if slot in _MODES else ()
        alerts = [a for a in of_stream if a.level is None and a.mode == _MODES[slot]]
    return [
        (f"`{alert.name}` fires while this answers anything:", alert.expression) for alert in alerts
    ]


def general() -> tuple[Question, ...]:
    """Return the questions that are asked first, whatever the board says."""
    return QUESTIONS[:_GENERAL]


def _asked(book: Handbook, stream: Stream, question: Question) -> Iterator[tuple[str, str]]:
    groups = stream.groups
    if question.slot == "dead-letters":
        for query, topics in set_aside(stream, stream.dead_letters, book.queries, "5m").items():
            yield f"{question.text} {', '.join(map(code, topics))}.", query
        return
    if not groups and question.slot not in ("sent", "audited"):
        return
    for some in [(each,) for each in groups] if question.by_group else [groups]:
        query = book.queries.query(question.slot, stream, some)
        if query is not None:
            yield question.text.format(group=", ".join(map(inline, some))), query


def panels(book: Handbook, stream: Stream) -> str:
    """Return where one looks: dashboard, row and panel, as they are called in Grafana."""
    board = inline(book.watch.title)
    rows: list[str] = []
    for level in book.levels.get(stream.id, ()):
        found = book.panels.get(titled(level))
        if found is not None:
            dashboard, row = found
            rows.append(
                f"Dashboard “{board}: {inline(dashboard)}”, row “{inline(row)}”,"
                f" panel “{inline(titled(level))}”"
            )
    dashboard = book.rows.get((stream.context, stream.name))
    if dashboard is not None:
        rows.append(f"Dashboard “{board}: {inline(dashboard)}”, row “{inline(stream.name)}”")
    return listed(rows)
