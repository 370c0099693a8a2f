"""The names that Protobuf takes, of packages, files, messages, fields and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from stormdesk.exchange.contracts.contracts import Contracts, types_in_standing
from stormdesk.exchange.contracts.shape import Shape, Types
from stormdesk.exchange.contracts.spelling import snake, spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.naming import DEVICES, digest, message_names, pascal, words
from stormdesk.model.published_types import published_type_names, published_wrappers

UNSPECIFIED = "UNSPECIFIED"
"""What the value of number zero is called, behind the name of its enum (buf STANDARD)."""

SHARED_FILE = "types"
"""The file of a package that holds what several messages share; files must not import in rings."""

_KEYWORDS = {
    *DEVICES,
    # Java, whose packages are called as ours.
    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const",
    "continue", "default", "do", "double", "else", "enum", "extends", "false", "final", "finally",
    "float", "for", "goto", "if", "implements", "import", "instanceof", "int", "interface", "long",
    "native", "new", "null", "package", "private", "protected", "public", "return", "short",
    "static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws",
    "transient", "true", "try", "void", "volatile", "while",
    # Python, whose modules are called as our folders.
    "and", "as", "async", "await", "def", "del", "elif", "except", "from", "global", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "with", "yield",
    # C++, whose namespaces are called as the parts of our packages.
    "alignas", "alignof", "asm", "auto", "bitand", "bitor", "bool", "compl", "concept",
    "constexpr", "decltype", "delete", "explicit", "export", "extern", "friend", "inline",
    "mutable", "namespace", "noexcept", "nullptr", "operator", "register", "requires", "signed",
    "sizeof", "struct", "template", "typedef", "typeid", "typename", "union", "unsigned", "using",
    "virtual", "xor",
}  # fmt: skip
_NO_CLASSES = frozenset({"None", "True", "False"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class ProtoNames:
    """How the names of a board are spelled in Protobuf.

    ``types`` are by the name of the shared type, published ones first, ``values`` by that and the
    value; ``taken`` are the names of messages and types, which no wrapper may have.
    """

    namespace: str
    shapes: Types
    types: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    taken: frozenset[str]

    def with_shapes(self, shapes: Types) -> ProtoNames:
        """Return the names of the same types, where some of them have another shape."""
        shapes = {**self.shapes, **shapes}
        return replace(self, shapes=shapes, values=_values(shapes, self.types))

    def package_of(self, subject: Subject) -> str:
        """Return the package of a message: board, context and major version.

        Version zero may still break anyone, which buf's PACKAGE_VERSION_SUFFIX calls alpha.
        """
        parts = (*self.namespace.split("."), subject.context)
        version = f"v{subject.major}" if subject.major else "v1alpha1"
        return ".".join((*map(_segment, parts), version))

    def full_name(self, subject: Subject) -> str:
        """Return the package and the name of a message."""
        return f"{self.package_of(subject)}.{message_name(subject.name)}"


def proto_names(contracts: Contracts) -> ProtoNames:
    """Return the spelling of all names that the contracts of a board need.

    It is the same for all messages of the board, whichever of them are asked for.
    """
    board, types = contracts.board, contracts.types
    messages = {
        message_name(each.name)
        for each in message_names(board).values()
        if board.stickies[each.sticky].message is not None
    }
    published = published_type_names(board)
    called: dict[str, str] = {}
    taken = messages
    for is_published in (True, False):
        names = [n for n in types_in_standing(board, types) if (n in published) == is_published]
        called |= spelled(names, _type_name, taken, alike=_without_joints)
        wrappers = (pascal(name, "Type") for name in published_wrappers(board))
        taken = {*messages, *called.values(), *wrappers}
    called = {name: _without_joint(spelling) for name, spelling in called.items()}
    values = _values(types, called)
    return ProtoNames(
        contracts.namespace, types, called, values, frozenset({*messages, *called.values()})
    )


def message_name(name: str) -> str:
    """Return the name of a message in Protobuf, where it begins with a capital letter."""
    return _class_name(f"{name[:1].upper()}{name[1:]}")


def file_names(names: Iterable[str]) -> dict[str, str]:
    """Return the name of the file of each message of a package, without its suffix."""
    return spelled(sorted(names), snake, (SHARED_FILE, *DEVICES))


def field_names(shape: Shape) -> dict[str, str]:
    """Return the spelling of the fields of a shape, removed ones too.

    Spellings that differ only in ``_`` are alike, because they are the same in JSON and in most
    languages.
    """
    return spelled(shape.names_by_number, snake, alike=_without_joints)


def json_names(spellings: Mapping[str, str]) -> dict[str, str]:
    """Return the names in JSON of fields with these spellings: their own, wherever one can be.

    Readers of JSON take both the name and the spelling of a field, so a name that is how another
    field is spelled gives way; so does one that is how the compiler calls the ``oneof`` it makes
    of an optional field, beside which upb takes no such name; and names in brackets are those of
    extensions.
    """
    taken = set(spellings.values())
    oneofs = {f"_{spelling}" for spelling in taken}
    return {
        name: default_json_name(spelling)
        if (name in taken and name != spelling)
        or name in oneofs
        or (name[0] == "[" and name[-1] == "]")
        else name
        for name, spelling in spellings.items()
    }


def default_json_name(spelling: str) -> str:
    """Return what a field is called in JSON unless it says otherwise."""
    first, *rest = spelling.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def value_prefix(enum: str) -> str:
    """Return what the values of an enum begin with (buf ENUM_VALUE_PREFIX)."""
    return f"{_HUMP.sub('_', enum).upper()}_"


def _values(types: Types, called: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the spelling of all values by type; values of all enums share the package's scope."""
    enums = {name: types[name] for name in called if types[name].values}
    prefixes = {name: value_prefix(called[name]) for name in enums}
    owners = {
        f"{name}\n{value}": name for name, shape in enums.items() for value in shape.names_by_number
    }

    def spell(key: str) -> str:
        name, value = key.split("\n")
        return prefixes[name] + (snake(value, "value").upper())

    result: dict[str, dict[str, str]] = {name: {} for name in enums}
    zeros = [prefix + UNSPECIFIED for prefix in prefixes.values()]
    for key, spelling in spelled(owners, spell, zeros, alike=_without_joints).items():
        result[owners[key]][key.partition("\n")[2]] = spelling.upper()
    return result


def _segment(text: str) -> str:
    """Return a part of a package: in small letters, no keyword, with a letter in front.

    Slugs stay as they are, so that no two are the same. Words and digits are apart in them and
    their codes have no zero, so none is called as a keyword becomes.
    """
    parts = re.findall("[a-z0-9]+", text) if text.islower() else map(str.lower, words(text))
    plain = "_".join(parts) or "board"
    if plain[0].isdigit():
        return f"n{plain}"
    return f"{plain}0" if plain in _KEYWORDS else plain


def _type_name(name: str) -> str:
    return _class_name(pascal(name, "Type"))


def _class_name(name: str) -> str:
    return f"{name}{digest(name).capitalize()}" if name in _NO_CLASSES else name


def _without_joint(spelling: str) -> str:
    """Return a name told apart from others in one word, as messages are called."""
    name, _, code = spelling.partition("_")
    return name + code.capitalize()


def _without_joints(spelling: str) -> str:
    return spelling.replace("_", "").casefold()
