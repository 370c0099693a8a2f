"""What the coach says of a board: which findings come first, and what is done about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stormdesk.analysis.finding import Finding, Level, Rule
from stormdesk.editor.tilting import straight
from stormdesk.late import resolved
from stormdesk.model.board import Board, Change
from stormdesk.model.level import level_of
from stormdesk.model.naming import digest
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Record
from stormdesk.model.session import Session, Suppressed
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

CHECK = "stormdesk.analysis.findings:check"
RULE_OF = "stormdesk.analysis.findings:rule_of"
"""Found when they are first needed: the rules and their word lists would delay the start."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which findings are wanted: of one level, and with these words in text or rule."""

    level: Level | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self.level is not None or bool(self.text.strip())

    def passes(self, finding: Finding) -> bool:
        """Tell whether a finding is wanted."""
        if self.level is not None and finding.level is not self.level:
            return False
        told = f"{finding.rule} {finding.message} {finding.remedy}".casefold()
        return all(word in told for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class Told:
    """Findings in the order in which they are told: the best few, then the rest by subject."""

    best: tuple[Finding, ...] = ()
    rest: tuple[tuple[str, tuple[Finding, ...]], ...] = ()

    @property
    def in_order(self) -> list[Finding]:
        """All of them, one after another."""
        return [*self.best, *(finding for _, group in self.rest for finding in group)]


def told(findings: Iterable[Finding], sieve: Sieve, few: int, most: int) -> Told:
    """Return those of the most valuable findings that pass, most of them behind the best few.

    Whoever asks for some of them is told all that pass as the best.
    """
    passing = [f for f in findings if sieve.passes(f)][:most]
    few = most if sieve else few
    subjects: dict[str, list[Finding]] = {}
    for finding in passing[few:]:
        subjects.setdefault(rule_of(finding).subject, []).append(finding)
    return Told(tuple(passing[:few]), tuple((name, tuple(g)) for name, g in subjects.items()))


def looked_over(board: Board) -> list[Finding]:
    """Return the findings of a board, the most valuable first; meant for a worker."""
    check: Callable[[Board], Iterable[Finding]] = resolved(CHECK)
    return by_value(check(board))


def is_exploring(board: Board, today: date) -> bool:
    """Tell whether the room is in chaotic exploration: a phase of today's that has not ended."""
    held = [s for s in board.in_order(Session) if s.date == today.isoformat() and s.phases]
    if level_of(board) != "big-picture" or not held:
        return False
    phase = held[-1].phases[-1]
    return phase.end is None and "chaotic" in phase.name.casefold()


def rule_of(finding: Finding) -> Rule:
    """Return the rule that found something."""
    return resolved(RULE_OF)(finding)


def by_value(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the most valuable first.

    Within a level the first finding of every rule comes before the second of any, so that a few
    of them say as much as possible.
    """
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, int, Finding]] = []
    for number, finding in enumerate(findings):
        ranked.append((finding.level.rank, seen[finding.rule], number, finding))
        seen[finding.rule] += 1
    return [finding for *_, finding in sorted(ranked, key=lambda each: each[:3])]


def worst_by_sticky(board: Board, findings: Iterable[Finding]) -> dict[str, Level]:
    """Return the gravest level found of each sticky."""
    worst: dict[str, Level] = {}
    for finding in findings:
        for record_id in finding.records:
            if record_id in board.stickies:
                known = worst.get(record_id, finding.level)
                worst[record_id] = min(known, finding.level, key=lambda level: level.rank)
    return worst


def following(findings: Sequence[Finding], current: Finding | None, step: int) -> Finding | None:
    """Return the finding after the current one, or with -1 before it; round at the ends."""
    if not findings:
        return None
    if current not in findings:
        return findings[0 if step > 0 else -1]
    return findings[(findings.index(current) + step) % len(findings)]


def fix_of(board: Board, finding: Finding) -> Change | None:
    """Return the change by which the rule of a finding mends it, None where it cannot."""
    rule = rule_of(finding)
    is_there = all(i in board.records for i in finding.records)
    return (rule.fix(board, finding) or None) if rule.fix is not None and is_there else None


def fix(editor: Editor, finding: Finding) -> None:
    """Mend a finding the way its rule knows, in one step that is named after the rule.

    Raises BadInput where it can no longer be mended.
    """
    change = fix_of(editor.board, finding)
    if change is None:
        raise BadInput("fix", f"{finding.message}, and only people can say what is right")
    gone = [record_id for record_id, _, after in change if after is None]
    put = [_reworded(before, after) for _, before, after in change if after is not None]
    with editor.document.edit(f"Fix: {rule_of(finding).title.rstrip('.')}") as edit:
        edit.remove(*gone)
        edit.put(*put)


def accept(editor: Editor, finding: Finding, reason: str) -> None:
    """Let a finding rest, for a reason that everybody can read; an empty one is refused.

    Raises BadInput without a reason, and where something that it was about is gone.
    """
    reason = reason.strip()
    if not reason:
        raise BadInput("reason", "is missing; say why this is all right here")
    board = editor.board
    if any(i not in board.records for i in finding.records):
        raise BadInput("finding", "something that this was about is gone; look again")
    told = "\n".join((finding.rule, *sorted(finding.records)))
    suppressed = Suppressed(
        id=f"suppressed:{finding.rule}-{digest(told, 8)}",
        rule=finding.rule,
        order=board.next_order(Suppressed),
    ).revised(records=finding.records, reason=reason)
    with editor.document.edit("Accept finding") as edit:
        edit.put(suppressed)


def take_back(editor: Editor, suppressed: Suppressed) -> None:
    """Have the coach speak again of what was accepted."""
    with editor.document.edit("Take finding up again") as edit:
        edit.remove(suppressed.id)


def _reworded(before: Record | None, after: Record) -> Record:
    if isinstance(before, Sticky) and isinstance(after, Sticky) and before.text != after.text:
        return straight(after)
    return after
