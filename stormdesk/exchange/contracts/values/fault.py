"""Whether what is said of a field fits its type, asked before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.contracts.shape import Member, misplaced, shared_types
from stormdesk.exchange.contracts.values.literal import value_of
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Field, NamedType
from stormdesk.model.problem import BadInput


def fault_of(field: Field, shared: Iterable[NamedType]) -> str:
    """Say what does not fit the type of a field: bounds, pattern, default or example; or nothing.

    A value of a shared type that is not sound or not there yet cannot be judged.
    """
    member = Member(field, parse_type(field.type), field.tag or 1)
    wrong = misplaced(member)
    if wrong:
        return wrong
    try:
        types = shared_types(shared)
    except BadInput:
        types = {}
    if any(name not in types for name in named_types(member.type)):
        return ""
    for what, text in (("default", field.default), ("example", field.example)):
        try:
            if text is not None:
                value_of(text, member, types)
        except ValueError as error:
            return f"{what} {error}"
    return ""
