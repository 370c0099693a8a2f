"""What a change of a message means for those who read it, in the words of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from stormdesk.desktop.words import tr
from stormdesk.exchange.contracts.options import PART_NAMES

if TYPE_CHECKING:
    from stormdesk.exchange.contracts.compatibility.standing import Standing
    from stormdesk.exchange.contracts.compatibility.subject_verdict import SubjectVerdict

_MOST = 4
"""More lines than this are counted: the first ones tell what to do."""


class VerdictBox(QFrame):
    """One line on how a message stands, whom that concerns, and why where it breaks them."""

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
            lines = details(standing, remark)
            self._show(tone_of(standing), headline(standing), "\n".join(lines))

    def show_trouble(self, why: str) -> None:
        """Say why nothing can be told."""
        self._show("calm", tr("It cannot be compared with what was published."), why)

    def _show(self, tone: str, told: str, more: str) -> None:
        if self.property("tone") != tone:
            for widget in (self, self.headline):
                widget.setProperty("tone", tone)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.headline.setText(told)
        self.details.setText(more)
        self.details.setVisible(bool(more))
        self.setAccessibleDescription(f"{told}\n{more}".strip())
        self.show()


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
    """Return whom a change concerns, and what breaks or may break with what to do about it."""
    verdict = standing.verdict
    lines = [remark] if remark else []
    if verdict.became == "unchanged":
        return lines
    if verdict.consumers:
        lines.append(tr("Read by {consumers}.", consumers=verdict.consumers))
    else:
        lines.append(tr("Nobody reads it on this board."))
    told = _reasons(verdict, "error") or _reasons(verdict, "warning")
    if standing.is_doubtful:
        told = _reasons(standing.strict, "error")
        lines.append(tr("Only a registry that takes JSON Schema strictly refuses it:"))
    lines += [f"• {each}" for each in told[:_MOST]]
    if len(told) > _MOST:
        lines.append(tr("and {number} more", number=len(told) - _MOST))
    return lines


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
