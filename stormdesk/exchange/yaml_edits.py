"""The least that has to be edited in a YAML text for one value of it to say something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import yaml

Edit = tuple[int, int, str]
"""Where a text is cut, from and to, and what is put there instead."""


class NoEdit(Exception):
    """Where a value cannot be edited and has to be written anew with what is around it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value as it stands in a text."""

    text: str
    node: yaml.Node

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.node.start_mark.index

    @property
    def column(self) -> int:
        """How far from the left it begins, where the lines below it begin too."""
        return self.node.start_mark.column

    @property
    def end(self) -> int:
        """Where it ends; the mark of a text in several lines lies behind its last line feed."""
        return self.start + len(self.text[self.start : max(_ends(self.node))].rstrip())

    def written_at(self, column: int) -> str:
        """Return its text as it is written from another column on."""
        return moved(self.text[self.start : self.end], column - self.column)


def moved(text: str, shift: int) -> str:
    """Return a text all lines of which but the first are moved to the right, or to the left."""
    first, *rest = text.split("\n")
    lines = (f"{' ' * shift}{line}" if shift > 0 else line[-shift:] for line in rest)
    return "\n".join([first, *(line if line.strip() else "" for line in lines)])


def edits(old: Part, new: Part) -> Iterator[Edit]:
    """Yield what has to be edited in the text of an old value for it to say what a new one says.

    What says the same stays as it is spelled. Raises NoEdit.
    """
    if isinstance(old.node, yaml.MappingNode) and isinstance(new.node, yaml.MappingNode):
        yield from _of_mapping(old, old.node, new, new.node)
    elif not _says_same(old.node, new.node):
        written = new.written_at(old.column)
        if not (_is_inline(new) or (_is_block(old.node) and _is_block(new.node))):
            raise NoEdit
        yield old.start, old.end, written


def _of_mapping(
    old: Part, there: yaml.MappingNode, new: Part, wanted: yaml.MappingNode
) -> Iterator[Edit]:
    before, after = _pairs(there), _pairs(wanted)
    if not before or not after:
        raise NoEdit
    for name, (_, value) in before.items():
        if name in after:
            yield from edits(Part(old.text, value), Part(new.text, after[name][1]))
        else:
            yield _removal(old, there, name)
    last = ""
    for name, (key, value) in after.items():
        if name not in before:
            pair = new.text[key.start_mark.index : Part(new.text, value).end]
            yield _insertion(old, there, last, moved(pair, old.column - key.start_mark.column))
        else:
            last = name


def _removal(old: Part, mapping: yaml.MappingNode, name: str) -> Edit:
    names = [*_pairs(mapping)]
    key, value = _pairs(mapping)[name]
    at, end = key.start_mark.index, Part(old.text, value).end
    if names[0] == name:
        # What stands before the first key is not ours.
        raise NoEdit
    if mapping.flow_style:
        return Part(old.text, mapping.value[names.index(name) - 1][1]).end, end, ""
    return old.text.rfind("\n", 0, at) + 1, line_end(old.text, end), ""


def _insertion(old: Part, mapping: yaml.MappingNode, last: str, pair: str) -> Edit:
    """Return what puts a pair behind the one of a key, or first."""
    if mapping.flow_style and "\n" in pair:
        raise NoEdit
    if not last:
        at = mapping.value[0][0].start_mark.index
        return at, at, f"{pair}, " if mapping.flow_style else f"{pair}\n{' ' * old.column}"
    end = Part(old.text, _pairs(mapping)[last][1]).end
    if mapping.flow_style:
        return end, end, f", {pair}"
    place = line_end(old.text, end)
    begun = "" if old.text[:place].endswith("\n") else "\n"
    return place, place, f"{begun}{' ' * old.column}{pair}\n"


def line_end(text: str, place: int) -> int:
    """Return where the line of a place ends, its line feed included."""
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1


def _pairs(mapping: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {str(key.value): (key, value) for key, value in mapping.value}


def _says_same(one: yaml.Node, other: yaml.Node) -> bool:
    """Tell whether values say the same, however spelled and in whatever order keys stand."""
    if isinstance(one, yaml.MappingNode) and isinstance(other, yaml.MappingNode):
        pairs, others = _pairs(one), _pairs(other)
        return pairs.keys() == others.keys() and all(
            _says_same(value, others[name][1]) for name, (_, value) in pairs.items()
        )
    if isinstance(one, yaml.SequenceNode) and isinstance(other, yaml.SequenceNode):
        return len(one.value) == len(other.value) and all(map(_says_same, one.value, other.value))
    if not isinstance(one, yaml.ScalarNode) or not isinstance(other, yaml.ScalarNode):
        return False
    return one.value == other.value or _number(one) == _number(other) is not None


def _number(node: yaml.ScalarNode) -> float | None:
    if node.tag not in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
        return None
    with suppress(ValueError):
        return float(node.value)
    return None


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _is_inline(part: Part) -> bool:
    return not _is_block(part.node) and "\n" not in part.text[part.start : part.end]


def _ends(node: yaml.Node) -> Iterator[int]:
    """Yield where the parts of a node end; a block itself ends only where the next one begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        yield node.end_mark.index
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _ends(part)
    else:
        for part in node.value:
            yield from _ends(part)
