"""Files that exports are compared with, byte by byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class GoldenFiles:
    """A folder of expected files; with ``update`` they are written instead of compared."""

    folder: Path = FOLDER
    update: bool = False

    def compare(self, name: str, data: bytes) -> None:
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return
        assert path.is_file(), f"tests/golden/{name} is missing; write it with --update-golden"
        expected = path.read_bytes()
        assert data == expected, f"tests/golden/{name}: {_difference(expected, data)}"


def _difference(expected: bytes, data: bytes) -> str:
    pairs = zip(expected.splitlines(), data.splitlines(), strict=False)
    for number, (wanted, got) in enumerate(pairs, 1):
        if wanted != got:
            return f"line {number} is {got[:120]!r}, not {wanted[:120]!r}"
    return f"has {len(data)} bytes, not {len(expected)}"
