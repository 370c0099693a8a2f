"""What holds for every test: no screen, no network, no folder of the person who runs them."""

from __future__ import annotations

import gc
import importlib.util
import os
from pathlib import Path

import pytest
from golden_files import GoldenFiles
from hypothesis import settings

OFFLINE = Path(__file__).parent / "offline"

# Qt reads it when the application is made; journeys name the platform of their windows.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "stormdesk", deadline=None, max_examples=60, derandomize="CI" in os.environ
)
settings.load_profile("stormdesk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite the golden files of exports."
    )


def pytest_configure() -> None:
    """Deny the network here and, by way of the path, to every Python that a test starts."""
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(OFFLINE) not in others:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(OFFLINE), *filter(None, others)])
    spec = importlib.util.spec_from_file_location("offline", OFFLINE / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


def pytest_collection_finish() -> None:
    """Spare what was imported and collected, half a million objects, from every later search."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test settings and a state folder of its own, also for what it starts."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("STORMDESK_STATE", str(folder / "state"))
    monkeypatch.setenv("STORMDESK_CONFIG", str(folder / "config"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFiles:
    """Return the golden files, to compare an export with."""
    return GoldenFiles(update=request.config.getoption("--update-golden"))
