"""The line above sheets that leafs through them and says how large they are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QToolButton, QWidget

from stormdesk.desktop.icons import draw
from stormdesk.desktop.preview.sheet_view import SheetView
from stormdesk.desktop.words import tr


class Leafing(QWidget):
    """Buttons for what a sheet view can do."""

    def __init__(self, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setObjectName("leafing")
        self.back = self._button("back", tr("Page before"), lambda: view.turn_to(view.number - 1))
        self.page = QSpinBox()
        self.page.setAccessibleName(tr("Page"))
        self.page.setFixedWidth(72)
        self.page.lineEdit().setTextMargins(7, 0, 0, 0)
        self.page.setKeyboardTracking(False)
        self.page.valueChanged.connect(lambda number: view.turn_to(number - 1))
        self.count = QLabel()
        self.on = self._button("forward", tr("Next page"), lambda: view.turn_to(view.number + 1))
        smaller = self._button("zoom-out", tr("Smaller"), view.zoom_out)
        self.zoom = QLabel()
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("1600 %") + 4)
        larger = self._button("zoom-in", tr("Larger"), view.zoom_in)
        self.fitting = self._button("zoom-fit", tr("Whole page"), view.fit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.back, self.page, self.count, self.on):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (smaller, self.zoom, larger, self.fitting):
            layout.addWidget(widget)
        view.turned.connect(self._show_number)
        view.zoomed.connect(self._show_zoom)
        self._show_number()
        self._show_zoom()

    def _button(self, drawing: str, name: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        draw(button, drawing)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _=False: run())
        return button

    def _show_number(self) -> None:
        number, count = self._view.number, self._view.count
        self.page.blockSignals(True)
        self.page.setRange(1, max(1, count))
        self.page.setValue(number + 1)
        self.page.blockSignals(False)
        self.count.setText(tr("of {n}", n=max(1, count)))
        self.back.setEnabled(number > 0)
        self.on.setEnabled(number + 1 < count)
        for widget in (self.back, self.page, self.count, self.on):
            widget.setVisible(count > 1)

    def _show_zoom(self) -> None:
        self.zoom.setText(f"{self._view.zoom:.0%}".replace("%", " %"))
