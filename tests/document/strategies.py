"""Boards and changes of boards for the laws of the document room."""

from __future__ import annotations

from hypothesis import strategies as st

from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Vote
from stormdesk.model.sticky import Kind, Sticky

_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
texts = st.text(_LETTERS, max_size=20)
names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    min_size=1,
    max_size=12,
)
numbers = st.floats(-90_000, 90_000, allow_nan=False)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
extras = st.dictionaries(names.map("x-{}".format), json_values, max_size=2)
fields = st.fixed_dictionaries(
    {"name": names, "type": st.sampled_from(["string", "list<uuid>", "decimal(9,2)"])},
    optional={"tag": st.integers(1, 99), "min": st.integers(-9, 9) | numbers, "doc": texts},
)


@st.composite
def stickies(draw: st.DrawFn, sticky_id: str, contexts: list[str], others: list[str]) -> Sticky:
    optional = {
        "at": numbers,
        "x": st.none() | numbers,
        "y": numbers,
        "notes": texts,
        "tags": st.lists(names, max_size=2),
        "pivotal": st.booleans(),
        "freshness": st.sampled_from(["5s", "P7D"]),
        "message": st.fixed_dictionaries(
            {}, optional={"fields": st.lists(fields, max_size=2), "x-m": json_values}
        ),
        "order": st.integers(0, 5),
    }
    if contexts:
        optional["context"] = st.sampled_from(contexts)
    if others:
        optional["pinned-to"] = st.sampled_from(others)
    told = draw(st.fixed_dictionaries({}, optional=optional))
    kind = draw(st.sampled_from(list(Kind)))
    return Sticky.model_validate(
        {"id": sticky_id, "kind": kind, "text": draw(texts), **told, **draw(extras)}
    )


@st.composite
def boards(draw: st.DrawFn) -> Board:
    records: list[Record] = [Profile(id="board", title=draw(names), **draw(extras))]
    contexts = [f"lane-{i}" for i in range(draw(st.integers(0, 2)))]
    records.extend(Context(id=each, name=draw(names)) for each in contexts)
    ids = [f"s{i}" for i in range(draw(st.integers(0, 4)))]
    for index, each in enumerate(ids):
        records.append(draw(stickies(each, contexts, ids[:index])))
    if ids:
        records.append(Flow.between(ids[0], ids[-1], order=draw(st.integers(0, 3))))
    if draw(st.booleans()):
        records.append(
            NamedType.model_validate({"id": "type:T", "name": "T", "fields": [draw(fields)]})
        )
    return Board.of(records)


@st.composite
def changes(draw: st.DrawFn, board: Board) -> Change:
    """Return a sound change: stickies put, revised, moved together, voted for or removed."""
    contexts = sorted(board.contexts)
    ids = sorted(board.stickies)
    how = draw(st.sampled_from(["put", "revise", "move", "vote", "title", "remove"]))
    if how == "move" and ids:
        placed = [s for s in board.stickies.values() if s.x is not None and s.y is not None]
        dx, dy = draw(numbers), draw(numbers)
        pairs = [(s, s.placed(x=(s.x or 0) + dx, y=(s.y or 0) + dy)) for s in placed]
    elif how == "title":
        profile = board.profile
        pairs = [(profile, profile.revised(title=draw(names), scope=draw(texts)))]
    elif how == "vote" and ids:
        vote = Vote(
            id=f"vote-{draw(st.integers(0, 3))}", sticky=draw(st.sampled_from(ids)), by="Ann"
        )
        pairs = [(board.records.get(vote.id), vote)]
    elif how == "remove" and (free := [i for i in ids if not board.referrers(i, Record)]):
        pairs = [(board.records[draw(st.sampled_from(free))], None)]
    elif how == "revise" and ids:
        old = board.stickies[draw(st.sampled_from(ids))]
        pairs = [(old, draw(stickies(old.id, contexts, [])))]
    else:
        sticky = draw(stickies(f"n{draw(st.integers(0, 3))}", contexts, []))
        pairs = [(board.records.get(sticky.id), sticky)]
    return Change({(b or a).id: (b, a) for b, a in pairs if b is not a})  # type: ignore[union-attr]  # one of them is there
