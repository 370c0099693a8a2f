"""Findings as lines for a terminal: file, level, rule, what is wrong, what to do, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stormdesk.analysis.finding import Finding
from stormdesk.exchange.findings.checked import Checked


def text_report(boards: Sequence[Checked]) -> str:
    """Return a line for everything that was mended and found, and one that counts them."""
    return "\n".join([*_lines(boards), _summary(boards)])


def _lines(boards: Sequence[Checked]) -> Iterator[str]:
    for checked in boards:
        for finding in checked.fixed:
            yield f"{checked.name}: fixed: {finding.rule}: {finding.message}{_records(finding)}"
        for finding in checked.findings:
            remedy = f"; {finding.remedy}" if finding.remedy else ""
            told = f"{finding.level}: {finding.rule}: {finding.message}{remedy}"
            yield f"{checked.name}: {told}{_records(finding)}"


def _records(finding: Finding) -> str:
    return f" ({', '.join(finding.records)})" if finding.records else ""


def _summary(boards: Sequence[Checked]) -> str:
    found = sum(len(checked.findings) for checked in boards)
    fixed = sum(len(checked.fixed) for checked in boards)
    what = "nothing" if found == 0 else "1 finding" if found == 1 else f"{found} findings"
    where = "" if len(boards) == 1 else f" on {len(boards)} boards"
    told = f"{what} found{where}" if found == 0 else f"{what}{where}"
    return f"{fixed} fixed, {told}" if fixed else told
