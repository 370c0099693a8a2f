"""What one has to know of the plans: what is in which file, and what is still open."""

from __future__ import annotations

from collections.abc import Collection

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.operations import Operations

_FILES = {
    "routines.md": "what is done every week, month and quarter",
    "cost.md": "volumes, what they cost, and what batching would save",
    "cost.csv": "the same for a spreadsheet, a row an event",
    "prices.yaml": "the prices, which you fill in",
    "replay.md": "how far back messages can be read again, who bears it, and the steps",
    "load-test.csv": "rates and payloads by message",
    "load-test.yaml": "the same as stages of a load test, for any tool",
    "security.md": "who may see, write and read what, and what is to be looked at",
    "migration.md": "how messages that changed reach everybody",
    "game-day.md": "failures to rehearse, and where to note how long they took to be seen",
}
_INTENT = """\
Plans that follow from a board made with stormdesk. They are changed on the board and exported
again; `manifest.json` lists every file with its checksum. What nobody has said yet is called “not
yet decided”, and no number of ours stands in its place."""

_YOURS = """\
What stands between lines that say `hand-written` is kept when the plans are exported again: the
prices, the results of game days, what a security review decided. Fill in `prices.yaml` and export
with `--prices` and its path to see money."""

_NAMES = "Alerts are called as in the export of rules, runbooks lie in the export of runbooks."


def readme(operations: Operations, files: Collection[str], own_metrics: str) -> str:
    """Return the README of some plans; ``own_metrics`` lists those of our own that they ask for."""
    parts = [f"# Plans: {inline(operations.board.profile.title)}", _INTENT]
    if files:
        parts += [
            "## What is here",
            table(
                ("file", "what"),
                [(f"[{name}]({name})", what) for name, what in _FILES.items() if name in files],
            ),
            "## What is yours",
            _YOURS,
            "## Metrics of our own",
            own_metrics,
            _NAMES,
        ]
    else:
        parts.append("There is nothing to plan yet: no message travels on this board.")
    if operations.left_out:
        parts += ["## Left out on purpose", bullets(operations.left_out)]
    return "\n\n".join(parts) + "\n"
