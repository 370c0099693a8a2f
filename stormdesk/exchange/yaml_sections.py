"""How a board's records stand in a YAML model: its sections, and the keys of each record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.record import Record, Value, kebab
from stormdesk.model.session import (
    Check,
    Decision,
    Kpi,
    NamedVersion,
    Photo,
    Place,
    Session,
    Step,
    Suppressed,
    Term,
    Vote,
)
from stormdesk.model.sticky import Sticky

FORMAT, VERSION = "stormdesk", 1
EXTRA = "x-"
"""Keys that begin so are kept wherever they stand."""


@dataclass(frozen=True, slots=True)
class Section:
    """One list of records; ``named`` says whether people name them by id.

    A missing id is derived from ``pattern``, filled in with what the record says.
    """

    key: str
    record_type: type[Record]
    pattern: str
    named: bool = False

    def identity(self, record: Mapping[str, Any]) -> str:
        """Return the text that a record's id derives from."""
        return self.pattern.format_map(defaultdict(str, record))


SECTIONS = (
    Section("teams", Team, "{name}", named=True),
    Section("participants", Participant, "participant:{name}"),
    Section("contexts", Context, "{name}", named=True),
    Section("areas", Area, "{name}", named=True),
    Section("relations", Relation, "relation:{upstream}>{downstream}"),
    Section("types", NamedType, "type:{name}"),
    Section("stickies", Sticky, "{text}", named=True),
    Section("flows", Flow, "flow:{from}>{to}"),
    Section("kpis", Kpi, "kpi:{name}"),
    Section("decisions", Decision, "{text}", named=True),
    Section("next-steps", Step, "{text}", named=True),
    Section("glossary", Term, "term:{term}"),
    Section("suppressed", Suppressed, "suppressed:{rule}"),
    Section("checks", Check, "check:{item}"),
    Section("votes", Vote, "vote:{sticky}>{by}"),
    Section("sessions", Session, "session:{date}"),
    Section("versions", NamedVersion, "version:{name}"),
    Section("places", Place, "place:{name}"),
    Section("photos", Photo, "photo:{file}"),
)
TOP_KEYS = ("format", "board", *(section.key for section in SECTIONS), "layout")


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand under one key: ``model`` where values have keys of their own.

    ``is_map`` says that the keys in between are free, such as the names of environments.
    """

    is_required: bool
    model: type[Value] | None
    is_map: bool


@cache
def slots(model: type[Value]) -> Mapping[str, Slot]:
    """Return the keys of a model as files spell them, in the model's order."""
    return {
        field.alias or kebab(name): Slot(
            field.is_required(),
            _model_in(field.annotation),
            is_map=get_origin(field.annotation) is dict,
        )
        for name, field in model.model_fields.items()
        if not (model is Sticky and name in ("x", "y"))
    }


def _model_in(annotation: Any) -> type[Value] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Value) else None
    return next((m for each in get_args(annotation) if (m := _model_in(each))), None)
