"""A form made from a pydantic model: the options of a format, or a part of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.panels.marking import mark_wrong
from stormdesk.desktop.words import tr
from stormdesk.model.problem import explain

M = TypeVar("M", bound=BaseModel)
_FAR = 1_000_000_000
_ABREAST = 3
"""Ticks side by side."""


class OptionsForm(QWidget, Generic[M]):
    """One widget a field; ``options`` says what is chosen, or what is wrong beside the field.

    A field may say its ``title``, the ``unit`` of a number and the ``names`` of its choices.
    ``names`` are the fields to show, all without it; ``values`` are shown instead of defaults.
    """

    def __init__(
        self,
        model: type[M],
        parent: QWidget | None = None,
        *,
        names: Iterable[str] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
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

    def options(self) -> M | None:
        """Return what is chosen; None where it cannot be taken, which the form then tells."""
        for name, wrong in self._wrongs.items():
            wrong.hide()
            mark_wrong(self._entries[name], False)
        try:
            return self._model.model_validate({n: value() for n, value in self._values.items()})
        except ValidationError as error:
            place = error.errors(include_url=False)[0]["loc"]
            name = str(place[0]) if place else next(iter(self._wrongs))
            self._wrongs[name].setText(explain(error, place[:1]))
            self._wrongs[name].show()
            mark_wrong(self._entries[name], True)
            self._entries[name].setFocus()
            return None

    def _row(self, name: str, field: FieldInfo, shown: Any) -> QVBoxLayout:
        title = tr(field.title or name.replace("_", " ").capitalize())
        entry, value = _entry(field, title, shown)
        entry.setAccessibleName(title)
        entry.setAccessibleDescription(field.description or "")
        self._entries[name], self._values[name] = entry, value
        layout = QVBoxLayout()
        layout.setSpacing(4)
        if not isinstance(entry, QCheckBox):
            label = QLabel(title)
            label.setProperty("role", "field")
            label.setBuddy(entry)
            layout.addWidget(label)
        layout.addWidget(entry)
        if field.description:
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


def _entry(field: FieldInfo, title: str, default: Any) -> tuple[QWidget, Callable[[], Any]]:
    """Return the widget for a field and how to read it."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    kind, is_optional = _without_none(field.annotation)
    if kind is bool:
        return _tick(title, bool(default))
    if get_origin(kind) is Literal:
        return _choice(get_args(kind), default, is_optional, extra.get("names") or {})
    if get_origin(kind) in (tuple, list, frozenset, set):
        inner = get_args(kind)[0]
        if get_origin(inner) is Literal:
            return _several(get_args(inner), default or (), extra.get("names") or {})
    if kind in (int, float) and not is_optional:
        return _number(kind, default, field.metadata, extra.get("unit", ""))
    return _line(default, kind, is_optional)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        others = [each for each in get_args(annotation) if each is not type(None)]
        if len(others) == 1:
            return others[0], True
    return annotation, False


def _tick(title: str, default: bool) -> tuple[QWidget, Callable[[], Any]]:
    tick = QCheckBox(title)
    tick.setChecked(default)
    return tick, tick.isChecked


def _choice(
    values: tuple[Any, ...], default: Any, is_optional: bool, names: Mapping[Any, str]
) -> tuple[QWidget, Callable[[], Any]]:
    box = QComboBox()
    every = [None, *values] if is_optional else list(values)
    box.addItems(["—" if value is None else tr(names.get(value, str(value))) for value in every])
    box.setCurrentIndex(every.index(default) if default in every else 0)
    return box, lambda: every[box.currentIndex()]


def _several(
    values: tuple[Any, ...], default: Any, names: Mapping[Any, str]
) -> tuple[QWidget, Callable[[], Any]]:
    group = QWidget()
    layout = QGridLayout(group)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setVerticalSpacing(2)
    layout.setHorizontalSpacing(20)
    layout.setColumnStretch(_ABREAST, 1)
    ticks: list[tuple[Any, QCheckBox]] = []
    for number, value in enumerate(values):
        tick = QCheckBox(tr(names.get(value, str(value))))
        tick.setChecked(value in default)
        layout.addWidget(tick, *divmod(number, _ABREAST))
        ticks.append((value, tick))
    return group, lambda: [value for value, tick in ticks if tick.isChecked()]


def _number(
    kind: type, default: Any, bounds: Iterable[Any], unit: str
) -> tuple[QWidget, Callable[[], Any]]:
    box = QSpinBox() if kind is int else QDoubleSpinBox()
    least = [each.ge for each in bounds if hasattr(each, "ge")]
    most = [each.le for each in bounds if hasattr(each, "le")]
    box.setRange(*least or [-_FAR], *most or [_FAR])
    if isinstance(box, QDoubleSpinBox) and unit:
        box.setDecimals(1)
        box.setSingleStep(0.1)
    box.setSuffix(f" {unit}" if unit else "")
    box.setValue(default or 0)
    box.lineEdit().setTextMargins(7, 0, 0, 0)
    return box, box.value


def _line(default: Any, kind: Any, is_optional: bool) -> tuple[QWidget, Callable[[], Any]]:
    is_list = get_origin(kind) in (tuple, list, frozenset, set)
    shown = ", ".join(map(str, default)) if is_list and default else default
    line = QLineEdit("" if shown is None else str(shown))

    def value() -> Any:
        text = line.text().strip()
        if is_list:
            return [part.strip() for part in text.split(",") if part.strip()]
        return None if is_optional and not text else text

    return line, value
