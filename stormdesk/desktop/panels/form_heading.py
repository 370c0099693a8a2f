"""What stands above a form: what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel

from stormdesk.desktop.icons import icon, kind_icon
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.words import counted, tr
from stormdesk.layout.appearance import Palette, label_of
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow, Relation
from stormdesk.model.message import NamedType
from stormdesk.model.people import Participant, Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Kpi, Step, Term
from stormdesk.model.sticky import Sticky

_CALLED: dict[type[Record], tuple[str, str]] = {
    Flow: ("redo", "Flow"),
    Context: ("lane", "Lane"),
    Area: ("lasso", "Area"),
    Profile: ("board", "Board"),
    Team: ("", "Team"),
    Participant: ("", "Participant"),
    NamedType: ("", "Shared type"),
    Term: ("", "Term"),
    Decision: ("", "Decision"),
    Step: ("", "Next step"),
    Relation: ("", "Relation"),
    Kpi: ("", "Key figure"),
}


def heading(
    board: Board, records: Sequence[Record], selected: int, palette: Palette
) -> QHBoxLayout:
    """Return the sign and the name of what a form is about."""
    layout = QHBoxLayout()
    layout.setSpacing(10)
    picture, text = _title(board, records, selected, palette)
    if picture is not None:
        sign = QLabel()
        sign.setPixmap(picture.pixmap(24, 24))
        layout.addWidget(sign)
    title = QLabel(text)
    title.setProperty("role", "title")
    layout.addWidget(title, 1)
    return layout


def way_back(go: Callable[[], None], *, is_selected: bool) -> Quiet:
    """Return the button that leads from a record to what is selected, or else to the board."""
    button = Quiet(f"‹ {tr('Selection') if is_selected else tr('Board')}")
    button.setProperty("link", True)
    where = tr("Back to what is selected") if is_selected else tr("Back to the board")
    button.setToolTip(f"{where} (Alt+Left)")
    button.clicked.connect(go)
    return button


def way_out(record: Record, remove: Callable[[str], None]) -> Quiet:
    """Return the button that removes a record."""
    button = Quiet(tr("Remove this {what}", what=_called(record).lower()))
    button.setProperty("offer", True)
    button.clicked.connect(lambda: remove(record.id))
    return button


def _called(record: Record) -> str:
    return tr(_CALLED[type(record)][1])


def _title(
    board: Board, records: Sequence[Record], selected: int, palette: Palette
) -> tuple[QIcon | None, str]:
    kinds = {record.kind for record in records if isinstance(record, Sticky)}
    if len(kinds) == 1:
        kind = kinds.pop()
        name = label_of(kind, board.profile)
        picture = kind_icon(kind, palette)
        return picture, name if len(records) == 1 else f"{len(records)} × {name}"
    if kinds:
        return None, counted(len(records), "sticky", "stickies")
    if len(records) == 1 and type(records[0]) in _CALLED:
        drawing, _ = _CALLED[type(records[0])]
        return icon(drawing) if drawing else None, _called(records[0])
    return None, tr("{n} selected", n=selected)
