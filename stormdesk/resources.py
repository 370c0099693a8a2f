"""Where the data files are: in a checkout, in a wheel and in a frozen program alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def resource(name: str) -> Path:
    """Return the path of a data file, such as ``templates/payment-outage.yaml``.

    Raises FileNotFoundError if the installation lacks it.
    """
    package = Path(__file__).parent
    for folder in (package / "_resources", package.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"resource {name} is missing from this installation")


def read_yaml(name: str) -> Any:
    """Return what a data file in YAML holds."""
    return yaml.load(resource(name).read_bytes(), Loader=yaml.CSafeLoader)  # it is safe
