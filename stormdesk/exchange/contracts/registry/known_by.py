"""What a schema registry knows the messages of a board by: their topic or their record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import travels_of

KnownBy = Literal["topic", "record"]


def topics_of_subjects(contracts: Contracts) -> dict[str, str]:
    """Return the topic by stem of each message that has one: it travels or is given it."""
    called = topics_of_messages(contracts.board)
    travelling = {travel.subject.stem for travel in travels_of(contracts)}
    return {
        subject.stem: called[subject.sticky.id]
        for subject in contracts.subjects
        if subject.stem in travelling
        or (subject.sticky.message is not None and subject.sticky.message.topic is not None)
    }


def sharing(subjects: Iterable[Subject], topics: Mapping[str, str]) -> dict[str, list[Subject]]:
    """Return the messages of each topic."""
    found: dict[str, list[Subject]] = {}
    for subject in subjects:
        if subject.stem in topics:
            found.setdefault(topics[subject.stem], []).append(subject)
    return found


def known_by(contracts: Contracts) -> dict[str, KnownBy]:
    """Return what each message is known by where nobody chose it, by stem.

    One alone on its topic is known by that, several by their records. What is published stays
    what it was then, and where nobody wrote that down, nothing unpublished makes it another.
    """
    found: dict[str, KnownBy] = {subject.stem: "record" for subject in contracts.subjects}
    for group in sharing(contracts.subjects, topics_of_subjects(contracts)).values():
        for subject in _holder(group):
            found[subject.stem] = "topic"
    return found


def _holder(group: Sequence[Subject]) -> Sequence[Subject]:
    """Return the message that is known by the topic of several, if one is."""
    written = {subject.stem: _written(subject) for subject in group}
    fixed = [subject for subject in group if written[subject.stem] == "topic"]
    if fixed:
        return fixed[:1]
    published = [subject for subject in group if _is_published(subject)]
    alone = published or group
    return alone if len(alone) == 1 and written[alone[0].stem] is None else ()


def _written(subject: Subject) -> KnownBy | None:
    message = subject.sticky.message
    published = message.published if message is not None else ()
    return next((each.subject for each in reversed(published) if each.subject is not None), None)


def _is_published(subject: Subject) -> bool:
    return subject.sticky.message is not None and bool(subject.sticky.message.published)
