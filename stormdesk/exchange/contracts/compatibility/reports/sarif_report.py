"""A comparison in SARIF 2.1.0, each finding on the sticky that its message belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stormdesk.analysis.finding import Finding, Level
from stormdesk.exchange.contracts.compatibility import finding as contract
from stormdesk.exchange.contracts.compatibility.comparison import Comparison
from stormdesk.exchange.contracts.compatibility.side import SchemaFormat
from stormdesk.exchange.findings.checked import Checked
from stormdesk.exchange.findings.sarif import sarif_report as log_of
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile

_LEVELS: Mapping[contract.Level, Level] = {"error": Level.ERROR, "warning": Level.WARNING}


@dataclass(frozen=True, slots=True)
class _Code:
    """A code of findings as SARIF wants rules described."""

    id: str
    level: Level
    title: str
    doc: str
    subject: str = "compatibility"


def sarif_report(comparison: Comparison, lines: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Return a log of one run; ``lines`` are those of the new board's file, by id."""
    new = comparison.new
    # Of a bundle no more is known here than which board it is of.
    board = new.board or Board.of([Profile(id=new.board_id, title=new.board_id)])
    findings: list[Finding] = []
    codes: dict[str, _Code] = {}
    for code, each in _findings(comparison):
        codes.setdefault(code.id, code)
        findings.append(each)
    checked = Checked(new.name, board, tuple(findings), lines=lines or {})
    return log_of([checked], [codes[each] for each in sorted(codes)])


def _findings(comparison: Comparison) -> Iterator[tuple[_Code, Finding]]:
    for verdict in comparison.subjects:
        promise = verdict.promise
        for form, each in verdict.told:
            code = _code(form, each)
            at = f" {each.path}" if each.path else ""
            # The place is no record of a board, but tells two findings on one sticky apart.
            place = f"{promise.sticky}#{each.direction}:{each.against}:{each.path}"
            yield (
                code,
                Finding(
                    code.id,
                    _LEVELS[each.level],
                    (promise.sticky, place),
                    f"{promise.name}{at}: {each.message}",
                    each.remedy,
                ),
            )


def _code(form: SchemaFormat | None, finding: contract.Finding) -> _Code:
    words = finding.code.lower().replace("_", " ")
    title = f"{words[:1].upper()}{words[1:]}"
    of = f" in {form}" if form is not None else ""
    seen = f"Seen here, for example: {finding.message}.\n\nWhat to do: {finding.remedy}."
    told = f"{title}{of}, between two versions of a message.\n\n{seen}"
    id_ = "-".join(filter(None, (form, words.replace(" ", "-"))))
    return _Code(id_, _LEVELS[finding.level], f"{title}{of}", told)
