"""What paper and pictures say beside the texts of the board, in the board's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from stormdesk.analysis.board_language import language_of
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind
from stormdesk.resources import read_yaml

LANGUAGES = ("en", "de", "fr", "es", "nl")
"""Those that there are words in; the first serves boards in any other."""

Asked = Literal["rules", "checklists", "items"]
"""What asks something of a board."""

_ZERO_IS_ONE = frozenset({"fr"})


@dataclass(frozen=True, eq=False, slots=True)
class FixedWords:
    """The words of one language; a phrase is found by its path, such as ``sections.contents``."""

    language: str
    phrases: dict[str, str]

    def __call__(self, path: str, **values: object) -> str:
        """Return a phrase with these values in place of its words in braces."""
        phrase = self.phrases[path]
        return phrase.format_map(values) if values else phrase

    def counted(self, noun: str, number: int) -> str:
        """Return a number with a noun of ``count`` in the form that goes with it.

        Of these languages French alone says nought as it says one (Unicode CLDR, plural rules).
        """
        is_one = number == 1 or (number == 0 and self.language in _ZERO_IS_ONE)
        return self(f"count.{noun}.{'one' if is_one else 'other'}", n=number)

    def kind(self, kind: Kind, profile: Profile) -> str:
        """Return what the board calls a kind, else what the language does."""
        return profile.labels.get(kind) or self(f"kinds.{kind}")

    def of(self, group: str, choice: str | None) -> str:
        """Return the word of a group for one of its choices, nothing where none was made."""
        return self(f"{group}.{choice}") if choice else ""

    def asked(self, by: Asked, name: str, english: str) -> str:
        """Return what a rule, a checklist or an item asks for; English says it by itself."""
        return _asked_in(self.language).get(f"{by}.{name}", english)


@cache
def words_in(language: str) -> FixedWords:
    """Return the words of a language, or the English ones where there are none in it."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    return FixedWords(language, _flat(read_yaml(f"words/{language}.yaml"), ""))


@cache
def _asked_in(language: str) -> dict[str, str]:
    return {} if language == LANGUAGES[0] else _flat(read_yaml(f"words/{language}.rules.yaml"), "")


def words_of(board: Board) -> FixedWords:
    """Return the words in the language of a board."""
    return words_in(language_of(board) or LANGUAGES[0])


def _flat(tree: dict[str, Any], above: str) -> dict[str, str]:
    result: dict[str, str] = {}
    for name, part in tree.items():
        path = f"{above}.{name}" if above else str(name)
        result.update(_flat(part, path) if isinstance(part, dict) else {path: part})
    return result
