"""The widget of one option: a tick, a choice, a number, a line, a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from stormdesk.desktop.words import tr

_FAR = 1_000_000_000
_ABREAST = 3
"""Ticks side by side."""
Entry = tuple[QWidget, Callable[[], Any]]
"""A widget and how to read it."""
Offer = Sequence[tuple[Any, str]]
"""Values with what each is called."""


def entry_of(field: FieldInfo, title: str, default: Any, offer: Offer | None = None) -> Entry:
    """Return the widget for a field and how to read it; with an offer one of that is chosen."""
    if offer is not None:
        return _offered(offer, default)
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    kind, is_optional = _without_none(field.annotation)
    if kind is bool:
        return _tick(title, bool(default))
    if get_origin(kind) is Literal:
        absent = extra.get("absent", "—") if is_optional else None
        return _choice(get_args(kind), default, absent, extra.get("names") or {})
    if get_origin(kind) in (tuple, list, frozenset, set):
        inner = get_args(kind)[0]
        if get_origin(inner) is Literal:
            return _several(get_args(inner), default or (), extra.get("names") or {})
    if kind in (int, float):
        absent = extra.get("absent", "—") if is_optional else None
        return _number(kind, default, field.metadata, extra.get("unit", ""), absent)
    if extra.get("suggested"):
        return _suggested([str(each) for each in extra["suggested"]], default)
    if extra.get("file"):
        return _file(default)
    return _line(default, kind, is_optional)


def changes(entry: QWidget) -> list[SignalInstance]:
    """Return the signals by which an entry tells that something else is chosen."""
    if isinstance(entry, QCheckBox):
        return [entry.toggled]
    if isinstance(entry, QComboBox):
        return [entry.currentTextChanged]
    if isinstance(entry, QSpinBox | QDoubleSpinBox):
        return [entry.valueChanged]
    if isinstance(entry, QLineEdit):
        return [entry.textChanged]
    lines = [line.textChanged for line in entry.findChildren(QLineEdit)]
    return [*lines, *(tick.toggled for tick in entry.findChildren(QCheckBox))]


def _called(value: Any, names: Mapping[Any, str]) -> str:
    """Return what a choice is called; a plain word is its own name."""
    text = str(value)
    is_plain = text.islower() and text.replace("-", "").isalpha()
    return names.get(value, text.replace("-", " ").capitalize() if is_plain else text)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        others = [each for each in get_args(annotation) if each is not type(None)]
        if len(others) == 1:
            return others[0], True
    return annotation, False


def _tick(title: str, default: bool) -> Entry:
    tick = QCheckBox(title)
    tick.setChecked(default)
    return tick, tick.isChecked


def _choice(
    values: tuple[Any, ...], default: Any, absent: str | None, names: Mapping[Any, str]
) -> Entry:
    """Return a choice; ``absent`` is what it is called where none of the values is taken."""
    box = QComboBox()
    every = list(values) if absent is None else [None, *values]
    box.addItems([tr(absent or "" if value is None else _called(value, names)) for value in every])
    box.setCurrentIndex(every.index(default) if default in every else 0)
    return box, lambda: every[box.currentIndex()]


def _offered(offer: Offer, default: Any) -> Entry:
    box = QComboBox()
    # What was chosen before may be gone from the board.
    every = [value for value, _ in offer]
    box.addItems([name for _, name in offer])
    box.setCurrentIndex(every.index(default) if default in every else 0)
    return box, lambda: every[box.currentIndex()]


def _suggested(values: Sequence[str], default: Any) -> Entry:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(values)
    box.setCurrentText(str(default))
    return box, lambda: box.currentText().strip()


def _file(default: Any) -> Entry:
    group = QWidget()
    line = QLineEdit(default or "")
    choose = QPushButton(tr("Choose…"))
    choose.setObjectName("choose")
    choose.setAutoDefault(False)

    def ask() -> None:
        told, _ = QFileDialog.getOpenFileName(group, tr("Choose a file"), line.text())
        if told:
            line.setText(told)

    choose.clicked.connect(ask)
    layout = QHBoxLayout(group)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(line, 1)
    layout.addWidget(choose)
    group.setFocusProxy(line)
    return group, lambda: line.text().strip() or None


def _several(values: tuple[Any, ...], default: Any, names: Mapping[Any, str]) -> Entry:
    group = QWidget()
    layout = QGridLayout(group)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setVerticalSpacing(2)
    layout.setHorizontalSpacing(20)
    layout.setColumnStretch(_ABREAST, 1)
    ticks: list[tuple[Any, QCheckBox]] = []
    for number, value in enumerate(values):
        tick = QCheckBox(tr(_called(value, names)))
        tick.setChecked(value in default)
        layout.addWidget(tick, *divmod(number, _ABREAST))
        ticks.append((value, tick))
    return group, lambda: [value for value, tick in ticks if tick.isChecked()]


def _number(
    kind: type, default: Any, bounds: Iterable[Any], unit: str, absent: str | None
) -> Entry:
    """Return a number; ``absent`` is what stands below the least one, where it may be left out."""
    box = QSpinBox() if kind is int else QDoubleSpinBox()
    [least] = [each.ge for each in bounds if hasattr(each, "ge")] or [-_FAR]
    [most] = [each.le for each in bounds if hasattr(each, "le")] or [_FAR]
    if isinstance(box, QDoubleSpinBox):
        box.setDecimals(1 if unit else 2)
        box.setSingleStep(0.1)
    nothing = least - box.singleStep()
    box.setRange(least if absent is None else nothing, most)
    if absent is not None:
        box.setSpecialValueText(tr(absent))
    box.setSuffix(f" {unit}" if unit else "")
    box.setValue((default or 0) if absent is None or default is not None else nothing)
    box.lineEdit().setTextMargins(7, 0, 0, 0)

    def value() -> Any:
        is_absent = absent is not None and box.text() == box.specialValueText()
        return None if is_absent else box.value()

    return box, value


def _line(default: Any, kind: Any, is_optional: bool) -> Entry:
    is_list = get_origin(kind) in (tuple, list, frozenset, set)
    shown = ", ".join(map(str, default)) if is_list and default else default
    line = QLineEdit("" if shown is None else str(shown))

    def value() -> Any:
        text = line.text().strip()
        if is_list:
            return [part.strip() for part in text.split(",") if part.strip()]
        return None if is_optional and not text else text

    return line, value
