"""The drawing of the paper as SVG elements, with a group for every record that has a shape."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.exchange.paper.drawing import Arrow, Drawing
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.exchange.pictures.svg_content import SvgContent
from stormdesk.exchange.pictures.svg_lettering import Piece, SvgLettering
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Board
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky


class SvgDrawing(Drawing):
    """Collects elements in the order in which they paint.

    ``named_by`` is the attribute that holds the id of a group's record; ``titled`` says whether
    groups have a title, which viewers read out and show under the pointer.
    """

    def __init__(
        self, board: Board, typefaces: Typefaces, *, named_by: str = "id", titled: bool = True
    ) -> None:
        super().__init__(typefaces)
        self._board = board
        self._words = words_of(board)
        self._named_by = named_by
        self._titled = titled
        self._form_prefix = _free_prefix(board)
        letters = SvgLettering()
        self.lettering = letters
        self._content = SvgContent(letters.lines, self.opacities, self._form_id)
        self._letters = letters

    @property
    def lines(self) -> list[tuple[Piece, ...]]:
        """All lines that were written, in their order."""
        return self._letters.lines

    @property
    def elements(self) -> list[str]:
        """All that was drawn, what is shown by name first."""
        content = self._content.finish()
        defined: list[str] = []
        for name, form in self.forms.items():
            part = SvgContent(self._letters.lines, self.opacities, self._form_id)
            part.paint(form.operators)
            defined += [f'<g id="{self._form_id(name)}">', *part.finish(), "</g>"]
        return ["<defs>", *defined, "</defs>", *content] if defined else content

    def draw(self, *operators: str) -> None:
        """Paint some operators over what is there; what they set stays set."""
        self._content.paint(" ".join(operators))

    def mark(self, sticky: Sticky, *operators: str, within: Box) -> None:
        """Paint a mark of a sticky that was painted before."""
        self._content.open(f' data-on={xml_attribute(sticky.id)} class="mark"')
        self.apart(*operators, within=within)
        self._content.close()

    def apart(self, *operators: str, of: Record | None = None, within: Box | None = None) -> None:
        """Paint some operators over what is there; what they set is forgotten after them."""
        content = self._content
        if of is not None:
            content.open(self._named(of), self._title(of))
            content.centred = isinstance(of, Sticky)
        content.paint(f"q {' '.join(operators)} Q")
        if of is not None:
            content.close()
            content.centred = False

    def alike(self, setting: str, arrows: Mapping[str, Arrow]) -> None:
        """Paint lines with their heads in one setting, a group each."""
        content = self._content
        content.paint(f"q {setting}")
        for flow_id, (line, head, _) in arrows.items():
            content.open(f' {self._named_by}={xml_attribute(flow_id)} class="flow"')
            content.paint(f"{line} S {head} f")
            content.close()
        content.paint("Q")

    def _named(self, record: Record) -> str:
        kind = f"sticky {record.kind}" if isinstance(record, Sticky) else record.type_name
        return f' {self._named_by}={xml_attribute(record.id)} class="{kind}"'

    def _title(self, record: Record) -> str:
        if not self._titled or not isinstance(record, Sticky):
            return ""
        label = self._words.kind(record.kind, self._board.profile)
        return f"<title>{xml_text(f'{label}: {record.text}')}</title>"

    def _form_id(self, name: str) -> str:
        return f"{self._form_prefix}{name}"


def _free_prefix(board: Board) -> str:
    """Return what no id of the board begins with, so that none is taken for a form's."""
    prefix = "form-"
    while any(record_id.startswith(prefix) for record_id in board.records):
        prefix = f"_{prefix}"
    return prefix
