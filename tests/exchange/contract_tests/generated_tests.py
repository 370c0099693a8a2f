"""Generated tests run as a team would run them, many projects in one process to save time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_RUNNER = """
import json, os, sys
import pytest


class Results:
    def __init__(self):
        self.failed, self.passed, self.skipped = set(), 0, 0

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.add(report.location[2].partition("[")[0])
        self.passed += report.when == "call" and report.passed
        self.skipped += report.skipped


paths, results = list(sys.path), []
folders, arguments = json.loads(sys.argv[1])
for folder in folders:
    os.chdir(folder)
    before = set(sys.modules)
    found = Results()
    code = pytest.main(["-q", "--tb=no", "-p", "no:cacheprovider", *arguments], plugins=[found])
    results.append([int(code), sorted(found.failed), found.passed, found.skipped])
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(folder):
            del sys.modules[name]
    sys.path[:] = paths
print()
print(json.dumps(results))
"""


@dataclass(frozen=True)
class Result:
    """The names of the tests of a project that failed, and how many passed."""

    failed: frozenset[str]
    passed: int


def run_all(folders: Sequence[Path], *arguments: str) -> list[Result]:
    """Run the tests of some projects; none may be skipped or break pytest itself."""
    given = json.dumps([[str(each.resolve()) for each in folders], arguments])
    run = subprocess.run(
        [sys.executable, "-P", "-c", _RUNNER, given],
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    found: list[Result] = []
    for code, failed, passed, skipped in json.loads(run.stdout.splitlines()[-1]):
        assert code == (1 if failed else 0), run.stdout
        assert skipped == 0, run.stdout
        found.append(Result(frozenset(failed), passed))
    return found
