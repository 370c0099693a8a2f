"""A comparison as lines for a terminal: the messages that changed, and whom that breaks."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.contracts.compatibility.comparison import Comparison
from stormdesk.exchange.contracts.compatibility.finding import Finding
from stormdesk.exchange.contracts.compatibility.side import SchemaFormat
from stormdesk.exchange.contracts.compatibility.subject_verdict import SubjectVerdict


def text_report(comparison: Comparison) -> str:
    """Return lines for every message that is not as it was, and one that counts them all."""
    lines: list[str] = []
    for each in comparison.subjects:
        if each.became != "unchanged":
            lines += _lines(each)
    return "\n".join([*lines, _summary(comparison)])


def _lines(verdict: SubjectVerdict) -> Iterator[str]:
    promise = verdict.promise
    yield (
        f"{promise.context}/{promise.name}: {verdict.became}, {verdict.verdict}"
        f" ({verdict.mode}{_compared(verdict)}){_version(verdict)}; read by {verdict.consumers}"
        f" (stormdesk://{promise.sticky})"
    )
    for form, finding in verdict.told:
        yield f"  {_told(form, finding)}"


def _compared(verdict: SubjectVerdict) -> str:
    versions = dict.fromkeys(version for each in verdict.formats for version in each.compared)
    return f" with {', '.join(versions)}" if versions else ""


def _version(verdict: SubjectVerdict) -> str:
    if verdict.became == "removed" or verdict.last is None:
        return ""
    if verdict.smallest is None:
        return f"; a {verdict.step.word} change of version {verdict.last}"
    judged = "suffices" if verdict.suffices else "is too low"
    return f"; next version {verdict.smallest}, and {verdict.promise.version} {judged}"


def _told(form: SchemaFormat | None, finding: Finding) -> str:
    where = " ".join(filter(None, (form, finding.direction, finding.path)))
    at = f"{where}: " if where else ""
    return f"{finding.level}: {at}{finding.code}: {finding.message}; {finding.remedy}"


def _summary(comparison: Comparison) -> str:
    total = len(comparison.subjects)
    counts: dict[str, int] = {}
    for each in comparison.subjects:
        word = "incompatible" if each.verdict == "incompatible" else each.became
        counts[word] = counts.get(word, 0) + 1
    told = ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))
    return f"{total} {'message' if total == 1 else 'messages'}{f': {told}' if told else ''}"
