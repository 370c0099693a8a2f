"""What one message became: whether it breaks anyone, whom, and which version is right for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from stormdesk.exchange.contracts.compatibility.consumers import Consumers, consumers_of
from stormdesk.exchange.contracts.compatibility.finding import Finding
from stormdesk.exchange.contracts.compatibility.history import History, history_of
from stormdesk.exchange.contracts.compatibility.modes import USUAL
from stormdesk.exchange.contracts.compatibility.rewritten import rewritten
from stormdesk.exchange.contracts.compatibility.side import (
    SCHEMA_FORMATS,
    Edition,
    Promise,
    SchemaFormat,
    Side,
    Terms,
)
from stormdesk.exchange.contracts.compatibility.verdict import (
    FormatVerdict,
    Question,
    Verdict,
    judged,
)
from stormdesk.exchange.contracts.compatibility.version import Step, after, suffices
from stormdesk.exchange.contracts.options import ContentModel
from stormdesk.exchange.contracts.subject import major_of
from stormdesk.model.message import Compatibility, CompatibilityPolicy

Became = Literal["unchanged", "changed", "added", "removed", "new-major"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How one wants to compare.

    Without a ``mode`` every message has the one it declares; without a ``policy`` it is what the
    board says, or strict, as a registry is. ``content_model`` is that of boards; a bundle has its
    own.
    """

    mode: Compatibility | None = None
    formats: tuple[SchemaFormat, ...] = SCHEMA_FORMATS
    policy: CompatibilityPolicy | None = None
    content_model: ContentModel = "open"


