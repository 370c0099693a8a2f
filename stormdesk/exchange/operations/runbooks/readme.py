"""The index of all runbooks."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.runbooks.blocks import link, page, section
from stormdesk.exchange.operations.runbooks.event_page import is_bare
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.stream import Stream

_INTENT = """\
What to do when an alert fires, for each event that travels and each way that it is foreseen to
fail. Burning now? The [incident checklist](incident.md); afterwards the
[post-mortem](post-mortem.md)."""

_UPKEEP = """\
The pages follow from the board: change it there and export again. What stands between lines that
say `hand-written` is yours and is kept; `manifest.json` lists every file with its checksum. Alerts
link to {base} with the paths of these files: publish the folder there, or name your address by
`--runbook-base` of the rules."""


def readme(book: Handbook, left_out: Sequence[str]) -> bytes:
    """Return the README."""
    streams = list(book.streams.values())
    title = f"# Runbooks: {inline(book.board.profile.title)}".rstrip(" .,;:!。，；：！")
    rows = [_row(book, stream) for stream in streams]
    head = ("event", "context", "owner", "on call", "alerts", "ways to fail", "described")
    return page(
        title,
        _INTENT if streams else "No event travels on the board, so there is no runbook yet.",
        table(head, rows),
        section("Upkeep", _UPKEEP.format(base=book.watch.options.runbook_base) if streams else ""),
        section("Left out on purpose", bullets(left_out)),
    )


def _row(book: Handbook, stream: Stream) -> tuple[str, ...]:
    alerts = book.alerts.get(stream.id, ())
    pages = sum(alert.severity == "page" for alert in alerts)
    counted = f"{len(alerts)} (waking: {pages})" if pages else str(len(alerts))
    team = stream.owner.team
    modes = dict.fromkeys(each.mode for each in stream.subject.sticky.failure_modes)
    return (
        link(stream.name, stream.runbook),
        inline(stream.context_name),
        inline(stream.owner.name),
        inline(team.on_call) if team is not None and team.on_call else "not yet decided",
        counted,
        ", ".join(link(mode, stream.runbook_of(mode)) for mode in modes) or "not yet decided",
        "not yet" if is_bare(stream) else "yes",
    )
