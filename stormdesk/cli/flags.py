"""Flags of a command made from the options of a format, and options made from the flags."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from stormdesk.exchange.format import Options
from stormdesk.model.problem import BadInput, explain


def parameters(options: type[Options]) -> list[inspect.Parameter]:
    """Return one keyword parameter a field, as typer reads them; None means it was not given."""
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[_flag_type(field), _flag(name, field)],
        )
        for name, field in options.model_fields.items()
    ]


def options_of(
    options: type[Options],
    given: dict[str, Any],
    command: str,
    kept: Mapping[str, Any] = MappingProxyType({}),
) -> Options:
    """Return the options that flags gave; typer gives None or an empty list for absent ones.

    ``kept`` are the values, as JSON has them, of those that no flag gave.
    Raises BadInput that names the command and the flag.
    """
    values = dict(kept) | {
        name: _split(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value is not None and value != []
    }
    try:
        return options.model_validate(values)
    except ValidationError as error:
        raise BadInput(command, f"--{explain(error).replace('_', '-', 1)}") from error


def _split(values: list[Any]) -> list[str]:
    return [part.strip() for value in values for part in str(value).split(",")]


def _flag(name: str, field: FieldInfo) -> Any:
    spelled = name.replace("_", "-")
    is_switch = _flag_type(field) == bool | None
    default = field.default
    usual = ", ".join(map(str, default)) if isinstance(default, tuple) else default
    shown = f" [default: {usual}]" if usual != "" and isinstance(usual, str | int | float) else ""
    return typer.Option(
        f"--{spelled}/--no-{spelled}" if is_switch else f"--{spelled}",
        help=f"{field.description or ''}{shown}".strip(),
        metavar=None if is_switch else _metavar(field.annotation),
        show_default=False,
    )


def _flag_type(field: FieldInfo) -> Any:
    plain = _without_none(field.annotation)
    if plain is bool:
        return bool | None
    if get_origin(plain) in (tuple, list, set, frozenset):
        return list[str] | None
    return str | None


def _metavar(annotation: Any) -> str:
    plain = _without_none(annotation)
    if get_origin(plain) is Literal:
        return "|".join(str(each) for each in get_args(plain))
    if get_origin(plain) in (tuple, list, set, frozenset):
        return f"{_metavar(get_args(plain)[0])},…"
    return {int: "NUMBER", float: "NUMBER"}.get(plain, "TEXT")


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        left = [each for each in get_args(annotation) if each is not type(None)]
        return left[0] if len(left) == 1 else str
    return annotation
