"""All that the messages of a board promise, gathered once for every format that spells it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from stormdesk.exchange.contracts.shape import Types
from stormdesk.exchange.contracts.subject import Subject, subjects_of
from stormdesk.exchange.contracts.values.examples import example_of
from stormdesk.exchange.contracts.values.literal import Neutral
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.published_types import published_type_names

Values = Mapping[str, Neutral]
"""The typed values of an example by the names of its fields."""


@dataclass(frozen=True, slots=True)
class Contracts:
    """The subjects of a board by path, the types they share, and one example of each by stem."""

    board: Board
    namespace: str
    subjects: tuple[Subject, ...]
    types: Types
    examples: Mapping[str, Values]


def types_in_standing(board: Board, types: Iterable[str]) -> list[str]:
    """Return the names of shared types, those that are published first.

    Spelled in this order, what comes new gives way to what others rely on.
    """
    published = published_type_names(board)
    return sorted(types, key=lambda name: (name not in published, name))


def contracts_of(board: Board, only: Collection[str] | None = None) -> Contracts:
    """Return the contracts of a board; without messages they are empty.

    ``only`` are the ids of the stickies whose contracts are wanted; all of them without it. Raises
    BadInput, naming sticky and field, where the fields of a message make no contract.
    """
    subjects, types = subjects_of(board, only)
    examples = {subject.stem: example_of(subject, types) for subject in subjects}
    return Contracts(board, namespace_of(board), tuple(subjects), types, examples)


def namespace_of(board: Board) -> str:
    """Return the namespace of the schemas of a board: the one it states, else by its id."""
    return board.profile.namespace or slug(board.profile.id, "board")
