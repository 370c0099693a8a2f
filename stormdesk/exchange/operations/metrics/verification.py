"""Whether what the rules of a bundle ask for is reported at all: offline, from a scrape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.operations.metrics.scrape import Scrape
from stormdesk.exchange.operations.metrics.selectors import Matcher, Selector, selectors
from stormdesk.exchange.yaml_events import Source
from stormdesk.model.problem import BadInput

_RULES = "prometheus/rules"
_SUFFIX = "*.rules.yaml"
_BOUND = "le"
_OF_PROMETHEUS = frozenset({"ALERTS", "ALERTS_FOR_STATE"})

What = Literal["metric", "label", "bound", "value"]
"""What is not there. That of a value alone may only mean that nothing of it happened yet."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name and what it asks for; ``level`` is the one that it belongs to."""

    name: str
    expression: str
    is_recorded: bool
    level: str | None

    @property
    def who(self) -> str:
        """What people know it by: the level of what is recorded, else its name."""
        return self.level if self.is_recorded and self.level is not None else self.name


@dataclass(frozen=True, slots=True)
class Absent:
    """Something that rules ask for and nobody reports; ``detail`` names label or matcher."""

    what: What
    metric: str
    detail: str
    needed_by: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        """Whether rules cannot work; a value may come as soon as something happens."""
        return self.what != "value"


@dataclass(frozen=True, slots=True)
class Verification:
    """What rules ask for: how many metrics, and what of them is absent."""

    metrics: tuple[str, ...]
    absent: tuple[Absent, ...]

    @property
    def missing(self) -> tuple[Absent, ...]:
        """What rules cannot work without."""
        return tuple(each for each in self.absent if each.is_missing)


def rules_in(folder: Path) -> list[Rule]:
    """Return the rules of a bundle.

    Raises BadInput where there are none, or a file is none of rules.
    """
    paths = sorted(folder.joinpath(*_RULES.split("/")).glob(_SUFFIX))
    if not paths:
        why = f"holds no rules; export them with: stormdesk export prometheus BOARD -o {folder}"
        raise BadInput(str(folder), why)
    return [rule for path in paths for rule in _rules(Source(path.read_bytes(), str(path)))]


def verify(rules: Sequence[Rule], scrape: Scrape) -> Verification:
    """Return what of the rules is reported in a scrape."""
    recorded = {rule.name for rule in rules if rule.is_recorded} | _OF_PROMETHEUS
    asked = [
        (selector, rule.who)
        for rule in rules
        for selector in selectors(rule.expression)
        if selector.name not in recorded
    ]
    found: dict[tuple[What, str, str], dict[str, None]] = {}
    for selector, name in asked:
        for what, detail in _absent(selector, scrape.series.get(selector.name, ())):
            found.setdefault((what, selector.name, detail), {})[name] = None
    absent = (Absent(*key, tuple(sorted(names))) for key, names in sorted(found.items()))
    return Verification(tuple(sorted({selector.name for selector, _ in asked})), tuple(absent))


def as_text(verification: Verification) -> str:
    """Return what is absent as lines for people."""
    said = {
        "metric": "{metric}: no such metric",
        "label": "{metric}: no label {detail}",
        "bound": "{metric}: no bucket with {detail}",
        "value": "{metric}: nothing yet with {detail}",
    }
    lines = [
        f"{said[each.what].format(metric=each.metric, detail=each.detail)};"
        f" needed by {', '.join(each.needed_by)}"
        for each in sorted(verification.absent, key=lambda each: not each.is_missing)
    ]
    count, lacking = len(verification.metrics), {each.metric for each in verification.missing}
    if lacking:
        lines.append(f"{len(lacking)} of {count} metrics are not there as the rules need them.")
    else:
        lines.append(f"All {count} metrics that the rules need are there.")
    return "\n".join(lines)


def as_json(verification: Verification) -> str:
    """Return the same for programs."""

    def listed(absent: Iterable[Absent]) -> list[dict[str, Any]]:
        return [
            {
                "what": each.what,
                "metric": each.metric,
                **({"detail": each.detail} if each.detail else {}),
                "needed_by": list(each.needed_by),
            }
            for each in absent
        ]

    unseen = [each for each in verification.absent if not each.is_missing]
    content = {
        "metrics": list(verification.metrics),
        "missing": listed(verification.missing),
        "not_seen_yet": listed(unseen),
    }
    return json_file(content).decode().rstrip("\n")


def _rules(source: Source) -> Iterable[Rule]:
    groups = _entries(source.loaded(), "groups", source.where)
    for group in groups:
        for rule in _entries(group, "rules", source.where):
            name = rule.get("record") or rule.get("alert")
            expression = rule.get("expr")
            if not isinstance(name, str) or not isinstance(expression, str):
                raise BadInput(source.where, "has a rule without a name or an expression")
            labels = rule.get("labels")
            level = cast("dict[str, Any]", labels).get("slo") if isinstance(labels, dict) else None
            known = level if isinstance(level, str) else None
            yield Rule(name, expression, "record" in rule, known)


def _entries(value: object, key: str, where: str) -> list[Mapping[str, Any]]:
    entries = cast("dict[str, Any]", value).get(key) if isinstance(value, dict) else None
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise BadInput(where, f"holds no rules: {key} must be a list of mappings")
    return cast("list[Mapping[str, Any]]", entries)


def _absent(selector: Selector, series: Sequence[Mapping[str, str]]) -> Iterable[tuple[What, str]]:
    if not series:
        yield "metric", ""
        return
    for label in selector.grouped:
        if not any(label in labels for labels in series):
            yield "label", label
    for matcher in selector.matchers:
        if matcher.holds("") or matcher.label in selector.grouped:
            continue
        if any(matcher.holds(labels.get(matcher.label, "")) for labels in series):
            continue
        if matcher.sign == "!=":
            yield "value", _shown(matcher)
        elif not any(matcher.label in labels for labels in series):
            yield "label", matcher.label
        else:
            yield "bound" if matcher.label == _BOUND else "value", _shown(matcher)


def _shown(matcher: Matcher) -> str:
    return f'{matcher.label}{matcher.sign}"{matcher.value}"'
