"""Work in a thread beside the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from stormdesk.desktop.tasks import Task


@pytest.fixture
def task(qapp: object) -> Iterator[Task]:
    task = Task()
    yield task
    task.close()


def test_a_result_comes_in_the_main_thread(qtbot, task: Task) -> None:
    found: list[tuple[str, threading.Thread]] = []
    task.run(
        lambda: threading.current_thread().name,
        lambda name: found.append((name, threading.current_thread())),
        lambda error: None,
    )
    qtbot.waitUntil(lambda: bool(found))
    assert found[0][0] != threading.main_thread().name
    assert found[0][1] is threading.main_thread()


def test_only_the_latest_order_is_answered(qtbot, task: Task) -> None:
    held = threading.Event()
    found: list[int] = []
    task.run(lambda: held.wait(5) and 1, found.append, lambda error: None)
    task.run(lambda: 2, found.append, lambda error: None)
    held.set()
    qtbot.waitUntil(lambda: bool(found))
    assert found == [2]


def test_an_error_is_handed_over(qtbot, task: Task) -> None:
    def fail() -> None:
        raise ValueError("no")

    found: list[str] = []
    with qtbot.waitSignals([task.busy, task.busy]):
        task.run(fail, lambda result: None, lambda error: found.append(str(error)))
    qtbot.waitUntil(lambda: found == ["no"])
