"""What can be chosen about an export: a preset, the options of the format, what is left out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from stormdesk.desktop.dialogs.export_presets import PresetRow
from stormdesk.desktop.dialogs.option_entry import Offer
from stormdesk.desktop.dialogs.options_form import OptionsForm
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.words import tr
from stormdesk.exchange.format import Format, Options
from stormdesk.exchange.presets import Choice, choice_of, chosen_options
from stormdesk.exchange.redaction import REDACTIONS, Redaction
from stormdesk.model.problem import BadInput

_LEFT_OUT: dict[Redaction, str] = {
    "people": "People: participants, authors, voters",
    "personal": "Examples of personal data",
    "notes": "Notes and answers",
    "owners": "Owners and teams",
}


class ExportChoices(QWidget):
    """Offers what a format has to choose, as it was chosen last; ``changed`` tells of each change.

    ``offers`` are what there is to choose on this board. ``taken`` hands over a preset.
    """

    changed = Signal()
    taken = Signal(object)

    def __init__(
        self,
        settings: SettingsFile,
        offers: Mapping[str, Offer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._offers = offers
        self._form = Format(name="", label="", suffix="")
        self._is_filling = False
        self.options = OptionsForm(Options)
        self.presets = PresetRow(settings, self._form, self.chosen)
        self.presets.taken.connect(self._take)
        self.left_out = {what: QCheckBox(tr(_LEFT_OUT[what])) for what in REDACTIONS}
        self._room = QVBoxLayout()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(14)
        layout.addLayout(self._room)
        layout.addLayout(self._redaction())
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self.presets)
        outer.addWidget(scroll, 1)

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        """What is to be left out."""
        return tuple(what for what, box in self.left_out.items() if box.isChecked())

    def offer(self, form: Format) -> None:
        """Offer what another format has to choose, as it was chosen last.

        What is left out of one format is left out of the next: that depends on who gets it.
        """
        last = self._settings.value.choices.get(form.name, Choice())
        leave_out = self.redactions if self._form.name else last.leave_out
        self._form = form
        self.take(Choice(options=last.options, leave_out=leave_out))
        self.presets.offer(form)

    def take(self, choice: Choice) -> None:
        """Choose something else; of options that the format does not take, the usual ones."""
        try:
            options = chosen_options(self._form, choice, self._form.name)
        except BadInput:
            options = self._form.options()
        self._is_filling = True
        shown = {name: getattr(options, name) for name in type(options).model_fields}
        filled = OptionsForm(self._form.options, values=shown, offers=self._offers)
        filled.changed.connect(self._tell)
        self._room.addWidget(filled)
        self._room.removeWidget(self.options)
        self.options.hide()
        self.options.deleteLater()
        self.options = filled
        for what, box in self.left_out.items():
            box.setChecked(what in choice.leave_out)
        self._is_filling = False
        self._tell()

    def chosen(self) -> Choice | None:
        """Return what is chosen; None where it cannot be taken."""
        options = self.options.chosen()
        return choice_of(options, self.redactions) if options is not None else None

    def general(self) -> Choice | None:
        """Return what is chosen that means the same on any board."""
        chosen = self.chosen()
        if chosen is None:
            return None
        kept = {name: told for name, told in chosen.options.items() if name not in self._offers}
        return Choice(options=kept, leave_out=chosen.leave_out)

    def _redaction(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(2)
        label = QLabel(tr("Leave out"))
        label.setProperty("role", "field")
        layout.addWidget(label)
        for box in self.left_out.values():
            box.setAccessibleName(tr("Leave out {what}", what=box.text()))
            box.toggled.connect(self._tell)
            layout.addWidget(box)
        return layout

    def _take(self, choice: Choice) -> None:
        self.taken.emit(choice)
        self.take(choice)

    def _tell(self) -> None:
        if not self._is_filling:
            self.presets.show_chosen()
            self.changed.emit()
