"""When a service level is kept, broken, or not to be judged by a run."""

from __future__ import annotations

import pytest

from stormdesk.analysis.simulation.run import simulate
from stormdesk.analysis.simulation.scenario import Remedy, Scenario
from stormdesk.model.board import Board
from stormdesk.model.service import ServiceLevel
from tests.analysis.simulation.boards import queue


@pytest.mark.parametrize(
    ("within", "failure", "is_judged", "is_broken"),
    [("10s", None, True, False), ("1h", None, False, False), ("1h", 0.5, True, True)],
)
def test_what_may_take_longer_than_the_run_is_kept_by_nobody_but_can_be_lost(
    within: str, failure: float | None, is_judged: bool, is_broken: bool
) -> None:
    board = queue(100, service_time="1ms", parallelism=4)
    level = ServiceLevel.model_validate(
        {
            "indicator": "completeness",
            "objective": "99.9%",
            "from": "asked",
            "to": "answered",
            "within": within,
        }
    )
    answered = board.stickies["answered"].revised(service_levels=(level,))
    board = Board.of({**board.records, "answered": answered}.values())
    scenario = Scenario("plain", "", duration=60.0, remedies={"answer": Remedy(failure=failure)})
    (found,) = simulate(board, scenario, 7).levels
    assert (found.good is not None) == is_judged
    assert (found.breached_at is not None) == is_broken
    if not is_judged:
        assert found.why_not == "what may take 1h is not late within a run so short"


@pytest.mark.parametrize(("threshold", "is_judged"), [("30s", True), ("10m", False)])
def test_an_event_that_may_take_longer_than_the_run_is_on_time_for_nobody(
    threshold: str, is_judged: bool
) -> None:
    board = queue(100, service_time="1ms", parallelism=4)
    level = {"indicator": "latency", "objective": "95%", "threshold": threshold}
    answered = board.stickies["answered"].revised(
        service_levels=(ServiceLevel.model_validate(level),)
    )
    board = Board.of({**board.records, "answered": answered}.values())
    (found,) = simulate(board, Scenario("plain", "", duration=60.0), 7).levels
    assert (found.good == 1) is is_judged
    assert (found.why_not is None) is is_judged
