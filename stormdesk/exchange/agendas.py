"""The agendas that can be chosen: those that come with the program, and those of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from stormdesk.exchange.agenda import Agenda, AgendaPhase, Enough, Question, Voting
from stormdesk.exchange.yaml_events import Source
from stormdesk.model.problem import BadInput, explain, nearest, quoted, told_by_system
from stormdesk.model.session import Rhythm
from stormdesk.resources import resource

FIRST = ("big-picture", "process", "software-design")
"""Agendas by level come first, all others by their titles."""

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Agendas:
    """What was found, and one line for each file that could not be taken."""

    found: tuple[Agenda, ...]
    refused: tuple[BadInput, ...] = ()

    def named(self, agenda_id: str | None) -> Agenda | None:
        """Return the agenda of an id."""
        return next((each for each in self.found if each.id == agenda_id), None)


def all_agendas(own: Path | None = None, language: str = "en") -> Agendas:
    """Return one agenda an id: one's own before the shipped, in the language where it is there.

    A language that has no text of an agenda gets the English one.
    """
    found: dict[str, Agenda] = {}
    refused: list[BadInput] = []
    for folder in (resource("agendas"), own):
        here: dict[str, Agenda] = {}
        for path in sorted(folder.glob("*.yaml")) if folder is not None else ():
            try:
                agenda = read_agenda(path)
            except BadInput as error:
                refused.append(error)
                continue
            before = here.get(agenda.id)
            if before is None or _nearness(agenda, language) > _nearness(before, language):
                here[agenda.id] = agenda
        found |= here
    return Agendas(tuple(sorted(found.values(), key=_place)), tuple(refused))


def own_file(folder: Path, agenda_id: str) -> Path | None:
    """Return the file that holds one's own agenda of an id."""
    for path in sorted(folder.glob("*.yaml")):
        try:
            if read_agenda(path).id == agenda_id:
                return path
        except BadInput:
            continue
    return None


def read_agenda(path: Path) -> Agenda:
    """Read one agenda.

    Raises BadInput that names file, line and key.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(path.name, f"is larger than {_MOST_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(path.name, told_by_system(error)) from None
    return agenda_of(data, path.name)


def agenda_of(data: bytes, where: str) -> Agenda:
    """Return the agenda that a YAML text holds; raises BadInput."""
    source = Source(data, where)
    told = source.loaded()
    if not isinstance(told, dict):
        raise BadInput(where, "is no agenda: expected keys such as id, title, for and phases")
    try:
        return Agenda.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        way = [part for part in first["loc"] if not str(part).startswith("function-")]
        if first["type"] == "extra_forbidden":
            key, known = str(way[-1]), _keys(way)
            source.refuse(way, f"key {quoted(key)} is not known{nearest(key, known)}")
        source.refuse(_found(told, way), explain(error))


def _nearness(agenda: Agenda, language: str) -> int:
    return 2 if agenda.language == language else 1 if agenda.language == "en" else 0


def _place(agenda: Agenda) -> tuple[int, str]:
    return (FIRST.index(agenda.id) if agenda.id in FIRST else len(FIRST), agenda.title.casefold())


def _keys(way: list[str | int]) -> Iterable[str]:
    """Return the keys that are known where an unknown one stands."""
    parts: dict[str, type[BaseModel]] = {
        "phases": AgendaPhase,
        "questions": Question,
        "enough": Enough,
        "vote": Voting,
        "rhythm": Rhythm,
    }
    names = [str(part) for part in way[:-1] if not isinstance(part, int)]
    model = parts[names[-1]] if names else Agenda
    return [field.alias or name for name, field in model.model_fields.items()]


def _found(told: Any, way: list[str | int]) -> list[str | int]:
    """Return the part of a way that the text itself holds."""
    there: list[str | int] = []
    for part in way:
        if isinstance(told, dict) and part in told:
            told = cast("dict[str | int, Any]", told)[part]
        elif isinstance(told, list) and isinstance(part, int):
            told = cast("list[Any]", told)[part]
        else:
            break
        there.append(part)
    return there
