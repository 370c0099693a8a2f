"""Whether the schema of a message may change as it did, in one format and mode."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from stormdesk.exchange.contracts.compatibility.avro import differences as avro
from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.finding import Finding
from stormdesk.exchange.contracts.compatibility.json_schema import differences as json_schema
from stormdesk.exchange.contracts.compatibility.modes import Direction, compared, that_count
from stormdesk.exchange.contracts.compatibility.protobuf import differences as protobuf
from stormdesk.exchange.contracts.compatibility.protobuf.numbers import unreserved
from stormdesk.exchange.contracts.compatibility.side import Edition, SchemaFormat
from stormdesk.exchange.contracts.compatibility.version import Step
from stormdesk.exchange.contracts.compatibility.wording import without_labels, without_texts
from stormdesk.model.message import Compatibility, CompatibilityPolicy

Verdict = Literal["compatible", "incompatible"]

_DIFFERENCES: Mapping[SchemaFormat, Callable[[Any, Any], list[Difference]]] = MappingProxyType(
    {
        "json-schema": json_schema.differences,
        "avro": avro.differences,
        "protobuf": protobuf.differences,
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of two versions: by which mode, in which format, and how strictly."""

    mode: Compatibility
    format: SchemaFormat
    policy: CompatibilityPolicy = "strict"


@dataclass(frozen=True, slots=True)
class FormatVerdict:
    """What a schema registry decides, what it does not see, and how far the version must move.

    ``compared`` are the versions that the new one was held to, the newest first.
    """

    format: SchemaFormat
    verdict: Verdict
    compared: tuple[str, ...]
    step: Step
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """A schema as it is compared; ``said`` is what readers and writers go by."""

    label: str
    schema: Any
    said: Any


def judged(
    question: Question, new: Edition, earlier: Sequence[Edition], last: int = 1
) -> FormatVerdict:
    """Return the verdict on a new version of a message, held to earlier ones, newest first.

    ``last`` of them count where the mode is not transitive. Without an earlier version everything
    is compatible.
    """
    form = question.format
    known = [_version(each, form) for each in earlier if form in each.schemas]
    counted = that_count(question.mode, known, last)
    now = _version(new, form)
    findings = tuple(_findings(question, now, counted))
    is_broken = any(finding.level == "error" for finding in findings)
    step = Step.MAJOR if is_broken else _step(now, known[:1], form)
    return FormatVerdict(
        form,
        "incompatible" if is_broken else "compatible",
        tuple(each.label for each in counted),
        step,
        findings,
    )


def _version(edition: Edition, form: SchemaFormat) -> _Version:
    schema = edition.schemas[form]
    return _Version(edition.version, schema, without_texts(schema, form))


def _findings(question: Question, now: _Version, counted: Sequence[_Version]) -> Iterator[Finding]:
    compare = _DIFFERENCES[question.format]

    def differences(reader: _Version, writer: _Version) -> list[Difference]:
        return [] if reader.said == writer.said else compare(reader.schema, writer.schema)

    warned: set[tuple[str, str, str]] = set()
    for direction, version, each in compared(question.mode, now, counted, differences):
        if each.lenient and question.policy == "lenient":
            continue
        if each.warning:
            # What both directions warn of is one thing to look at.
            if (warning := (version.label, each.path, each.code)) in warned:
                continue
            warned.add(warning)
        yield Finding(
            "warning" if each.warning else "error",
            each.code,
            f"{_reading(direction, now.label, version.label)}: {each.message}",
            each.forward if direction == "forward" and each.forward else each.remedy,
            direction,
            version.label,
            each.path,
        )
    if question.format == "protobuf":
        yield from _given_up(now, counted[:1])


def _given_up(now: _Version, last: Sequence[_Version]) -> Iterator[Finding]:
    """Yield warnings of numbers that may mean something else one day, whoever reads."""
    for version in last:
        for each in unreserved(version.schema, now.schema):
            message = f"since {version.label}: {each.message}"
            yield Finding(
                "warning", each.code, message, each.remedy, against=version.label, path=each.path
            )


def _reading(direction: Direction, new: str, old: str) -> str:
    """Say who reads what, as its consumers and producers know it."""
    new = f"the changed {new}" if new == old else new
    if direction == "backward":
        return f"a consumer on {new} reads what was sent as {old}"
    return f"a consumer still on {old} reads what is sent as {new}"


def _step(now: _Version, last: Sequence[_Version], form: SchemaFormat) -> Step:
    for version in last:
        if now.said != version.said:
            return Step.MINOR
        if without_labels(now.schema, form) != without_labels(version.schema, form):
            return Step.PATCH
    return Step.NONE
