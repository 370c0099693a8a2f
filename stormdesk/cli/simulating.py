"""``simulate``: what comes of the flows of a board under load and in trouble."""

from __future__ import annotations

from typing import Annotated

import typer

from stormdesk.analysis.simulation.scenario import SCENARIOS, about
from stormdesk.cli.choice import chosen
from stormdesk.late import resolved

_SIMULATED = "stormdesk.cli.simulated:simulated"
_CHOICES = "stormdesk.cli.simulated:choices"
"""Both are found when they are needed, for they load what most commands never use."""
_ABOUT = (
    "Simulate the flows of a board under load. From its rates, service times, parallelism and"
    " retries follow where queues grow, how long messages take, and which service levels would"
    " break. All numbers are simulated; the same seed gives the same. Exit code 0 if all service"
    " levels that can be judged are kept, 1 if one breaks, 2 if the board or a setting is bad."
)
_SCENARIOS = "\n\n".join(f"{name}: {about(name)}" for name in SCENARIOS)
_SETTINGS = (
    "Try a change: CONSUMER.parallelism=12; likewise partitions, service-time, attempts, backoff,"
    " first, idempotent, ordered, dead-letter, circuit-breaker and failure (a share that fails)."
    " CONSUMER is an id, a consumer group, the text of a sticky, or an event for all who read it;"
    " --choices lists them. Can be given many times."
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "simulate",
        help=f"{_ABOUT}\n\nScenarios:\n\n{_SCENARIOS}",
        epilog="Example: stormdesk simulate board.stormdesk --scenario peak"
        " --set reserve-on-order.parallelism=12",
    )(_simulate)


def _simulate(
    board: Annotated[str, typer.Argument(metavar="BOARD", help="The board; - is stdin.")],
    scenario: Annotated[
        str, typer.Option(metavar="|".join(SCENARIOS), help="What it is to go through.")
    ] = "steady",
    seed: Annotated[int, typer.Option(metavar="N", help="Where the dice begin.")] = 1,
    minutes: Annotated[float, typer.Option(metavar="M", help="How long a time to simulate.")] = 10,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="CONSUMER.WHAT=VALUE", help=_SETTINGS)
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print what is found.")
    ] = "text",
    choices: Annotated[
        bool,
        typer.Option("--choices", help="List scenarios, consumers and what can be set, and stop."),
    ] = False,
) -> None:
    if choices:
        typer.echo(resolved(_CHOICES)(board))
        return
    name = chosen("--scenario", scenario, SCENARIOS)
    is_json = chosen("--format", form, ("text", "json")) == "json"
    told, is_breached = resolved(_SIMULATED)(
        board, name, seed, minutes, settings or [], as_json=is_json
    )
    typer.echo(told)
    if is_breached:
        raise typer.Exit(1)
