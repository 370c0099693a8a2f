"""What travels where that not everybody may see, who may write and read it, and what is open."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.stickies import regulated_tags
from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.contracts.cloudevents import classification_of
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.shape import Member, Types, reachable
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.marked_lines import marked_in_markdown
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.figures import kept, undecided

_INTRO = """\
Who may write and read follows from the flows of the board, and so do the access lists that the
schema bundle holds for topics on Kafka: nobody else gets in. What is here is to be looked over by
somebody who answers for security; what they decide stands at the end and is kept."""

_SECRET = frozenset({"confidential", "restricted"})


def security_review(operations: Operations) -> bytes:
    """Return the security review as Markdown."""
    types = operations.landscape.contracts.types
    topics = operations.topics
    main = [topic for topic in topics if topic.role == "messages"]
    fields = [row for topic in main for row in _field_rows(topic, types)]
    parts = [
        "# Security review",
        _INTRO,
        "## Topics",
        table(
            ("topic", "what", "classification", "personal", "audited", "written by", "read by"),
            [_topic_row(operations, topic, types) for topic in topics],
        ),
        "## Fields that not everybody may see",
        table(("event", "field", "classification", "personal", "outside"), fields)
        or "No field is marked as personal, confidential or restricted.",
        "## To be looked at",
        bullets([*(w for each in topics for w in _open(each, types)), *_unclassified(main, types)])
        or "Nothing stands out.",
        "## Systems of others",
        table(
            ("system", "owner", "contract", "who they are is proved by", "their ids"),
            _systems(operations),
        )
        or "There are none.",
        "## Decided in the review",
        marked_in_markdown("decisions"),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _topic_row(operations: Operations, topic: Topic, types: Types) -> tuple[str, ...]:
    names = {each.slug: each.name for each in operations.landscape.boundaries}
    personal = sorted({f"{s.name}.{p}" for s in topic.subjects for p in _personal(s, types)})
    audited = [s.name for s in topic.subjects if _is_audited(s)]
    readers = [f"{names[each.context]} ({each.group})" for each in topic.readers]
    label = _classification(topic, types)
    return (
        inline(topic.name),
        topic.role.replace("-", " "),
        label or undecided("nothing is classified"),
        inline(", ".join(personal)) or "no",
        inline(", ".join(audited)) or "no",
        inline(", ".join(names[each] for each in topic.senders)) or undecided("who writes"),
        inline(", ".join(readers)) or "nobody",
    )


def _classification(topic: Topic, types: Types) -> str | None:
    return classification_of([m for s in topic.subjects for m in s.shape.members], types)


def _members(subject: Subject, types: Types) -> Iterator[tuple[str, Member]]:
    """Yield all fields of a message with where they are, those of shared types among them."""
    for member in subject.shape.members:
        yield member.name, member
    for name in reachable(subject.shape.members, types):
        for member in types[name].members:
            yield f"{name}.{member.name}", member


def _personal(subject: Subject, types: Types) -> list[str]:
    return [where for where, member in _members(subject, types) if member.field.personal]


def _is_audited(subject: Subject) -> bool:
    message = subject.sticky.message
    return (message is not None and message.audit) or bool(regulated_tags(subject.sticky))


def _field_rows(topic: Topic, types: Types) -> Iterator[tuple[str, ...]]:
    for subject in topic.subjects:
        for where, member in _members(subject, types):
            field = member.field
            if not field.personal and field.classification not in _SECRET:
                continue
            label = field.classification or "confidential, as nothing else is said"
            yield (
                inline(subject.name),
                inline(where),
                label,
                "yes" if field.personal else "no",
                field.mask or undecided("how it is masked"),
            )


def _open(topic: Topic, types: Types) -> Iterator[str]:
    """Yield what somebody should look at."""
    personal = sorted({p for s in topic.subjects for p in _personal(s, types)})
    if personal and (topic.role != "messages" or topic.retention.milliseconds is None):
        yield (
            f"{topic.name} keeps {', '.join(personal)} ({kept(topic.retention)}): agree who may"
            " look, and how they are deleted."
        )
    if topic.role != "messages":
        return
    for subject in topic.subjects:
        yield from _open_in(subject, types)
    if not topic.is_on_kafka and topic.senders:
        yield f"{topic.name} is not on Kafka: no access list is made for it, so make one there."


def _open_in(subject: Subject, types: Types) -> Iterator[str]:
    members = list(_members(subject, types))
    message = subject.sticky.message
    clear = [w for w, m in members if m.field.personal and m.field.mask is None]
    if clear:
        yield f"{subject.name} shows {', '.join(clear)} unmasked to all who read it."
    bare = [
        w
        for w, m in members
        if m.field.classification in _SECRET and not m.field.personal and m.field.mask is None
    ]
    if bare:
        yield f"{subject.name} shows {', '.join(bare)} in clear: {undecided('a mask')}."
    key = message.field(message.key) if message is not None and message.key is not None else None
    if key is not None and (key.personal or key.classification in _SECRET):
        yield f"{subject.name} is keyed by {key.name}, which logs and metrics of brokers show."
    if _is_audited(subject) and "audit" not in subject.sticky.observability:
        yield f"{subject.name} has to be provable, and nothing says that it leaves an audit record."


def _unclassified(topics: list[Topic], types: Types) -> Iterator[str]:
    """Yield what nobody has looked at yet, told of all topics at once."""
    subjects = [subject for topic in topics for subject in topic.subjects]
    empty = [s.name for s in subjects if not s.shape.members]
    bare = [
        s.name
        for s in subjects
        if s.shape.members
        and not any(
            m.field.personal or m.field.classification is not None for _, m in _members(s, types)
        )
    ]
    if bare:
        yield f"{undecided('how the fields are classified').capitalize()} of {', '.join(bare)}."
    if empty:
        told = undecided("what they say about whom").capitalize()
        yield f"{told}, as they have no fields: {', '.join(empty)}."


def _systems(operations: Operations) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for vendor in operations.landscape.vendors:
        sticky = vendor.sticky
        owner = operations.owners[sticky.owner].name
        adapter = operations.owners[sticky.adapter_owner].name
        ids = {None: undecided("whether to trust them"), True: "trusted", False: "not trusted"}
        found.append(
            (
                inline(sticky.text),
                inline(f"{owner}; our side: {adapter}"),
                inline(sticky.contract) or undecided("the contract"),
                inline(sticky.authentication) or undecided("how"),
                ids[sticky.id_trusted],
            )
        )
    return found
