"""Any valid board, for tests that hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.exchange.yaml_sections import slots
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

TRICKY = (
    "Order placed", "on", "No", "y", "null", "~", "1e3", "0o14", "12:30:00", "1.10", "- a", "# x",
    "a: b", "a #b", "{a}", "[a]", "&a", "*a", "!a", "%a", "@a", "`a", "'", '"', "\\", "=", "<<",
    "?", "|", ">", "caf\u00e9", "\U0001f389 done", "a\u0085b", "a\u2028b", "\ufeffa", "\u202eabc",
    "line one\nline two", "ends\n", "two\n\n", " lead", "trail ", "a\n  \nb", "\n", "a\tb", "a\rb",
    "2026-11-23", "0x1F", "1_000", ".inf", "NaN", "\u6ce8\u6587", "-> a", "e: a", "E: a", "x @b",
    "a\\",
)  # fmt: skip
TYPES = ("string", "int32", "decimal(12,2)", "list<uuid>", "map<string>", "list<Line>")

texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
)
one_line = texts.filter(lambda t: t and all(c >= " " and c not in "\x7f\u2028\u2029" for c in t))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
extras = st.dictionaries(texts.map(lambda t: f"x-{t}"), json_values, max_size=1)


def of_schema(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return what pydantic's own JSON Schema of a field admits."""
    if "$ref" in schema:
        return of_schema(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
    if "anyOf" in schema:
        return st.one_of([of_schema(each, defs) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    match schema.get("type"):
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            numbers = st.integers(schema.get("minimum", -9), min(schema.get("maximum", 99), 2**40))
            kept = schema.get("not", {"minimum": 1, "maximum": 0})
            return numbers.filter(lambda n: not kept["minimum"] <= n <= kept["maximum"])
        case "number":
            low = schema.get("minimum", schema.get("exclusiveMinimum", -99.0) + 0.5)
            return st.floats(low, schema.get("maximum", 99.5), allow_nan=False)
        case "array":
            return st.lists(of_schema(schema["items"], defs), max_size=2)
        case "object":
            return of_object(schema, defs)
        case _:
            return of_text(schema)


def of_text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    pattern = schema.get("pattern", "")
    if "\\u2028" in pattern:
        return one_line
    if pattern.startswith("^[0-9]{4}-"):
        return st.dates().map(str)
    if pattern.startswith(r"^[^\W"):
        return st.sampled_from(["Line", "Ärger", "No", "Null_1"])
    if not pattern or pattern.startswith("^[^\\x00-\\x08"):
        return texts
    most = schema.get("maxLength", 400)
    return st.from_regex(pattern, fullmatch=True).filter(
        lambda t: t.isprintable() and 0 < len(t) <= most
    )


def of_object(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if "properties" not in schema:
        names = schema.get("propertyNames", {})
        keys = of_schema(names, defs) if "$ref" in names else one_line
        # Pydantic spells a constraint on keys as a pattern of properties.
        patterns = schema.get("patternProperties")
        values = next(iter(patterns.values())) if patterns else schema["additionalProperties"]
        return st.dictionaries(keys, of_schema(values, defs), max_size=2)
    required = set(schema.get("required", ()))
    slots = {
        key: st.sampled_from(TYPES) if key == "type" else of_schema(each, defs)
        for key, each in schema["properties"].items()
    }
    given = st.fixed_dictionaries(
        {key: slots[key] for key in slots if key in required},
        optional={key: slots[key] for key in slots if key not in required},
    )
    return st.builds(lambda a, b: {**a, **b}, given, extras)


def values_of(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    schema = model.model_json_schema(by_alias=True)
    return of_object(schema, schema.get("$defs", {}))


VALUES = {name: values_of(record_type) for name, record_type in RECORD_TYPES.items()}
REFERENCES = {
    Sticky: {"context": Context, "pinned-to": Sticky, "again": Sticky, "compensates": Sticky},
    Flow: {"from": Sticky, "to": Sticky},
    Relation: {"upstream": Context, "downstream": Context},
}
ANYWHERE = {
    "area": "stickies", "decision": "about", "next-step": "about", "suppressed": "records",
    "vote": "sticky", "kpi": "event", "term": "context",
}  # fmt: skip


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Return a board with some records of every type."""
    ids: dict[type[Record], list[str]] = {}
    drawn: list[tuple[type[Record], dict[str, Any]]] = []
    taken: set[str] = set()
    for name, record_type in RECORD_TYPES.items():
        count = 1 if record_type is Profile else draw(st.integers(0, 2))
        for values in draw(st.lists(VALUES[name], min_size=count, max_size=count)):
            while values["id"] in taken:
                values["id"] = f"{len(taken)}{values['id'][:390]}"
            if draw(st.booleans()):
                values.pop("order", None)
            taken.add(values["id"])
            ids.setdefault(record_type, []).append(values["id"])
            drawn.append((record_type, values))
    records = [
        record_type.model_validate(referring)
        for record_type, values in drawn
        if (referring := _rewired(draw, record_type, values, ids)) is not None
    ]
    names = [r.name for r in records if isinstance(r, NamedType)]
    return sound_board(
        r.revised(fields=()) if isinstance(r, NamedType) and names else r for r in records
    )


def _rewired(
    draw: st.DrawFn,
    record_type: type[Record],
    values: dict[str, Any],
    ids: dict[type[Record], list[str]],
) -> dict[str, Any] | None:
    wanted = dict(REFERENCES.get(record_type, {}))
    anywhere = ANYWHERE.get(record_type.type_name)
    if anywhere is not None:
        wanted[anywhere] = Context if anywhere == "context" else Sticky
    for key, target in wanted.items():
        known = [i for i in ids.get(target, []) if i < values["id"] or target is not record_type]
        if isinstance(values.get(key), list):
            values[key] = draw(st.lists(st.sampled_from(known), max_size=2)) if known else []
        elif key in values and known:
            values[key] = draw(st.sampled_from(known))
        elif slots(record_type)[key].is_required:
            return None
        else:
            values.pop(key, None)
    return values