@dataclass(frozen=True, slots=True)
class SubjectVerdict:
    """What one message became; ``findings`` are about it as a whole, others are in its formats.

    ``last`` is the version it comes after and ``step`` how far from there it has to move.
    """

    promise: Promise
    became: Became
    mode: Compatibility
    last: str | None
    step: Step
    consumers: Consumers
    findings: tuple[Finding, ...] = ()
    formats: tuple[FormatVerdict, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether everybody who should can still read what is sent, in all formats."""
        is_broken = any(each.level == "error" for _, each in self.told)
        return "incompatible" if is_broken else "compatible"

    @property
    def told(self) -> list[tuple[SchemaFormat | None, Finding]]:
        """All findings with their formats; those about the message as a whole have none."""
        whole: list[tuple[SchemaFormat | None, Finding]] = [(None, each) for each in self.findings]
        return whole + [(form.format, each) for form in self.formats for each in form.findings]

    @property
    def smallest(self) -> str | None:
        """The smallest version that is right; None where nobody can tell, or nothing is left."""
        if self.became == "removed":
            return None
        return after(self.last, self.step) if self.last is not None else self.promise.version

    @property
    def suffices(self) -> bool | None:
        """Whether the version that the message states is far enough, None where nobody can tell."""
        if self.became == "removed":
            return None
        if self.last is None:
            return True
        return suffices(self.promise.version, self.last, self.step)


def policy_of(wish: Wish, new: Side, old: Side) -> CompatibilityPolicy:
    """Return how strictly JSON Schema is taken: as one wants it, else as a board says."""
    for side in (new, old):
        said = side.board.profile.compatibility_policy if side.board is not None else None
        if wish.policy is None and said is not None:
            return said
    return wish.policy or "strict"


def verdict_on(
    promise: Promise, new: Side, before: Promise | None, old: Side, wish: Wish
) -> SubjectVerdict:
    """Return what became of a message; ``before`` is what it was on the old side, if it was.

    A name that follows the text of the sticky is taken for the one it had before.
    """
    offered: list[SchemaFormat] = [form for form in wish.formats if form in new.formats]
    shared: list[SchemaFormat] = [form for form in offered if form in old.formats]
    terms = Terms(
        tuple(shared or offered),
        (before.content_model if before is not None else None)
        or promise.content_model
        or wish.content_model,
        None if new.is_stated else old.namespace,
    )
    name = promise.name if before is None or promise.is_named else before.name
    now = new.spelled(promise, name, terms)
    past = old.spelled(before, before.name, terms) if before is not None else None
    history = history_of(promise, now, before, past)
    mode = wish.mode or promise.mode or (before.mode if before is not None else None) or USUAL
    formats = _judged(now.now, history, mode, terms, policy_of(wish, new, old))
    findings: list[Finding] = []
    if before is not None and history.earlier:
        findings += _changes_of_name(promise, before)
        if not shared:
            findings.append(_other_type(old, new))
        findings += _new_major(promise, history)
    if mode == "NONE":
        findings = [replace(each, level="warning") for each in findings]
    steps = [each.step for each in formats]
    steps += [Step.MAJOR for each in findings if each.level == "error"]
    if past is not None:
        # No version that it could state would make this right.
        findings += rewritten(now, past, terms.formats)
    verdict = SubjectVerdict(
        promise,
        _became(history, max(steps, default=Step.NONE), findings),
        mode,
        history.newest,
        max(steps, default=Step.NONE),
        _consumers(promise, before, new, old),
        tuple(findings),
        formats,
    )
    told = (*verdict.findings, *_presumed(verdict, history), *_too_low(verdict))
    return replace(verdict, findings=told)


def _judged(
    now: Edition, history: History, mode: Compatibility, terms: Terms, policy: CompatibilityPolicy
) -> tuple[FormatVerdict, ...]:
    """Return a verdict a format.

    Those who read an earlier major version can stay there, so that what separates them from a new
    one is told them and breaks nothing.
    """
    found: list[FormatVerdict] = []
    for form in terms.formats:
        question = Question(mode, form, policy)
        if history.earlier or not history.left:
            found.append(judged(question, now, history.earlier, history.last))
            continue
        apart = judged(question, now, history.left)
        told = tuple(replace(each, level="warning") for each in apart.findings)
        found.append(FormatVerdict(form, "compatible", (), Step.MAJOR, told))
    return tuple(found)


def removed(before: Promise, old: Side, new: Side, wish: Wish) -> SubjectVerdict:
    """Return what it means that a message of the old side is not there any more."""
    mode = wish.mode or before.mode or USUAL
    consumers = _consumers(before, before, old, new)
    text, remedy = "whoever consumes it gets no more of it", "keep it until nobody consumes it"
    if not consumers and (old.board is not None or new.board is not None):
        text = f"nobody on the board reads it, and {text}"
        remedy = (
            "where nobody else does, export the schemas without it in the commit of this change"
        )
    level = "warning" if mode == "NONE" else "error"
    finding = Finding(level, "MESSAGE_REMOVED", text, remedy)
    return SubjectVerdict(
        before, "removed", mode, before.version, Step.MAJOR, consumers, (finding,)
    )


def _became(history: History, step: Step, findings: Sequence[Finding]) -> Became:
    if history.newest is None:
        return "added"
    if not history.earlier:
        return "new-major"
    return "changed" if step or findings else "unchanged"


def _consumers(promise: Promise, before: Promise | None, *sides: Side) -> Consumers:
    """Return who reads a message, by the flows of the first side that has a board."""
    for side in sides:
        if side.board is not None:
            ids = [promise.sticky, *([before.sticky] if before is not None else [])]
            found = next((i for i in ids if i in side.board.stickies), promise.sticky)
            return consumers_of(side.board, found)
    return Consumers()


def _changes_of_name(promise: Promise, before: Promise) -> Iterator[Finding]:
    if promise.name != before.name and promise.is_named:
        yield Finding(
            "error",
            "MESSAGE_RENAMED",
            f"consumers know it as {before.name}, and nothing comes under that name any more",
            f"name the message {before.name} again, or add {promise.name} as a message beside it",
        )
    elif promise.name != before.name:
        yield Finding(
            "warning",
            "NAME_FOLLOWS_TEXT",
            f"its sticky was reworded, and it would be exported as {promise.name}"
            f" instead of {before.name}",
            f"give the message the name {before.name}, so that rewording leaves it alone",
        )
    if promise.topic is not None and before.topic is not None and promise.topic != before.topic:
        yield Finding(
            "warning",
            "TOPIC_CHANGED",
            f"consumers of topic {before.topic} get nothing from {promise.topic}",
            f"give the message the topic {before.topic}, or send to both until all have moved",
        )


def _presumed(verdict: SubjectVerdict, history: History) -> Iterator[Finding]:
    """Yield a warning of the version whose shared types nobody knows, if one counted."""
    counted = {version for form in verdict.formats for version in form.compared}
    for each in history.earlier:
        if each.presumed and each.version in counted:
            names = ", ".join(each.presumed)
            yield Finding(
                "warning",
                "TYPES_NOT_KEPT",
                f"{each.version} was published without its shared types, and is compared as if"
                f" {names} had been what they are now",
                "compare with the bundle that was exported then; what is published from now on"
                " keeps its types",
                against=each.version,
            )
            return


def _new_major(promise: Promise, history: History) -> Iterator[Finding]:
    """Yield what to do where a new major version comes to those who read the one before."""
    last = history.newest
    if last is None or promise.major <= major_of(last):
        return
    yield Finding(
        "warning",
        "MAJOR_ON_SAME_TOPIC",
        f"{promise.version} is a new contract, but comes on the topic of {last}, where those who"
        " read that meet it",
        f"give it a topic of its own that ends in v{promise.major}, so that both go on; or once"
        " everybody has gone over, export the schemas again in the commit of this change",
        against=last,
    )


def _other_type(old: Side, new: Side) -> Finding:
    return Finding(
        "error",
        "SCHEMA_TYPE_CHANGED",
        f"it was registered as {_listed(old.formats)} and is {_listed(new.formats)} now",
        "export it in the same format as before",
    )


def _listed(formats: Sequence[SchemaFormat]) -> str:
    return " and ".join(formats) or "nothing"


def _too_low(verdict: SubjectVerdict) -> Iterator[Finding]:
    # A reworded description is no reason to warn.
    if verdict.step > Step.PATCH and verdict.suffices is False:
        yield Finding(
            "warning",
            "VERSION_TOO_LOW",
            f"it states version {verdict.promise.version}, and comes after {verdict.last}"
            f" by a {verdict.step.word} change",
            f"state version {verdict.smallest}",
        )
