"""Presets: what is chosen about an export, under a name that window and command line know."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from stormdesk.document.file import load
from stormdesk.exchange.format import Format, Options
from stormdesk.exchange.redaction import Redaction
from stormdesk.model.problem import BadInput, explain, nearest, quoted

SUFFIX = ".preset.json"
_BUILT_IN = "preset"
"""The option of a format whose values are the presets that come with it."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class Choice(BaseModel):
    """What is chosen about one export: options other than the usual ones, and what is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    options: dict[str, Any] = Field(default_factory=dict, max_length=200)
    leave_out: tuple[Redaction, ...] = ()


class Preset(Choice):
    """A choice that has a name among those of its format."""

    name: Name
    format: Name


def choice_of(options: Options, leave_out: Iterable[Redaction]) -> Choice:
    """Return what was chosen, as it is kept."""
    kept = options.model_dump(mode="json", exclude_defaults=True)
    return Choice(options=kept, leave_out=tuple(leave_out))


def named(choice: Choice, name: str, form: Format) -> Preset:
    """Return a choice under a name; raises BadInput where that can be none."""
    told = {"name": name, "format": form.name, **choice.model_dump()}
    try:
        return Preset.model_validate(told)
    except ValidationError as error:
        raise BadInput(quoted(name), f"cannot be the name of a preset: {explain(error)}") from error


def chosen_options(form: Format, choice: Choice, name: str) -> Options:
    """Return the options of a format that a choice is about.

    Raises BadInput, under the ``name`` of the choice, where the format does not take them.
    """
    try:
        return form.options.model_validate(choice.options)
    except ValidationError as error:
        why = f"its option {explain(error)}; save it anew in the window's export dialog"
        raise BadInput(f"preset {quoted(name)}", why) from error


def built_in(form: Format) -> tuple[Preset, ...]:
    """Return the presets that come with a format: the values of its option ``preset``."""
    field = form.options.model_fields.get(_BUILT_IN)
    kind = field.annotation if field is not None else None
    names: tuple[str, ...] = get_args(kind) if get_origin(kind) is Literal else ()
    usual = field.default if field is not None else None
    chosen = [(name, {} if name == usual else {_BUILT_IN: name}) for name in names]
    return tuple(Preset(name=n, format=form.name, options=options) for n, options in chosen)


def presets_of(form: Format, own: Iterable[Preset]) -> tuple[Preset, ...]:
    """Return the presets of a format: those that come with it, then one's own."""
    mine = [each for each in own if each.format == form.name]
    there = {each.name for each in mine}
    return (*(each for each in built_in(form) if each.name not in there), *mine)


def preset_at(form: Format, told: str, settings: Path) -> Preset:
    """Return the preset of a format that is named, or that a file holds where a file is named.

    ``settings`` is the file of the window's settings, which holds one's own. Raises BadInput where
    there is none, or the format does not take what it says.
    """
    if told.endswith(SUFFIX) or "/" in told or "\\" in told:
        found = read_preset(Path(told))
        if found.format != form.name:
            raise BadInput(told, f"is a preset of {found.format}, not of {form.name}")
        chosen_options(form, found, told)
        return found
    known = {each.name: each for each in presets_of(form, own_presets(settings))}
    if told not in known:
        if not known:
            why = "there is none yet; make one in the window's export dialog"
        else:
            why = f"known are {', '.join(known)}{nearest(told, known)}"
        raise BadInput("--preset", f"{quoted(told)} is no preset of {form.name}; {why}")
    chosen_options(form, known[told], told)
    return known[told]


def own_presets(settings: Path) -> tuple[Preset, ...]:
    """Return the presets that the window's settings hold; nothing where they cannot be read."""
    try:
        found: Any = json.loads(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    return sound_presets(found.get("presets") if isinstance(found, dict) else ())


def sound_presets(found: Any) -> tuple[Preset, ...]:
    """Return those of some presets that are sound, the last of each name."""
    kept: dict[tuple[str, str], Preset] = {}
    some: Iterable[Any] = found if isinstance(found, list | tuple) else ()
    for each in some:
        try:
            preset = Preset.model_validate(each)
        except ValidationError:
            continue
        kept[preset.format, preset.name] = preset
    return tuple(kept.values())


def read_preset(path: Path) -> Preset:
    """Return the preset that a file holds; raises BadInput."""
    try:
        return Preset.model_validate(json.loads(load(path)))
    except ValidationError as error:
        raise BadInput(str(path), f"is no preset: {explain(error)}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(str(path), "is no preset; the export dialog writes such files") from error


def written_preset(preset: Preset) -> bytes:
    """Return the file of a preset, for somebody else."""
    told: dict[str, Any] = {"format": preset.format, "name": preset.name, "options": preset.options}
    if preset.leave_out:
        told["leave_out"] = list(preset.leave_out)
    return json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n"
