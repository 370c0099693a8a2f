"""A board without what must not leave the room: people, personal data, notes, owners."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import count
from typing import Any, Literal, get_args

from stormdesk.exchange.ids import Repeats
from stormdesk.exchange.relinking import relinked
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.naming import derived_id
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record, Value, kebab
from stormdesk.model.session import Check, Kpi, Session, Term, Vote
from stormdesk.model.sticky import Sticky

Redaction = Literal["people", "personal", "notes", "owners"]
REDACTIONS: tuple[Redaction, ...] = get_args(Redaction)

_PERSONS = ("on-call", "escalation")
_OWNERS = ("owner", "adapter-owner", "operated-by", "team")
_Fields = dict[str, Any]


def redacted(board: Board, what: Collection[Redaction]) -> Board:
    """Return the board without these, with new ids that hold only texts that are left.

    ``people``: participants, authors, voters and who confirmed something; ``personal``: examples
    and defaults of personal or restricted fields; ``notes``: notes and answers; ``owners``: owners
    and teams. Texts on stickies stay as they are. Keys that stormdesk does not know are dropped,
    because nobody can tell what they hold.
    """
    if not what:
        return board
    gone = {
        record.id
        for record_type, kind in ((Participant, "people"), (Team, "owners"))
        if kind in what
        for record in board.of_type(record_type).values()
    }
    names = _people(board) if "people" in what else frozenset[str]()
    cuts = [_CUTS[kind] for kind in REDACTIONS if kind in what]
    kept: list[Record] = []
    for record in _sorted(board.records.values()):
        left = _without_all(record, gone)
        if left is None or left.id in gone:
            continue
        fields = _known_fields(left)
        for cut in cuts:
            cut(left, fields)
        for part in (fields, *fields.get("service-levels", ())):
            for key in (*_OWNERS, *_PERSONS):
                if part.get(key) in names:
                    del part[key]
        kept.append(type(left).model_validate(fields))
    return sound_board(_renamed(kept))


def _without_all(record: Record, gone: Iterable[str]) -> Record | None:
    left: Record | None = record
    for record_id in gone:
        if left is not None and record_id in left.references():
            left = left.without(record_id)
    return left


def _people(board: Board) -> frozenset[str]:
    names = {each.name for each in board.of_type(Participant).values()}
    names |= {s.author for s in board.stickies.values() if s.author is not None}
    names |= {vote.by for vote in board.of_type(Vote).values() if vote.by is not None}
    for session in board.of_type(Session).values():
        names.update(session.participants)
        names.update(turn.by for turn in session.turns if turn.by is not None)
    return frozenset(names)


def _known_fields(value: Any) -> Any:
    """Return what was set of a record as plain values, without keys that no model knows."""
    if isinstance(value, Value):
        known = type(value).model_fields
        return {
            known[name].alias or kebab(name): _known_fields(getattr(value, name))
            for name in known
            if name in value.model_fields_set
        }
    if isinstance(value, tuple):
        return [_known_fields(each) for each in value]
    if isinstance(value, dict):
        return {key: _known_fields(each) for key, each in value.items()}
    return value


def _cut_people(record: Record, fields: _Fields) -> None:
    if isinstance(record, Vote) and record.by is not None:
        fields["by"] = "somebody"
    if isinstance(record, Sticky):
        fields.pop("author", None)
    if isinstance(record, Session):
        fields.pop("participants", None)
        for turn in fields.get("turns", ()):
            turn.pop("by", None)
    if isinstance(record, Check):
        fields.pop("confirmed-by", None)
    for level in fields.get("service-levels", ()):
        level.pop("confirmed-by", None)


def _cut_personal(record: Record, fields: _Fields) -> None:
    shapes = [fields] if isinstance(record, NamedType) else []
    message: _Fields = fields.get("message") or {}
    shapes.append(message)
    for version in message.get("published", ()):
        shapes += [version, *version.get("types", ())]
    for shape in shapes:
        for field in shape.get("fields", ()):
            if field.get("personal") or field.get("classification") == "restricted":
                field.pop("example", None)
                field.pop("default", None)


def _cut_notes(record: Record, fields: _Fields) -> None:
    if isinstance(record, Sticky | Session):
        fields.pop("notes", None)
        fields.pop("answer", None)


def _cut_owners(record: Record, fields: _Fields) -> None:
    for part in (fields, *fields.get("service-levels", ())):
        for owner in _OWNERS:
            part.pop(owner, None)


_CUTS: Mapping[Redaction, Callable[[Record, _Fields], None]] = {
    "people": _cut_people,
    "personal": _cut_personal,
    "notes": _cut_notes,
    "owners": _cut_owners,
}


def _renamed(records: Iterable[Record]) -> list[Record]:
    """Return the records under new ids; what another board called a sticky is dropped too."""
    records = list(records)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    repeats = Repeats()
    for record in records:
        if not isinstance(record, Flow | Relation):
            ids[record.id] = _new_id(record, taken, repeats)
            taken.add(ids[record.id])
    for record in records:
        if isinstance(record, Flow):
            plain = Flow.derived_id(ids[record.source], ids[record.target])
            ids[record.id] = repeats.next(plain)
        elif isinstance(record, Relation):
            plain = Relation.derived_id(ids[record.upstream], ids[record.downstream])
            ids[record.id] = repeats.next(plain)
    return [_relinked(record, ids) for record in records]


def _new_id(record: Record, taken: set[str], repeats: Repeats) -> str:
    match record:
        case Sticky():
            return derived_id(record.text, record.kind.value, taken)
        case Context() | Team():
            return derived_id(record.name, record.type_name, taken)
        case Profile():
            return derived_id(record.title, "board", taken)
        case NamedType() | Participant() | Kpi():
            return repeats.next(record.derived_id(record.name))
        case Term():
            return repeats.next(record.derived_id(record.term))
        case _:
            numbered = (f"{record.type_name}-{number}" for number in count(1))
            return next(each for each in numbered if each not in taken)


def _relinked(record: Record, ids: Mapping[str, str]) -> Record:
    fields = relinked(_known_fields(record), ids)
    fields.pop("derived-from", None)
    for turn in fields.get("turns", ()):
        # Where a walk stands is of no use to others, and names a sticky by its old id.
        turn.pop("at", None)
    return type(record).model_validate(fields)


def _sorted(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (record.type_name, record.order, record.id))
