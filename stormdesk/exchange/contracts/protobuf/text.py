"""Protobuf packages as source files, proto3 as buf's STANDARD rules want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stormdesk.exchange.contracts.protobuf.names import SHARED_FILE, default_json_name
from stormdesk.exchange.contracts.protobuf.package import (
    ProtoEnum,
    ProtoField,
    ProtoMessage,
    ProtoPackage,
)
from stormdesk.exchange.contracts.protobuf.packages import DURATION, TIMESTAMP

_IMPORTS = {
    TIMESTAMP: "google/protobuf/timestamp.proto",
    DURATION: "google/protobuf/duration.proto",
}
_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\t")}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def message_file(package: ProtoPackage, name: str) -> str:
    """Return the file that declares one message; what others share it imports."""
    message = package.messages[name]
    return _file(package, [message], [_message(name, message, package)], is_shared=False)


def shared_file(package: ProtoPackage) -> str:
    """Return the file that declares the shared types of a package, or nothing without any."""
    if not package.types and not package.enums:
        return ""
    declared = {
        **{name: _message(name, each, package) for name, each in package.types.items()},
        **{name: _enum(name, each) for name, each in package.enums.items()},
    }
    blocks = [declared[name] for name in sorted(declared)]
    return _file(package, package.types.values(), blocks, is_shared=True)


def folder_of(package: str) -> str:
    """Return the folder of a package (buf PACKAGE_DIRECTORY_MATCH)."""
    return package.replace(".", "/")


def _file(
    package: ProtoPackage, messages: Iterable[ProtoMessage], blocks: list[str], *, is_shared: bool
) -> str:
    used = {field.type for message in messages for field in message.fields}
    imports = {_IMPORTS[name] for name in used & set(_IMPORTS)}
    if not is_shared and used & {*package.types, *package.enums}:
        imports.add(f"{folder_of(package.name)}/{SHARED_FILE}.proto")
    head = [
        'syntax = "proto3";',
        f"package {package.name};",
        "\n".join(f'import "{path}";' for path in sorted(imports)),
        f'option java_multiple_files = true;\noption java_package = "{package.name}";',
    ]
    return "\n\n".join(part for part in (*head, *blocks) if part) + "\n"


def _message(name: str, message: ProtoMessage, package: ProtoPackage) -> str:
    entries = {_entry(each.name) for each in message.fields if each.label == "map"}
    lines = _reserved(message.reserved)
    for field in message.fields:
        if lines and field.comment:
            lines.append("")
        lines += _comment(field.comment)
        lines.append(_field(field, _reference(field.type, entries, package)))
    return _block("message", name, message.comment, lines)


def _field(field: ProtoField, declared: str) -> str:
    if field.label == "map":
        declared = f"map<string, {declared}>"
    elif field.label:
        declared = f"{field.label} {declared}"
    is_default = field.json == default_json_name(field.name)
    options = "" if is_default else f" [json_name = {_quoted(field.json)}]"
    return f"{declared} {field.name} = {field.number}{options};"


def _reference(declared: str, entries: set[str], package: ProtoPackage) -> str:
    """Return a type as a field refers to it: from the root where something nearer hides it."""
    if declared in _IMPORTS:
        return f".{declared}" if "google" in package.name.split(".")[1:] else declared
    return f".{package.name}.{declared}" if declared in entries else declared


def _entry(field: str) -> str:
    """Return the message that Protobuf declares for a map, inside the one that holds it."""
    return "".join(part[:1].upper() + part[1:] for part in field.split("_")) + "Entry"


def _enum(name: str, enum: ProtoEnum) -> str:
    lines = _reserved(enum.reserved)
    for value in enum.values:
        lines += _comment(value.means)
        lines.append(f"{value.name} = {value.number};")
    return _block("enum", name, enum.comment, lines)


def _block(what: str, name: str, comment: str, lines: list[str]) -> str:
    body = [f"  {line}" if line else "" for line in lines]
    opening = f"{what} {name} {{"
    return "\n".join((*_comment(comment), *((opening, *body, "}") if body else (f"{opening}}}",))))


def _reserved(reserved: Mapping[int, str]) -> list[str]:
    names = sorted({name for name in reserved.values() if name})
    lines = [f"reserved {', '.join(map(str, sorted(reserved)))};"] if reserved else []
    return lines + ([f"reserved {', '.join(map(_quoted, names))};"] if names else [])


def _comment(text: str) -> list[str]:
    """Return a text as comment lines; no line break of any kind leaves the comment."""
    return [f"// {line}".translate(_CONTROLS).rstrip() for line in text.strip().splitlines()]


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
