"""The line that offers what was chosen before under a name, and keeps what is chosen now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.dialogs.ask import ask, tell_bad_input
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.words import tr
from stormdesk.document.file import write
from stormdesk.exchange.format import Format
from stormdesk.exchange.formats import format_named
from stormdesk.exchange.presets import (
    SUFFIX,
    Choice,
    Preset,
    built_in,
    chosen_options,
    named,
    presets_of,
    read_preset,
    written_preset,
)
from stormdesk.model.naming import slug
from stormdesk.model.problem import BadInput

_USUAL = Choice()


class PresetRow(QWidget):
    """Offers the presets of a format; ``taken`` hands over the one taken, maybe of another format.

    ``chosen`` returns what is chosen now, None where it cannot be taken.
    """

    taken = Signal(object)

    def __init__(
        self,
        settings: SettingsFile,
        form: Format,
        chosen: Callable[[], Choice | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._chosen = chosen
        self._form = form
        self._offered: list[Choice] = [_USUAL]
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Preset"))
        self.box.setPlaceholderText(tr("Chosen by hand"))
        self.box.activated.connect(self._take)
        label = QLabel(tr("Preset"))
        label.setProperty("role", "field")
        label.setBuddy(self.box)
        self.more = QPushButton(tr("Keep"))
        self.more.setAutoDefault(False)
        self.more.setAccessibleDescription(tr("Keep what is chosen as a preset, or share one"))
        menu = QMenu(self)
        menu.addAction(tr("Save as preset…"), self.save)
        self.deleting = menu.addAction(tr("Delete this preset…"), self.delete)
        menu.addSeparator()
        menu.addAction(tr("Write to a file…"), self._write)
        menu.addAction(tr("Read from a file…"), self._read)
        self.more.setMenu(menu)
        row = QHBoxLayout()
        row.addWidget(self.box, 1)
        row.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addLayout(row)

    def offer(self, form: Format) -> None:
        """Offer the presets of another format."""
        self._form = form
        self.box.clear()
        # One that comes with the format may be what is usual.
        usual = [] if any(_is_same(_USUAL, each) for each in built_in(form)) else [_USUAL]
        self._offered = [*usual, *presets_of(form, self._settings.value.presets)]
        self.box.addItems([_name_of(each, form) for each in self._offered])
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the preset that what is chosen now is the same as, if there is one."""
        chosen = self._chosen()
        number = -1
        if chosen is not None:
            same = [_is_same(chosen, each) for each in self._offered]
            number = same.index(True) if True in same else -1
        if number != self.box.currentIndex() or number == -1:
            self.box.setCurrentIndex(number)
        self.deleting.setEnabled(self._own is not None)

    def save(self) -> None:
        """Ask for a name and keep what is chosen under it."""
        chosen, own = self._chosen(), self._own
        if chosen is None:
            return
        title, question = tr("Save as preset"), tr("Name of the preset")
        name, is_named = QInputDialog.getText(
            self, title, question, text=own.name if own is not None else ""
        )
        if is_named:
            self._keep(chosen, name.strip())

    def delete(self) -> None:
        """Ask, and forget the preset that is shown."""
        own = self._own
        yes = tr("Delete")
        if own is not None and yes == ask(
            self,
            tr("Delete the preset {name}?", name=own.name),
            tr("What is chosen stays as it is; only the name for it goes."),
            [yes, tr("Cancel")],
            danger=yes,
        ):
            kept = tuple(each for each in self._settings.value.presets if each != own)
            self._settings.change(presets=kept)
            self._refill()

    @property
    def _own(self) -> Preset | None:
        """The preset that is shown, if it is one's own."""
        number = self.box.currentIndex()
        shown = self._offered[number] if number >= 0 else None
        mine = self._settings.value.presets
        return shown if isinstance(shown, Preset) and shown in mine else None

    def _keep(self, chosen: Choice, name: str) -> None:
        form = self._form
        try:
            preset = named(chosen, name, form)
        except BadInput as problem:
            tell_bad_input(self, tr("This name cannot be taken"), problem)
            return
        before = self._settings.value.presets
        others = tuple(e for e in before if (e.format, e.name) != (form.name, preset.name))
        if len(others) < len(before):
            yes = tr("Replace")
            title = tr("Replace the preset {name}?", name=preset.name)
            text = tr("It will stand for what is chosen now.")
            if ask(self, title, text, [yes, tr("Cancel")], danger=yes) != yes:
                return
        self._settings.change(presets=(*others, preset))
        self._refill()

    def _take(self, number: int) -> None:
        self.taken.emit(self._offered[number])

    def _refill(self) -> None:
        self.offer(self._form)

    def _write(self) -> None:
        chosen, form = self._chosen(), self._form
        if chosen is None:
            return
        shown = self._own.name if self._own is not None else form.name
        start = Path(self._settings.value.export_folder or Path.home())
        told, _ = QFileDialog.getSaveFileName(
            self,
            tr("Write the preset"),
            str(start / f"{slug(shown, 'export')}{SUFFIX}"),
            f"{tr('Presets')} (*{SUFFIX})",
        )
        if told:
            path = Path(told if told.endswith(SUFFIX) else f"{told}{SUFFIX}")
            try:
                write(path, written_preset(named(chosen, shown, form)))
            except OSError as error:
                tell_bad_input(self, tr("The preset cannot be written"), error)

    def _read(self) -> None:
        told, _ = QFileDialog.getOpenFileName(
            self,
            tr("Read a preset"),
            self._settings.value.export_folder,
            f"{tr('Presets')} (*{SUFFIX})",
        )
        if not told:
            return
        try:
            preset = read_preset(Path(told))
            chosen_options(format_named(preset.format), preset, preset.name)
        except BadInput as problem:
            tell_bad_input(self, tr("This preset cannot be taken"), problem)
            return
        self.taken.emit(preset)
        self._keep(preset, preset.name)


def _name_of(choice: Choice, form: Format) -> str:
    if not isinstance(choice, Preset):
        return tr("Usual choice")
    return choice.name if choice not in built_in(form) else tr(choice.name.capitalize())


def _is_same(one: Choice, other: Choice) -> bool:
    return one.options == other.options and set(one.leave_out) == set(other.leave_out)
