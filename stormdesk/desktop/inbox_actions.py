"""The table of writing unseen; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Action
from stormdesk.exchange.agendas import own_file
from stormdesk.exchange.presets import Choice

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

_MENU = "Workshop/Write unseen"
_SHEET = "interview"


def _has_board(window: Window) -> bool:
    return window.view is not None


def _may_change(window: Window) -> bool:
    return window.view is not None and window.view.editor.is_editable


def _is_collecting(window: Window) -> bool:
    return window.view is not None and window.view.workshop.collecting.is_on


def _turn(window: Window) -> None:
    if window.view is not None:
        collecting = window.view.workshop.collecting
        collecting.turn(is_on=not collecting.is_on)


def _export_sheet(window: Window) -> None:
    """Ask for the sheet of what the workshop is at; its own agenda is named by its file."""
    settings, view = window.opening.settings, window.view
    led = view.workshop.facilitation if view is not None else None
    agenda = led.agenda if led is not None else None
    own = own_file(led.own_agendas(), agenda.id) if led is not None and agenda is not None else None
    before = settings.value.choices.get(_SHEET, Choice())
    options = {name: told for name, told in before.options.items() if name == "sheet"}
    if own is not None:
        options["agenda_file"] = str(own)
    chosen = before.model_copy(update={"options": options})
    settings.change(export_format=_SHEET, choices={**settings.value.choices, _SHEET: chosen})
    window.export()


INBOX_ACTIONS: tuple[Action[Window], ...] = (
    Action("collect-unseen", "Collect unseen", _MENU, _turn, (), _may_change,
           checked=_is_collecting, words="silent inbox hide new stickies"),
    Action("interview-sheet", "Make an interview sheet…", _MENU, _export_sheet, (), _has_board,
           separated=True, words="questions form absent mail survey ask export"),
    Action("take-answers", "Take answers from a file…", _MENU,
           lambda w: w.view and w.view.workshop.inbox.ask_answers(), (), _may_change,
           words="interview sheet import inbox mail survey"),
)  # fmt: skip
