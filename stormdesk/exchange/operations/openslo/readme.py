"""What one has to know of the bundle of service levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.metrics.own import OWN_METRICS
from stormdesk.exchange.operations.openslo.budget_policy import promise
from stormdesk.exchange.operations.openslo.indicators import Indicated
from stormdesk.exchange.operations.operations import Operations

_INTENT = """\
Service levels of a board made with stormdesk, as OpenSLO v1 documents. They are changed on the
board and exported again, never here; `manifest.json` lists every file with its checksum. Their
references cross files, so hand all of them to a tool at once."""

_BURN = """\
Conditions say the pace of the long window alone, for OpenSLO knows no second one and no fewest
number of events. The rules of `stormdesk export prometheus` ask both windows, and leave alone what
so few events cannot tell: where both are in use, let those wake people."""

_KINDS = (
    ("slo/", "slo/CONTEXT.openslo.yaml", "Service, SLI and SLO of each context"),
    ("shared/", "shared/shared.openslo.yaml", "the data source, and the conditions of alerts"),
    ("notification/", "notification/OWNER.openslo.yaml", "targets and policies of each owner"),
)
_POLICY = (
    "error-budget-policy/OWNER.md",
    "proposals of what stops when a budget is burnt, and who would decide them",
)


def readme(
    operations: Operations,
    indicated: Sequence[Indicated],
    left_out: Iterable[str],
    files: Mapping[str, bytes],
) -> str:
    """Return the README of a bundle of these documents."""
    kinds = [
        (f"`{s}`", what) for start, s, what in _KINDS if any(p.startswith(start) for p in files)
    ]
    if operations.levels:
        kinds.append((f"`{_POLICY[0]}`", _POLICY[1]))
    text = b"".join(files.values()).decode()
    own = [
        (f"`{each.name}`", each.unit, each.meaning, each.reported_by)
        for each in OWN_METRICS
        if each.name in text
    ]
    doubts = [f"{level.title}: {level.doubt}." for level in operations.levels if level.doubt]
    missing = list(left_out)
    parts = [
        f"# Service levels of {inline(operations.board.profile.title)}",
        _INTENT,
        *(["## What is here", table(("files", "what"), kinds)] if kinds else []),
        "## Service levels",
        table(("level", "promise", "owner", "what it became"), [_row(each) for each in indicated])
        or "The board has none yet.",
        *([_BURN] if any(each.rates for each in indicated) else []),
        *(["## Numbers nobody agreed on", bullets(doubts)] if doubts else []),
        *(["## Metrics that have to be reported", _OWN] if own else []),
        table(("metric", "unit", "what it counts", "reported by"), own),
        *(["## Left out on purpose", bullets(missing)] if missing else []),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


_OWN = "No standard names these, so the services have to report them themselves."


def _row(each: Indicated) -> tuple[str, str, str, str]:
    level = each.level
    became = "SLO" if each.is_objective else "SLI alone" if each.documents else level.form
    owner = inline(level.owner.name)
    return f"`{level.name}`", f"{inline(promise(level))}{level.mark}", owner, became
