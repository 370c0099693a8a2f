"""What is shipped says on what terms."""

from __future__ import annotations

import tomllib
from pathlib import Path

from stormdesk.resources import resource

ROOT = Path(__file__).parent.parent


def test_the_package_ships_every_licence_that_it_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert all((ROOT / name).is_file() for name in project["license-files"])
    # The window and the command line run from resources alone, and the tables go nowhere without.
    notice = resource("words/LICENCES.txt")
    assert str(notice.relative_to(ROOT)) in project["license-files"]
    assert "Open Database License" in notice.read_text("utf-8")
