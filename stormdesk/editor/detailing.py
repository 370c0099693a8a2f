"""Reading and changing what lies inside a record, by the path that leads there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

from stormdesk.model.record import Value

V = TypeVar("V", bound=Value)
_NOTHING = ("", (), {})
Path = tuple[str | int, ...]
"""Names of fields, places in lists and keys of maps: ``("handling", "retry", "attempts")``."""


def detail_of(whole: Any, path: Path) -> Any:
    """Return what is at the end of a path; the default where a part on the way is not there."""
    for step in path:
        if isinstance(whole, Value):
            if step not in type(whole).model_fields:
                raise AttributeError(f"{type(whole).__name__} has no field {step}")
            whole = getattr(whole, str(step))
        elif isinstance(whole, tuple):
            items = cast("tuple[Any, ...]", whole)
            whole = items[step] if isinstance(step, int) and step < len(items) else None
        elif isinstance(whole, Mapping):
            whole = cast("Mapping[Any, Any]", whole).get(step)
        else:
            return None
    return whole


def detailed(whole: V, path: Path, value: Any) -> V:
    """Return a copy with another value at the end of a path.

    Parts on the way that are not there are made, and an optional one of which nothing is left is
    taken away again. An emptied value is as if never set. Raises pydantic.ValidationError.
    """
    name, rest = str(path[0]), path[1:]
    field = type(whole).model_fields[name]
    if rest:
        value = _inside(getattr(whole, name), _model_in(field.annotation), rest, value)
        if isinstance(value, Value) and not value.model_fields_set and not value.model_extra:
            value = field.get_default(call_default_factory=True)
    elif value in _NOTHING:
        value = "" if field.is_required() else field.get_default(call_default_factory=True)
    return whole.revised(**{name: value})


def with_item(whole: V, path: Path, item: Any) -> V:
    """Return a copy with one more item at the end of a list."""
    return detailed(whole, path, (*(detail_of(whole, path) or ()), item))


def without_item(whole: V, path: Path, index: int) -> V:
    """Return a copy without one item of a list."""
    items = list(detail_of(whole, path))
    del items[index]
    return detailed(whole, path, tuple(items))


def _inside(inner: Any, model: type[Value] | None, path: Path, value: Any) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(inner, tuple):
        items = list(cast("tuple[Any, ...]", inner))
        index = int(step)
        items[index] = detailed(items[index], rest, value) if rest else value
        return tuple(items)
    if isinstance(inner, Mapping):
        entries = dict(cast("Mapping[Any, Any]", inner))
        entries[step] = detailed(entries[step], rest, value) if rest else value
        return {key: entry for key, entry in entries.items() if entry not in _NOTHING}
    if inner is None:
        if model is None:
            raise AttributeError(f"nothing lies behind {step}")
        inner = model()
    return detailed(inner, path, value)


def _model_in(annotation: Any) -> type[Value] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Value) else None
    return next((m for each in get_args(annotation) if (m := _model_in(each))), None)
