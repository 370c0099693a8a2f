"""What lies over a board for a room: the phase card, the break, the ranking."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.wall.break_screen import show_break
from stormdesk.desktop.wall.moment import Moment, Result
from stormdesk.desktop.wall.phase_card import PhaseCard
from stormdesk.desktop.wall.plate import Plate
from stormdesk.desktop.wall.ranking import height_of, show_ranking
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette

_CARD = (0.64, 0.4)
_RANKING = 0.46
_MARGIN = 40.0


class Overlays:
    """Shows over a widget what a moment asks for; a ranking comes with the end of its ballot."""

    def __init__(self, host: QWidget, *, is_smooth: bool) -> None:
        self._host = host
        self._palette, self._unit = DEFAULT_PALETTE, 1.0
        self.ranking = Plate(host, is_smooth=is_smooth)
        self.card = PhaseCard(Plate(host, is_smooth=is_smooth))
        self.rest = Plate(host, is_smooth=is_smooth)
        self._known: Result | None = None
        self._is_first = True
        self._moment: Moment | None = None
        self.shows_ranking = False

    def use(self, palette: Palette, unit: float, *, is_smooth: bool) -> None:
        """Show things in other colours, another size or another way from now on."""
        self._palette, self._unit = palette, unit
        for plate in (self.ranking, self.card.plate, self.rest):
            plate.is_smooth = is_smooth

    def settle(self) -> None:
        """Lie where the host's size puts things."""
        area = QRectF(self._host.rect())
        self.rest.setGeometry(area.toRect())
        wide, high = area.width() * _CARD[0], area.height() * _CARD[1]
        card = QRectF(0, 0, wide, high)
        card.moveCenter(area.center())
        self.card.plate.setGeometry(card.toRect())
        self._settle_ranking(area)
        if self._moment is not None:
            self._show_now(self._moment)

    def show_moment(self, moment: Moment) -> None:
        """Show what a moment asks for."""
        self._attend_ranking(moment)
        self._moment = moment
        self._settle_ranking(QRectF(self._host.rect()))
        self.card.show_moment(moment, self._palette, self._unit)
        self._show_now(moment)

    def show_ranking(self, *, is_on: bool) -> None:
        """Show the ranking of the last ballot, or put it away."""
        self.shows_ranking = is_on
        if self._moment is not None:
            self._show_now(self._moment)

    def clear(self) -> None:
        """Show nothing any more."""
        for plate in (self.ranking, self.card.plate, self.rest):
            plate.want(is_wanted=False)
        self._moment, self._is_first, self.shows_ranking = None, True, False

    def _show_now(self, moment: Moment) -> None:
        result = moment.result if self.shows_ranking else None
        show_ranking(self.ranking, result, self._palette, self._unit)
        show_break(self.rest, moment, self._palette, self._unit)
        if result is not None:
            self.card.put_away()
        if self.rest.is_wanted:
            self.rest.raise_()

    def _attend_ranking(self, moment: Moment) -> None:
        before = self._moment
        is_news = moment.result is not None and moment.result != self._known
        self._known = moment.result
        if is_news and not self._is_first:
            self.shows_ranking = True
        moved_on = before is not None and moment.entered != before.entered
        if moved_on or moment.told is not None or moment.turnout is not None:
            self.shows_ranking = False
        self._is_first = False

    def _settle_ranking(self, area: QRectF) -> None:
        margin = _MARGIN * self._unit
        result = self._moment.result if self._moment is not None else None
        high = min(height_of(result, self._unit), area.height() - 2 * margin)
        wide = area.width() * _RANKING
        self.ranking.setGeometry(
            QRect(
                round(area.right() - wide - margin),
                round(area.center().y() - high / 2),
                round(wide),
                round(high),
            )
        )
