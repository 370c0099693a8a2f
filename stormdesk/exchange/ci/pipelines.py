"""The check as the services that run it want it, each in its own YAML.

People add jobs and hooks of their own between the marked lines at the end of each file.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any

from stormdesk.exchange.ci.options import CiOptions, Place
from stormdesk.exchange.ci.script import SCRIPT, check_command, compat_command
from stormdesk.exchange.yaml_text import dump

_PYTHON = "3.12"


def github(options: CiOptions) -> str:
    """Return a workflow for GitHub Actions.

    Source: GitHub Docs, "Workflow syntax for GitHub Actions".
    """
    steps = [
        {"uses": "actions/checkout@v4"},
        {"uses": "actions/setup-python@v5", "with": {"python-version": _PYTHON}},
        {"name": "Install stormdesk", "run": options.install},
        {"name": "Check board and contracts", "run": f"sh {SCRIPT}"},
    ]
    workflow = {
        "name": "stormdesk",
        "on": ["push", "pull_request"],
        "permissions": {"contents": "read"},
        "jobs": {"stormdesk": {"runs-on": "ubuntu-latest", "steps": steps}},
    }
    return _with_place(workflow, "jobs", indent=2)


def gitlab(options: CiOptions) -> str:
    """Return a pipeline for GitLab.

    Source: GitLab Docs, "CI/CD YAML syntax reference".
    """
    job = {"image": f"python:{_PYTHON}-slim", "script": [options.install, f"sh {SCRIPT}"]}
    return _with_place({"stormdesk": job}, "jobs", indent=0)


def pre_commit(options: CiOptions) -> str:
    """Return the configuration of pre-commit, whose hooks run the program that is installed.

    Source: pre-commit.com, "Adding pre-commit plugins to your project" and "Repository local
    hooks"; an entry is split as a shell does, ``files`` is a regular expression of Python.
    """
    shared = {
        "language": "system",
        "files": f"^({re.escape(options.board_path)}$|{re.escape(options.bundle)}/)",
        "pass_filenames": False,
    }
    hooks = [
        _hook("stormdesk-check", "Look the board over", check_command(options), shared),
        _hook("stormdesk-compat", "Hold messages to contracts", compat_command(options), shared),
    ]
    return _with_place({"repos": [{"repo": "local", "hooks": hooks}]}, "repos", indent=2)


PIPELINES: Mapping[Place, tuple[str, Callable[[CiOptions], str]]] = {
    "github": (".github/workflows/stormdesk.yml", github),
    "gitlab": (".gitlab-ci.yml", gitlab),
    "pre-commit": (".pre-commit-config.yaml", pre_commit),
}
"""The path of each file from the root of the repository, and what it holds."""


def _hook(called: str, name: str, command: list[str], shared: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": called, "name": name, "entry": shlex.join(command), **shared}


def _with_place(value: Mapping[str, Any], name: str, *, indent: int) -> str:
    """Return YAML with a place for the lines of people at its end."""
    marks = (f">>> hand-written: {name}", f"<<< hand-written: {name}")
    return dump(value) + "".join(f"{' ' * indent}# {mark}\n" for mark in marks)
