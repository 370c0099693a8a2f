"""A run of promtool over the rules of a board, with what is reported written down by hand."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from stormdesk.exchange.operations.prometheus.files import write
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.model.board import Board


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run promtool and return what it says."""
    tool = shutil.which("promtool")
    assert tool, "promtool is not installed; packaging/dev.py installs it"
    # It holds hundreds of megabytes at most, so it need not look for garbage that often.
    env = {**os.environ, "GOGC": "400"}
    return subprocess.run([tool, *arguments], capture_output=True, text=True, check=False, env=env)


def export(board: Board, folder: Path, **options: Any) -> None:
    """Write the rules of a board with their tests into a folder."""
    for name, data in write(board, PrometheusOptions(**options)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def check_firing(
    board: Board,
    folder: Path,
    reported: Mapping[str, str],
    expected: Mapping[str, Mapping[int, bool]],
) -> None:
    """Check at which minutes alerts fire while something is reported.

    ``reported`` are samples a minute apart by series, as promtool notes them.
    """
    export(board, folder)
    firing = 'sum(ALERTS{{alertname="{}",alertstate="firing"}}) or vector(0)'
    content = {
        "rule_files": [str(path) for path in sorted((folder / "prometheus/rules").glob("*.yaml"))],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": s, "values": v} for s, v in reported.items()],
                "promql_expr_test": [
                    {
                        "expr": firing.format(name),
                        "eval_time": f"{minute}m",
                        "exp_samples": [{"value": int(fires)}],
                    }
                    for name, times in expected.items()
                    for minute, fires in times.items()
                ],
            }
        ],
    }
    path = folder / "by-hand.yaml"
    path.write_text(yaml.safe_dump(content))
    told = promtool("test", "rules", path)
    assert told.returncode == 0, told.stdout + told.stderr
