"""The lines of a session log in the language of a board."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.analysis.session_log import Logged
from stormdesk.exchange.paper.fixed_words import FixedWords


def told(words: FixedWords, logged: Logged, *, with_names: bool = True) -> tuple[str, str]:
    """Return what a line is about and what is said of it; either may be empty."""
    values = logged.values
    name = str(values.get("name") or values.get("text") or "")
    if logged.what == "turn":
        said = _turn(words, values, with_names=with_names)
    elif logged.what == "ballot":
        said = [words.counted("vote", _number(values, "votes"))]
        said += [words("session.first", **values)] if values["first"] else []
    else:
        said = _length(words, values)
    return name, ", ".join(said)


def _length(words: FixedWords, values: Mapping[str, object]) -> list[str]:
    """Return how long a phase took, and whether those who were there found it worth their time."""
    if "minutes" not in values:
        return []
    if not values["has-ended"]:
        said = [words("session.under-way")]
    else:
        known = "session.took" if values["planned"] is None else "session.took-of"
        said = [words(known, **values)]
    return [*said, words("session.worth", **values)] if "worth" in values else said


def _turn(words: FixedWords, values: Mapping[str, object], *, with_names: bool) -> list[str]:
    """Return how much of the story somebody told."""
    who, dropped = values["by"], _number(values, "dropped")
    said = [words.counted("sticky", _number(values, "steps"))]
    if who is not None and with_names:
        said.append(words("session.told-by", who=who))
    said += [words("session.backward")] if values["mode"] == "backward" else []
    return [*said, words("session.dropped", n=dropped)] if dropped else said


def _number(values: Mapping[str, object], name: str) -> int:
    found = values[name]
    return found if isinstance(found, int) else 0
