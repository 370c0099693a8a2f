"""Where the data files are: in a checkout, in a wheel and in a frozen program alike."""

from __future__ import annotations

from pathlib import Path


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
