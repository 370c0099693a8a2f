"""The ids that readers give to what has none: the same input, the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from stormdesk.model.naming import derived_id, digest

_LONGEST = 400
_REPEATED = 32


class Ids:
    """All ids that one input has used so far."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self._texts: Counter[str] = Counter()

    def derived(self, text: str, fallback: str) -> str:
        """Return a readable id for the next record with a text."""
        number = self._texts[text]
        self._texts[text] += 1
        # Without the number, the thousandth sticky of one text would try a thousand ids.
        seed = text if number < _REPEATED else f"{text} {number}"
        found = derived_id(seed, fallback, self.taken)
        self.taken.add(found)
        return found


class Repeats:
    """Ids of records that people never name; a repeated one gets ``~2``, ``~3``."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, plain: str) -> str:
        """Return the id of the next record that goes by this plain one."""
        self._seen[plain] += 1
        number = self._seen[plain]
        tail = "" if number == 1 else f"~{number}"
        if len(plain) + len(tail) > _LONGEST:
            plain = f"{plain[: _LONGEST - 40]}~{digest(plain, 12)}"
        return plain + tail
