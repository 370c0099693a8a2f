"""The JSON Schema of the YAML model, so that an editor can complete and check it."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from stormdesk.exchange.yaml_sections import EXTRA, FORMAT, SECTIONS, VERSION
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

_REFERENCE = "#/$defs/"
_EXTRA = {f"^{EXTRA}": {}}
_SCALARS = ["string", "number", "boolean"]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a YAML model.

    Where text is expected the model takes any scalar in its spelling, and so does the schema.
    """
    models = [Profile, *(section.record_type for section in SECTIONS)]
    names, found = models_json_schema(
        [(model, "validation") for model in models],
        by_alias=True,
        ref_template=_REFERENCE + "{model}",
    )
    references = {model: names[model, "validation"] for model in models}
    definitions = {name: _strict(each) for name, each in found["$defs"].items()}
    for model in models:
        definition = _definition(definitions, references[model])
        definition["description"] = str(model.__doc__)
        # Readers derive the ids that nobody gave.
        definition["required"] = [key for key in definition["required"] if key != "id"]
    sticky = _definition(definitions, references[Sticky])["properties"]
    place = {name: sticky.pop(name) for name in ("x", "y")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:model:{VERSION}",
        "title": "stormdesk YAML model",
        "description": "An event-storming board: its meaning, apart from its geometry.",
        "type": "object",
        "properties": {
            "format": {"const": f"{FORMAT}/{VERSION}"},
            "board": references[Profile],
            **{
                section.key: {
                    "type": ["array", "null"],
                    "items": references[section.record_type],
                }
                for section in SECTIONS
            },
            "layout": {
                "type": ["object", "null"],
                "description": "Where stickies stand, in board units, by their ids.",
                "additionalProperties": {
                    "type": "object",
                    "properties": place,
                    "additionalProperties": False,
                    "patternProperties": _EXTRA,
                },
            },
        },
        "required": ["format", "board"],
        "additionalProperties": False,
        "patternProperties": _EXTRA,
        "$defs": definitions,
    }


def _definition(definitions: dict[str, Any], reference: dict[str, Any]) -> dict[str, Any]:
    return definitions[reference["$ref"].removeprefix(_REFERENCE)]


def _strict(given: Any) -> Any:
    """Return a part of pydantic's schema with closed objects and open texts."""
    if isinstance(given, list):
        return [_strict(each) for each in given]
    if not isinstance(given, dict):
        return given
    part = {
        key: _strict(each) for key, each in given.items() if key != "title" or not _is_label(each)
    }
    if part.get("additionalProperties") is True:
        part |= {"additionalProperties": False, "patternProperties": _EXTRA}
    if part.get("type") == "string" and "enum" not in part and "const" not in part:
        part["type"] = _SCALARS
    return part


def _is_label(value: Any) -> bool:
    # A property may be called title too; then a schema stands here and no text.
    return isinstance(value, str)
