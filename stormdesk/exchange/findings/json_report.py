"""Findings as JSON, and the schema that says what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from stormdesk.analysis.finding import Finding, Level
from stormdesk.exchange.findings.checked import Checked


class FindingEntry(BaseModel):
    """Something on a board that a rule speaks of."""

    model_config = ConfigDict(extra="forbid")

    board: str = Field(description="The board as it was named on the command line.")
    rule: str = Field(description="Id of the rule.")
    level: Level = Field(description="How much it matters.")
    records: list[str] = Field(description="Ids of the stickies and other records concerned.")
    message: str = Field(description="What is wrong.")
    remedy: str = Field(description="What to do.")


class FindingsReport(BaseModel):
    """What ``stormdesk check --format json`` prints."""

    model_config = ConfigDict(extra="forbid")

    findings: list[FindingEntry] = Field(description="What is left to do, board by board.")
    fixed: list[FindingEntry] | None = Field(
        default=None, description="What --fix mended; only there where that was asked for."
    )


def json_report(boards: Sequence[Checked], *, with_fixed: bool = False) -> dict[str, Any]:
    """Return the report as JSON values; what was mended is part of it where that is asked for."""
    report = FindingsReport(
        findings=[entry for each in boards for entry in _entries(each.name, each.findings)],
        fixed=[entry for each in boards for entry in _entries(each.name, each.fixed)]
        if with_fixed
        else None,
    )
    return report.model_dump(mode="json", exclude_none=True)


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the report."""
    schema = FindingsReport.model_json_schema()
    fixed = schema["properties"]["fixed"]
    # It is left out rather than null.
    listed = next(each for each in fixed.pop("anyOf") if each.get("type") == "array")
    schema["properties"]["fixed"] = {**_without(fixed, "default"), **listed}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:stormdesk:findings:1",
        **schema,
        "title": "stormdesk findings",
    }


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != key}


def _entries(name: str, findings: Iterable[Finding]) -> list[FindingEntry]:
    return [
        FindingEntry(
            board=name,
            rule=each.rule,
            level=each.level,
            records=list(each.records),
            message=each.message,
            remedy=each.remedy,
        )
        for each in findings
    ]
