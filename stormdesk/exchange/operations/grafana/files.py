"""All dashboards of a board, and what one has to know of them."""

from __future__ import annotations

from stormdesk.exchange.operations.bundle import bundled
from stormdesk.exchange.operations.grafana.dashboard import Dashboard, json_of
from stormdesk.exchange.operations.grafana.debug import debugs, is_shown
from stormdesk.exchange.operations.grafana.executive import executive
from stormdesk.exchange.operations.grafana.levels import level_panel
from stormdesk.exchange.operations.grafana.on_call import on_call
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.grafana.readme import readme
from stormdesk.exchange.operations.grafana.watch import Watch, watch_of
from stormdesk.exchange.operations.levels import Level
from stormdesk.model.board import Board
from stormdesk.model.session import Kpi


def write(board: Board, options: GrafanaOptions) -> dict[str, bytes]:
    """Return the dashboards, a README and a manifest; without events there are no dashboards.

    Raises BadInput where a source of metrics is unknown, or a message makes no contract.
    """
    watch = watch_of(board, options)
    dashboards = _dashboards(watch)
    files = {f"dashboards/{each.name}.json": json_of(each, watch) for each in dashboards}
    contents = b"".join(files.values()).decode()
    text = readme(watch, dashboards, contents, _left_out(watch))
    return bundled(board, "grafana", {**files, "README.md": text.encode()})


def left_out(board: Board) -> list[str]:
    """Return a sentence for everything of a board that has no panel."""
    return _left_out(watch_of(board, GrafanaOptions()))


def _dashboards(watch: Watch) -> list[Dashboard]:
    if not watch.operations.streams:
        return []
    return [executive(watch), on_call(watch), *debugs(watch)]


def _left_out(watch: Watch) -> list[str]:
    found = list(watch.operations.left_out)
    for level in watch.operations.levels:
        reason = level_panel(level, watch)
        if isinstance(reason, str):
            found += _told(level, watch) or [f"{level.title} has no panel: {reason}."]
    for kpi in watch.operations.board.in_order(Kpi):
        if kpi.event not in watch.operations.streams:
            found.append(f"{' '.join(kpi.name.split())} has no panel: its event does not travel.")
    hidden = [each for each in watch.operations.streams.values() if not is_shown(each)]
    if hidden:
        named = ", ".join(stream.name for stream in hidden)
        found.append(f"No row of their own, for nobody reads or has described them yet: {named}.")
    return list(dict.fromkeys(found))


def _told(level: Level, watch: Watch) -> list[str]:
    """Return what the alerts say of a level that cannot be measured, for they say it exactly."""
    return [
        sentence
        for sentence in watch.alerts.left_out
        if sentence.startswith(level.title) and " is left out: " in sentence
    ]
