r"""The configuration of Vector that finds out which event a line of a log is about.

Source: Vector, "Remap with VRL"; Vector Remap Language, "Literal expressions": in strings ``{{``
begins a template, which ``\{`` does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.telemetry.log_fields import ATTRIBUTES
from stormdesk.exchange.operations.telemetry.privacy import payload_of, private_keys
from stormdesk.exchange.yaml_text import comment, dump
from stormdesk.model.context import Context

_ABOUT = (
    "Lines of JSON get the id and type of the event that they are about as fields, and lose of its"
    " payload whatever the board does not show. A keyed hash is made of what the board masks by"
    " hash, if the environment has LOG_HASH_KEY; without it that is lost too. What fails is"
    " dropped: nothing unmasked passes."
)

_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "{": "\\{", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
)

_PROGRAM = """\
line, failed = parse_json(.message)
if failed == null && is_object(line) {
  del(.message)
  . = merge!(., line)
}

# An event that is logged whole has its attributes by their names in CloudEvents.
if exists(.specversion) {
@whole
}
@headers
whole = del(.data)
del(.data_base64)
if !exists(.payload) && whole != null { .payload = whole }

about = to_string(.event_type) ?? ""
if includes(@private, about) {
  del(.subject)
  del(.partitionkey)
  del(.ce_subject)
  del(.ce_partitionkey)
}

# How each field of each type of event is shown; what is not listed is left out.
shown = @shown

if exists(.payload) {
  rules = object(get!(shown, [about])) ?? {}
  given = object(.payload) ?? {}
  secret = get_env_var("LOG_HASH_KEY") ?? ""
  kept = {}
  for_each(given) -> |name, value| {
    how = get!(rules, [name])
    if how == "plain" {
      kept = set!(kept, [name], value)
    } else if how == "hash" && secret != "" {
      kept = set!(kept, [name], encode_base16(hmac(encode_json(value), secret)))
    }
  }
  .payload = kept
}
"""


def vector(operations: Operations) -> bytes:
    """Return the configuration as YAML."""
    runtimes = {context.runtime for context in operations.board.in_order(Context)}
    sources: dict[str, Any] = {}
    if "kubernetes" in runtimes:
        sources["pods"] = {"type": "kubernetes_logs"}
    if runtimes != {"kubernetes"}:
        # Wherever else services run, their lines are piped in.
        sources["lines"] = {"type": "stdin"}
    content = {
        "sources": sources,
        "transforms": {
            "events": {
                "type": "remap",
                "inputs": list(sources),
                "drop_on_error": True,
                "drop_on_abort": True,
                "source": program(operations).replace("$", "$$"),
            }
        },
        "sinks": {
            "console": {"type": "console", "inputs": ["events"], "encoding": {"codec": "json"}}
        },
    }
    return (comment(_ABOUT) + dump(content)).encode()


def program(operations: Operations) -> str:
    """Return the program in the language of Vector."""
    streams, board = operations.streams.values(), operations.board
    private = sorted({stream.type for stream in private_keys(board, streams)})
    shown = {
        stream.type: {
            name: how for name, how in payload_of(board, stream).items() if how != "left out"
        }
        for stream in streams
    }
    whole = "\n".join(_renamed("  ", own, attribute) for own, attribute in ATTRIBUTES)
    headers = "\n".join(_renamed("", own, f"ce_{attribute}") for own, attribute in ATTRIBUTES)
    places = {
        "@whole": whole,
        "@headers": headers,
        "@private": f"[{', '.join(map(_string, private))}]",
        "@shown": _shown({name: rules for name, rules in sorted(shown.items()) if rules}),
    }
    lines = _PROGRAM.split("\n")
    for mark, text in places.items():
        lines = [line.replace(mark, text) if mark in line else line for line in lines]
    return "\n".join(lines)


def _renamed(margin: str, own: str, attribute: str) -> str:
    return f"{margin}if !exists(.{own}) && exists(.{attribute}) {{ .{own} = del(.{attribute}) }}"


def _shown(rules: Mapping[str, Mapping[str, str]]) -> str:
    if not rules:
        return "{}"
    lines = [f"  {_string(name)}: {_object(fields)}," for name, fields in rules.items()]
    return "\n".join(["{", *lines, "}"])


def _object(fields: Mapping[str, str]) -> str:
    inside = ", ".join(f"{_string(name)}: {_string(how)}" for name, how in fields.items())
    return f"{{ {inside} }}"


def _string(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
