"""A form made from a pydantic model: the options of a format, or a part of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from stormdesk.desktop.dialogs.option_entry import Offer, changes, entry_of
from stormdesk.desktop.panels.marking import mark_wrong
from stormdesk.desktop.words import tr
from stormdesk.model.problem import explain

M = TypeVar("M", bound=BaseModel)


class OptionsForm(QWidget, Generic[M]):
    """One widget a field; ``options`` says what is chosen, or what is wrong beside the field.

    A field may say its ``title``, the ``unit`` of a number, the ``names`` of its choices, values
    that are ``suggested``, and that it names a ``file``. ``names`` are the fields to show, all
    without it; ``values`` are shown instead of defaults, ``offers`` of fields instead of entries.
    """

    changed = Signal()

    def __init__(
        self,
        model: type[M],
        parent: QWidget | None = None,
        *,
        names: Iterable[str] | None = None,
        values: Mapping[str, Any] | None = None,
        offers: Mapping[str, Offer] | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._offers = offers or {}
        self._values: dict[str, Callable[[], Any]] = {}
        self._entries: dict[str, QWidget] = {}
        self._wrongs: dict[str, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        fields = model.model_fields
        for name in fields if names is None else names:
            default = fields[name].get_default(call_default_factory=True)
            layout.addLayout(self._row(name, fields[name], (values or {}).get(name, default)))
        if not model.model_fields:
            nothing = QLabel(tr("There is nothing to choose in this format."))
            nothing.setProperty("role", "faint")
            layout.addWidget(nothing)
        layout.addStretch(1)

    @property
    def entries(self) -> dict[str, QWidget]:
        """The widgets by the name of their field."""
        return dict(self._entries)

    def chosen(self) -> M | None:
        """Return what is chosen; None where it cannot be taken, of which nothing is told."""
        try:
            return self._validated()
        except ValidationError:
            return None

    def options(self) -> M | None:
        """Return what is chosen; None where it cannot be taken, which the form then tells."""
        for name, wrong in self._wrongs.items():
            wrong.hide()
            mark_wrong(self._entries[name], False)
        try:
            return self._validated()
        except ValidationError as error:
            place = error.errors(include_url=False)[0]["loc"]
            name = str(place[0]) if place else next(iter(self._wrongs))
            self._wrongs[name].setText(explain(error, place[:1]))
            self._wrongs[name].show()
            mark_wrong(self._entries[name], True)
            self._entries[name].setFocus()
            return None

    def _validated(self) -> M:
        return self._model.model_validate({n: value() for n, value in self._values.items()})

    def _row(self, name: str, field: FieldInfo, shown: Any) -> QVBoxLayout:
        title = tr(field.title or name.replace("_", " ").capitalize())
        entry, value = entry_of(field, title, shown, self._offers.get(name))
        entry.setAccessibleName(title)
        entry.setAccessibleDescription(field.description or "")
        self._entries[name], self._values[name] = entry, value
        for signal in changes(entry):
            signal.connect(self.changed)
        layout = QVBoxLayout()
        layout.setSpacing(4)
        if not isinstance(entry, QCheckBox):
            label = QLabel(title)
            label.setProperty("role", "field")
            label.setBuddy(entry)
            layout.addWidget(label)
        layout.addWidget(entry)
        if field.description and name not in self._offers:
            hint = QLabel(tr(field.description))
            hint.setProperty("role", "faint")
            hint.setWordWrap(True)
            layout.addWidget(hint)
        wrong = self._wrongs[name] = QLabel()
        wrong.setProperty("role", "wrong")
        wrong.setWordWrap(True)
        wrong.hide()
        layout.addWidget(wrong)
        return layout
