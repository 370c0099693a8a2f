"""Parts that load late: what a start need not wait for is named, and found when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def resolved(name: str) -> Callable[..., Any]:
    """Return the function that ``module:function`` names."""
    module, function = name.split(":")
    return getattr(import_module(module), function)
