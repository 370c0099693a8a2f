"""The frozen record that everything on a board is made of."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_ONE_LINE = r"^[^\x00-\x1f\x7f\u2028\u2029]*$"

Id = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=_ONE_LINE)]
"""The permanent name of a record, unique over the whole board."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=_ONE_LINE)]
"""A short text of one line."""

Text = Annotated[str, StringConstraints(max_length=10_000, pattern=_NO_CONTROLS)]
"""What stands on a sticky: any characters but control characters."""

Prose = Annotated[str, StringConstraints(max_length=100_000, pattern=_NO_CONTROLS)]
"""A longer text behind a sticky."""

FileName = Annotated[
    str,
    StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f/\\:.][^\x00-\x1f\x7f/\\:]*$"),
]
"""A plain file name beside the board, never a path that leaves its folder."""

Coordinate = Annotated[float, Field(ge=-10_000_000, le=10_000_000)]
"""Board units; the side of an event is 160."""

_LEAP_YEAR = r"([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)"
Date = Annotated[
    str,
    StringConstraints(
        pattern=r"^([1-9][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
        r"|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
        rf"|{_LEAP_YEAR}-02-29)$"
    ),
]
"""A calendar day as YYYY-MM-DD."""

_N = r"[0-9]{1,6}"
# Written out so that something follows P and T: the pattern language knows no looking ahead.
_DAYS = rf"({_N}Y({_N}M)?({_N}W)?({_N}D)?|{_N}M({_N}W)?({_N}D)?|{_N}W({_N}D)?|{_N}D)"
_HOURS = rf"T({_N}H({_N}M)?({_N}S)?|{_N}M({_N}S)?|{_N}S)"

Duration = Annotated[
    str,
    StringConstraints(
        pattern=rf"^([0-9]{{1,9}}(\.[0-9]{{1,6}})?(ms|s|m|h|d|w)|P({_DAYS}({_HOURS})?|{_HOURS}))$"
    ),
]
"""A time span in its own spelling: ``500ms``, ``5m``, ``28d`` or ISO 8601 such as ``P7D``."""


def kebab(name: str) -> str:
    """Spell a field as the file formats do: ``derived_from`` becomes ``derived-from``."""
    return name.replace("_", "-")


class Value(BaseModel):
    """A frozen part of a record; it has no identity of its own."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        alias_generator=kebab,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
    )

    def revised(self, **changes: Any) -> Self:
        """Return a validated copy; what is set back to its default counts as never set.

        Raises pydantic.ValidationError for a wrong value and AttributeError for a wrong name.
        """
        fields = type(self).model_fields
        values = {name: getattr(self, name) for name in self.model_fields_set}
        for name, value in changes.items():
            field = fields.get(name)
            if field is None:
                raise AttributeError(f"{type(self).__name__} has no field {name}")
            if field.is_required() or value != field.get_default(call_default_factory=True):
                values[name] = value
            else:
                values.pop(name, None)
        return type(self).model_validate({**(self.model_extra or {}), **values})

    def written(self) -> dict[str, Any]:
        """Return what was set, under the names and in the spelling of the file formats."""
        return self.model_dump(mode="json", exclude_unset=True)


class Record(Value):
    """A frozen thing with an id that the board holds and a change can replace."""

    type_name: ClassVar[str]

    id: Id = Field(description="Permanent name of the record, unique over the whole board.")
    order: int = Field(
        default=0,
        ge=-(2**53),
        le=2**53,
        description="Place among its like: lanes top to bottom, stickies back to front.",
    )

    def references(self) -> tuple[str, ...]:
        """Return the ids of the records without which this one is not what it says."""
        return ()

    def refers_like(self, other: Record) -> bool:
        """Tell whether another record refers to the same ones in the same way."""
        return self.references() == other.references()

    def without(self, record_id: str) -> Self | None:
        """Return what is left of this record once the one it refers to is gone."""
        return self


def remaining(ids: tuple[str, ...], gone: str) -> tuple[str, ...]:
    """Return the ids without the one that is gone."""
    return tuple(each for each in ids if each != gone)
