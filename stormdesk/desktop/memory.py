"""When garbage is looked for, so that it never stalls the hand."""

from __future__ import annotations

import gc

_NEW, _YOUNG, _OLD = 50_000, 20, 50
"""After so many new objects the young are looked through; moving a whole board makes as many."""


def settle_memory() -> None:
    """Collect what a closed board left, and take what is open now out of later collections.

    A full collection over a large board takes a fifth of a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, _YOUNG, _OLD)
    gc.enable()
