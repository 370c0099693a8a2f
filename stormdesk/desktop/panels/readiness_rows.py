"""What the readiness of a board says, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stormdesk.desktop.panels.told_rows import Row
from stormdesk.desktop.panels.told_signs import Sign
from stormdesk.desktop.words import tr

if TYPE_CHECKING:
    from stormdesk.analysis.preparation import Decided, Question
    from stormdesk.analysis.readiness import Item, Judged, Readiness
    from stormdesk.analysis.scoreboard import Score
    from stormdesk.model.session import Check

Groups = list[tuple[Row, Sequence[Row]]]
FOLDED_AT_FIRST = ("decision", "incident", "beginner", "intermediate", "advanced")
"""Groups that are seldom looked at, and so begin folded."""


def groups_of(found: Readiness) -> Groups:
    """Return the groups of the panel: the game, the decision, the checklists and the ladder."""
    return [
        _game(found.scoreboard),
        *(_list(each) for each in found.checklists[:1]),
        _decision(found.decision),
        *(_list(each) for each in found.checklists[1:]),
        *(_list(each, tr("Maturity: {rung}", rung=each.title)) for each in found.maturity),
    ]


def _game(scores: Sequence[Score]) -> tuple[Row, Sequence[Row]]:
    won = sum(score.is_won for score in scores)
    head = Row("game", tr("The game"), aside=_of(won, len(scores)))
    return head, [
        Row(
            score.id,
            score.title,
            score.told,
            aside=_of(score.done, score.total) if score.total else "–",
            help=score.help,
            sign="done" if score.is_won else "open",
            records=score.records,
        )
        for score in scores
    ]


def _list(judged: Judged, title: str = "") -> tuple[Row, Sequence[Row]]:
    head = Row(
        judged.id,
        title or judged.title,
        aside=_of(judged.met, len(judged.items)),
        help=judged.about,
    )
    return head, [_item(item) for item in judged.items]


def _item(item: Item) -> Row:
    # A box to tick appears once the board has nothing against it any more.
    state: dict[str, Sign] = {"met": "done", "not-met": "open"}
    sign = state.get(item.state.value, "box")
    if item.check is not None and item.state.value == "met":
        sign = "ticked"
    elif item.check is not None and not item.check.met:
        sign = "crossed"
    confirmed = _confirmed(item.check) if sign in ("ticked", "crossed") else ""
    foot = "\n".join(filter(None, (item.told if sign == "open" else "", confirmed)))
    return Row(item.id, item.title, foot, help=item.help, sign=sign, records=item.records)


def _decision(decided: Decided) -> tuple[Row, Sequence[Row]]:
    foot = f"{decided.title}. {decided.because}".strip()
    head = Row("decision", tr("Is it worth a storm?"), foot)
    return head, [_question(question) for question in decided.questions]


def _question(question: Question) -> Row:
    signs: dict[bool | None, Sign] = {True: "ticked", False: "crossed", None: "box"}
    words = {True: tr("yes"), False: tr("no"), None: ""}
    return Row(
        f"?{question.id}",
        question.title,
        _confirmed(question.check) if question.check is not None else "",
        aside=words[question.answer],
        help=tr("Press for yes, again for no, and again for no answer."),
        sign=signs[question.answer],
    )


def _confirmed(check: Check) -> str:
    return ", ".join(filter(None, (check.confirmed_by, check.date)))


def _of(number: int, total: int) -> str:
    return f"{number}/{total}"
