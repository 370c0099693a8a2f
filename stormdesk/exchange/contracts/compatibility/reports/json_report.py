"""A comparison as JSON, and the schema that says what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from stormdesk.exchange.contracts.compatibility.comparison import Comparison
from stormdesk.exchange.contracts.compatibility.finding import Finding, Level
from stormdesk.exchange.contracts.compatibility.modes import Direction
from stormdesk.exchange.contracts.compatibility.side import SchemaFormat
from stormdesk.exchange.contracts.compatibility.subject_verdict import Became, SubjectVerdict
from stormdesk.exchange.contracts.compatibility.verdict import Verdict
from stormdesk.exchange.contracts.compatibility.version import StepName
from stormdesk.model.message import Compatibility, CompatibilityPolicy


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FindingEntry(_Entry):
    """Why a message breaks somebody, or a warning of what no registry sees."""

    subject: str = Field(description="Name of the message.")
    format: SchemaFormat | None = Field(description="Null where it is about the whole message.")
    level: Level = Field(description="An error breaks somebody; a warning may.")
    direction: Direction | None = Field(
        description="Backward: new consumers read old messages. Forward: old ones read new ones."
    )
    against: str | None = Field(description="The earlier version that it stands against.")
    path: str = Field(description="The place in the message; empty for all of it.")
    code: str = Field(description="What differs, as schema registries call it where they do.")
    message: str = Field(description="What a consumer or producer would see.")
    remedy: str = Field(description="What to do.")


class FormatEntry(_Entry):
    """The verdict in one format."""

    format: SchemaFormat
    mode: Compatibility
    verdict: Verdict
    compared: list[str] = Field(description="The versions it was held to, the newest first.")
    step: StepName = Field(description="How far the version has to move.")


class VersionEntry(_Entry):
    """Which version is right."""

    last: str | None = Field(description="The one that it comes after; null where it is the first.")
    stated: str = Field(description="The one that the message states; 1.0.0 where it states none.")
    step: StepName = Field(description="How far it has to move: the furthest of all formats.")
    smallest: str | None = Field(description="The smallest that is right; null if nobody can tell.")
    suffices: bool | None = Field(description="Whether the stated one is far enough.")


class ConsumersEntry(_Entry):
    """Who reads the message by the flows of the board."""

    contexts: list[str]
    teams: list[str]


class SubjectEntry(_Entry):
    """One message."""

    subject: str = Field(description="Name of the message.")
    context: str = Field(description="Its context, as folders call it.")
    kind: str = Field(description="Event or command.")
    sticky: str = Field(description="Id of its sticky.")
    became: Became
    mode: Compatibility = Field(description="The one asked for, else the one that it declares.")
    verdict: Verdict = Field(description="Over all formats.")
    version: VersionEntry
    consumers: ConsumersEntry
    formats: list[FormatEntry]
    findings: list[FindingEntry]


class CompatibilityReport(_Entry):
    """What ``stormdesk compat --report json`` prints."""

    old: str = Field(description="The earlier side as it was named on the command line.")
    new: str = Field(description="The later side.")
    policy: CompatibilityPolicy = Field(description="Of JSON Schema.")
    broken: bool = Field(description="Whether any message breaks somebody.")
    subjects: list[SubjectEntry] = Field(description="Every message, by context and name.")


def json_report(comparison: Comparison) -> dict[str, Any]:
    """Return the report as JSON values."""
    report = CompatibilityReport(
        old=comparison.old.name,
        new=comparison.new.name,
        policy=comparison.policy,
        broken=comparison.is_broken,
        subjects=[_subject(each) for each in comparison.subjects],
    )
    return report.model_dump(mode="json")


def compatibility_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:stormdesk:compatibility:1",
        **CompatibilityReport.model_json_schema(),
        "title": "stormdesk compatibility",
    }


def _subject(verdict: SubjectVerdict) -> SubjectEntry:
    promise = verdict.promise
    return SubjectEntry(
        subject=promise.name,
        context=promise.context,
        kind=promise.kind,
        sticky=promise.sticky,
        became=verdict.became,
        mode=verdict.mode,
        verdict=verdict.verdict,
        version=VersionEntry(
            last=verdict.last,
            stated=promise.version,
            step=verdict.step.word,
            smallest=verdict.smallest,
            suffices=verdict.suffices,
        ),
        consumers=ConsumersEntry(
            contexts=list(verdict.consumers.contexts), teams=list(verdict.consumers.teams)
        ),
        formats=[
            FormatEntry(
                format=each.format,
                mode=verdict.mode,
                verdict=each.verdict,
                compared=list(each.compared),
                step=each.step.word,
            )
            for each in verdict.formats
        ],
        findings=list(_findings(verdict)),
    )


def _findings(verdict: SubjectVerdict) -> Iterator[FindingEntry]:
    for form, finding in verdict.told:
        yield _finding(verdict.promise.name, form, finding)


def _finding(subject: str, form: SchemaFormat | None, finding: Finding) -> FindingEntry:
    return FindingEntry(
        subject=subject,
        format=form,
        level=finding.level,
        direction=finding.direction,
        against=finding.against,
        path=finding.path,
        code=finding.code,
        message=finding.message,
        remedy=finding.remedy,
    )
