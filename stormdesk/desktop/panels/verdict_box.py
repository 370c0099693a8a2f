"""What a change of a message means for those who read it, in the words of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from stormdesk.desktop.words import tr
from stormdesk.exchange.contracts.compatibility.version import is_newer
from stormdesk.exchange.contracts.options import PART_NAMES

if TYPE_CHECKING:
    from stormdesk.exchange.contracts.compatibility.standing import Standing
    from stormdesk.exchange.contracts.compatibility.subject_verdict import SubjectVerdict

_MOST = 4
"""More lines than this are counted: the first ones tell what to do."""


class VerdictBox(QFrame):
    """One line on how a message stands, whom that concerns, and why where it breaks them.

    What came up last stands first, for it is about what was just edited; the rest unfolds.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.setAccessibleName(tr("Compatibility"))
        self.headline, self.details = QLabel(), QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(4)
        for label, role in ((self.headline, "verdict"), (self.details, "reason")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._turn)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._reasons: list[str] = []
        self._is_open = False
        self._said: tuple[str, str, Sequence[str]] = ("", "", ())
        self.clear()

    def clear(self) -> None:
        """Say nothing, and take no room."""
        self.hide()

    def show_standing(self, standing: Standing, remark: str = "") -> None:
        """Say how a message stands; one that was never published is no matter yet."""
        if standing.verdict.last is None and remark:
            self.show_trouble(remark)
        elif standing.verdict.last is None:
            self.clear()
        else:
            self._reasons = newest_first(reasons(standing), self._reasons)
            self._show(tone_of(standing), headline(standing), details(standing, remark))

    def show_trouble(self, why: str) -> None:
        """Say why nothing can be told."""
        self._reasons = []
        self._show("calm", tr("It cannot be compared with what was published."), [why])

    def take_over(self, other: VerdictBox) -> None:
        """Go on as another box of the same message did: as far unfolded, in the same order."""
        self._is_open, self._reasons = other._is_open, other._reasons

    def _show(self, tone: str, told: str, lines: Sequence[str]) -> None:
        self._said = (tone, told, lines)
        in_tone(self, self.headline, tone)
        self.headline.setText(told)
        shown = [
            *lines,
            *(f"• {each}" for each in self._reasons[: None if self._is_open else _MOST]),
        ]
        self.details.setText("\n".join(shown))
        self.details.setVisible(bool(shown))
        number = len(self._reasons) - _MOST
        self.more.setText(tr("Fewer") if self._is_open else tr("and {number} more", number=number))
        self.more.setVisible(number > 0)
        said = [told, *lines, *(f"• {each}" for each in self._reasons)]
        self.setAccessibleDescription("\n".join(said))
        self.show()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._show(*self._said)


def in_tone(frame: QFrame, label: QLabel, tone: str) -> None:
    """Colour a frame and its headline by a verdict."""
    if frame.property("tone") != tone:
        for widget in (frame, label):
            widget.setProperty("tone", tone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def tone_of(standing: Standing) -> str:
    """Return ``broken``, ``fine`` for what is new and breaks nobody, or ``calm``."""
    if standing.verdict.verdict == "incompatible":
        return "broken"
    return "calm" if standing.verdict.became == "unchanged" else "fine"


def headline(standing: Standing) -> str:
    """Return how a message stands to its last version, and the version that is right for it."""
    verdict = standing.verdict
    said = {"last": verdict.last, "mode": verdict.mode, "next": verdict.smallest or "?"}
    if verdict.became == "unchanged":
        return tr("As published in {last}.", **said)
    if verdict.became == "new-major":
        return tr("Goes on beside {last} as a major version of its own.", **said)
    if verdict.verdict == "incompatible":
        return tr("Breaks {mode} with {last}. Next version: {next}.", **said)
    return tr("Compatible with {last} ({mode}). Next version: {next}.", **said)


def details(standing: Standing, remark: str = "") -> list[str]:
    """Return whom a change concerns, and what else is to be known about the verdict."""
    verdict = standing.verdict
    lines = [remark] if remark else []
    if verdict.became == "unchanged":
        return lines
    if verdict.consumers:
        lines.append(tr("Read by {consumers}.", consumers=verdict.consumers))
    else:
        lines.append(tr("Nobody reads it on this board."))
    if verdict.last is not None and is_newer(verdict.promise.version, verdict.last):
        lines.append(
            tr(
                "{stated} is not published yet, and an export does not publish it: use Publish a"
                " version.",
                stated=verdict.promise.version,
            )
        )
    if standing.is_doubtful:
        lines.append(
            tr(
                "Only a registry that takes JSON Schema strictly refuses it. If yours does not, say"
                " so on the page of the board: Compatibility policy, Lenient."
            )
        )
    return lines


def reasons(standing: Standing) -> list[str]:
    """Return what breaks, or else what may break, with what to do about it."""
    verdict = standing.verdict
    if verdict.became == "unchanged":
        return []
    return _reasons(verdict, "error") or _reasons(verdict, "warning")


def newest_first(told: Sequence[str], before: Sequence[str]) -> list[str]:
    """Return what is told now, first what was not told before, then in the order it had."""
    fresh = [each for each in told if each not in before]
    return [*fresh, *(each for each in before if each in told)]


def _reasons(verdict: SubjectVerdict, level: str) -> list[str]:
    """Return what is told of one level, each place once, with the formats that tell it.

    Which version would be right is told above.
    """
    said: dict[tuple[str, object], str] = {}
    formats: dict[tuple[str, object], list[str]] = {}
    for form, finding in verdict.told:
        if finding.level == level and finding.code != "VERSION_TOO_LOW":
            key = (finding.path or finding.code, finding.direction)
            at = f"{finding.path}: " if finding.path else ""
            said.setdefault(key, f"{at}{finding.message}; {finding.remedy}")
            formats.setdefault(key, []).extend([PART_NAMES[form]] if form is not None else [])
    return [
        f"{told} ({', '.join(dict.fromkeys(formats[key]))})" if formats[key] else told
        for key, told in said.items()
    ]
