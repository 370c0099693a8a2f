"""Findings in SARIF 2.1.0, which code hosts and editors show beside the files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import quote

from stormdesk import __version__
from stormdesk.analysis.finding import Finding, Level
from stormdesk.exchange.findings.checked import Checked
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Mapping[Level, str] = MappingProxyType(
    {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
)


class Told(Protocol):
    """What is told of a rule; the first line of ``doc`` is its title."""

    @property
    def id(self) -> str:
        """Its id in kebab case."""
        ...

    @property
    def level(self) -> Level:
        """How much its findings matter."""
        ...

    @property
    def doc(self) -> str:
        """Why it is there and what to do."""
        ...

    @property
    def title(self) -> str:
        """What it asks for in one line."""
        ...

    @property
    def subject(self) -> str:
        """What it is about."""
        ...


def sarif_report(boards: Sequence[Checked], rules: Sequence[Told]) -> dict[str, Any]:
    """Return a log of one run; what was mended is listed among its properties."""
    places = {rule.id: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "stormdesk",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(checked, finding, places) for checked in boards for finding in checked.findings
        ],
    }
    fixed = [
        {"board": checked.name, "rule": each.rule, "message": each.message}
        for checked in boards
        for each in checked.fixed
    ]
    if fixed:
        run["properties"] = {"fixed": fixed}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Told) -> dict[str, Any]:
    rest = " ".join(rule.doc.split("\n", 1)[-1].split())
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.doc.split())},
        "help": {"text": rest},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.subject]},
    }


def _result(checked: Checked, finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    told = f"{_sentence(finding.message)} {_sentence(finding.remedy)}".strip()
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": told},
        "locations": [_location(checked, finding)],
        "partialFingerprints": {"stormdesk/v1": _fingerprint(checked, finding)},
    }
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    return result


def _location(checked: Checked, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if checked.name != STANDARD_INPUT:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(checked.name)}}
        line = next((checked.lines[i] for i in finding.records if i in checked.lines), None)
        if line is not None:
            place["region"] = {"startLine": line}
        location["physicalLocation"] = place
    found = [r for i in finding.records if (r := checked.board.records.get(i)) is not None]
    if found:
        location["logicalLocations"] = [_logical(record) for record in found]
    return location


def _logical(record: Record) -> dict[str, Any]:
    name = record.text if isinstance(record, Sticky) else getattr(record, "name", record.id)
    kind = str(record.kind) if isinstance(record, Sticky) else record.type_name
    return {"name": " ".join(str(name).split()), "fullyQualifiedName": record.id, "kind": kind}


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _fingerprint(checked: Checked, finding: Finding) -> str:
    """Return what stays the same from run to run, however the message is worded."""
    parts = (checked.board.profile.id, finding.rule, *finding.records)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
