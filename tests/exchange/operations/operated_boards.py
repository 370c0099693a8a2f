"""Boards that say much about operation, sense or not: the strategy of the laws of its exports."""

from typing import Any, get_args

from document.strategies import names, texts
from hypothesis import strategies as st

from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.people import Team
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.service import Indicator
from stormdesk.model.sticky import Sticky

_DURATIONS = ["0s", "1ms", "90s", "5m", "1h", "30d", "P7D", "1d", "400d", "P1Y", "33m"]
_SHARES = ["0%", "100%", "99.9%", "50%", "0.01%", "99.999999%", "0.000001 %"]
_THRESHOLDS = ["0", "1", "1000", "999999999999", "0ms", "0.5ms", "5s", "1.5h", "999999999d", "5%"]
_HOURS = [
    *("24/7", "Mo-Fr 08:00-18:00", "Fr 22:00-02:00", "Sa", "08:00-08:01", "99:99-00:00"),
    *("Mo-Fr 08:00-18:00 Europe/Berlin", "Su 23:00-24:00 -11:30", "soon"),
]
_NASTY = [
    *("{{ $labels.x }}", "${env:HOME}", "$datasource [[x]]", "# >>> hand-written: a", "a|b\\"),
    *("`code`", '" or 1 #', "*/ -->", "%s {0} {title}", "<!-- >>> hand-written: a -->"),
]
_MODES = [
    *("duplicate", "out-of-order", "schema-mismatch", "backpressure", "missing-audit"),
    *("retry-storm", "visibility-gap", "other"),
]
_durations = st.sampled_from(_DURATIONS)
_names = names | st.sampled_from(_NASTY)
_texts = texts | st.sampled_from(_NASTY)
_rates = st.sampled_from(["0/s", "1/d", "0.5/h", "4/s", "100000/s"])
_handlings = st.fixed_dictionaries(
    {},
    optional={
        "group": _names | st.just("g"),
        "service_time": _durations,
        "parallelism": st.sampled_from([1, 3, 10**6]),
        "dead_letter": st.booleans(),
        "retry": st.fixed_dictionaries({"attempts": st.integers(1, 5)}),
    },
)
_messages = st.fixed_dictionaries(
    {},
    optional={
        "audience": st.sampled_from(["domain", "integration"]),
        "retention": _durations,
        "payload_size": st.sampled_from(["0B", "2kB", "10MB"]),
        "audit": st.booleans(),
        "rate": st.fixed_dictionaries({}, optional={"steady": _rates, "peak": _rates}),
        "expected_every": _durations,
        "hours": st.sampled_from(_HOURS) | _names,
        "topic": st.sampled_from(["a.b", "shared"]),
    },
)


def _levels(ids: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.sampled_from(ids)
    return st.fixed_dictionaries(
        {"indicator": st.sampled_from(get_args(Indicator))},
        optional={
            "objective": st.sampled_from(_SHARES),
            "threshold": st.sampled_from(_THRESHOLDS),
            "window": _durations,
            "within": _durations,
            "owner": _names | st.just("t0"),
            "operated_by": _names | st.just("t0"),
            "criticality": st.sampled_from(["page", "ticket"]),
            "min_count": st.sampled_from([0, 1, 10, 10**9]),
            "confirmed_by": _names,
            "assumed": st.booleans(),
            "consumer": some,
            "from": some,
            "to": some,
        },
    )


@st.composite
def operated_boards(draw: st.DrawFn) -> Board:
    """Draw a sound board with some levels, failure modes, rates and consumers."""
    records: list[Record] = [Profile(id="board", title=draw(_names))]
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["domain", "sre"]))
        records.append(Team.model_validate({"id": "t0", "name": draw(_names), "kind": kind}))
    places = st.fixed_dictionaries(
        {"name": _names},
        optional={
            "owner": _names | st.just("t0"),
            "broker": st.sampled_from(["kafka", "managed-queue", "none"]),
        },
    )
    lanes = ["c0", "c1"][: draw(st.integers(0, 2))]
    records += [Context.model_validate({"id": each, **draw(places)}) for each in lanes]
    ids = [f"s{n}" for n in range(draw(st.integers(1, 4)))]
    records += [draw(_stickies(each, ids, lanes)) for each in ids]
    pairs = [(a, b) for a in ids for b in ids if a != b and draw(st.booleans())]
    records += [Flow.between(a, b, order=n) for n, (a, b) in enumerate(pairs)]
    try:
        return sound_board(records)
    except BadInput:
        return Board.of([each for each in records if not isinstance(each, Flow)])


@st.composite
def _stickies(draw: st.DrawFn, sticky_id: str, ids: list[str], lanes: list[str]) -> Sticky:
    kind = "event" if sticky_id == ids[0] else draw(st.sampled_from(["event", "policy", "system"]))
    mode = st.fixed_dictionaries({"mode": st.sampled_from(_MODES)}, optional={"signal": _texts})
    optional: dict[str, st.SearchStrategy[Any]] = {
        "failure_modes": st.lists(mode, max_size=2, unique_by=lambda each: each["mode"]),
        "flag": _names,
        "notes": _texts,
        ("message" if kind == "event" else "handling"): (
            _messages if kind == "event" else _handlings
        ),
    }
    plain = {"id": sticky_id, "kind": kind, "text": draw(_texts), "order": ids.index(sticky_id)}
    if lanes and draw(st.booleans()):
        plain["context"] = draw(st.sampled_from(lanes))
    told = draw(st.fixed_dictionaries({}, optional=optional))
    levels = draw(st.lists(_levels(ids), max_size=3))
    try:
        return Sticky.model_validate({**plain, **told, "service_levels": levels})
    except ValueError:  # what contradicts itself is no board, and no concern of an export
        return Sticky.model_validate(plain)
