"""How few keys a board takes: nothing but texts, Enter and now and then a kind."""

from __future__ import annotations

from hand import Hand, empty_board

from stormdesk.editor import typing
from stormdesk.editor.actions import ACTIONS
from stormdesk.editor.tools.type import Type
from stormdesk.exchange.outline import parse_line, read_text
from stormdesk.exchange.outline_line import LETTERS, is_alternative, parse_lane
from stormdesk.model.sticky import Kind, Sticky

OUTLINE = """\
# Ordering
a: Customer
c: Place order
Order placed
p: Whenever an order is placed, reserve its stock
c: Reserve stock
Stock reserved
| Reservation rejected
h: Who tells the customer that the last one is gone?
p: Whenever stock is reserved, request the payment
c: Request payment
Payment requested
r: Orders waiting for payment
# Payment
a: Customer
c: Pay with saved card
Payment authorised
| Payment declined
p: Whenever a payment is declined, offer another method
c: Offer another payment method
Payment method offered
h: How often may somebody try again before we give up?
p: Whenever a payment is authorised, capture it on dispatch
c: Capture payment
Payment captured
p: Whenever a payment is captured, write the invoice
c: Write invoice
Invoice written
# Shipping
p: Whenever an invoice is written, pick the order
c: Pick order
Order picked
p: Whenever an order is picked, hand over the parcel
c: Hand over parcel
s: Parcel carrier
Parcel handed over
p: Whenever a parcel is handed over, tell the customer
c: Send tracking link
Tracking link sent
h: What do we do when the carrier loses a parcel?
r: Parcels on their way
p: Whenever a parcel is late, apologise before they ask
c: Send apology
"""
LINES = [line for line in OUTLINE.splitlines() if line]
STICKIES = sum(parse_lane(line) is None for line in LINES)
MOST_KEYS_A_CHARACTER = 1.15


class Typist:
    """A hand that never leaves the keyboard; every key it presses counts, Ctrl and Shift too."""

    def __init__(self) -> None:
        self.hand = Hand(empty_board("process"))
        self.keys = 0

    @property
    def open_kind(self) -> Kind:
        tool = self.hand.editor.tool
        assert isinstance(tool, Type)
        return tool.sticky(self.hand.editor).kind

    def letter(self, kind: Kind) -> None:
        """Press the key of a kind while no text is open."""
        name = f"place-{kind.value}"
        row = next(row for row in ACTIONS if row.name == name)
        assert len(row.keys[0]) == 1
        self.keys += 1
        self.hand.do(name)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.hand.type(text)

    def enter(self) -> None:
        self.keys += 1
        self.hand.enter()

    def alternative(self) -> None:
        self.keys += 2
        self.hand.alternative()

    def escape(self) -> None:
        self.keys += 1
        self.hand.escape()

    def kind(self, wanted: Kind) -> None:
        """Change the kind of the open sticky the shorter way: by Tab, Shift+Tab or its mark."""
        kinds = self.hand.editor.palette
        tabs = (kinds.index(wanted) - kinds.index(self.open_kind)) % len(kinds)
        back = len(kinds) - tabs
        if tabs == 0:
            return
        if min(tabs, back + 1) <= 3:
            step, times, held = (1, tabs, 0) if tabs <= back + 1 else (-1, back, 1)
            self.keys += times + held
            for _ in range(times):
                typing.cycle_kind(self.hand.editor, step)
        else:
            self.type(f"{LETTERS[wanted]}: ")

    def enter_outline(self) -> None:
        self.letter(Kind.ACTOR)
        for number, line in enumerate(LINES):
            entry = parse_line(line)
            if entry is None:
                self.type(line)
            else:
                self.kind(entry.kind or Kind.EVENT)
                self.type(entry.text)
            following = LINES[number + 1] if number + 1 < len(LINES) else None
            if following is None:
                self.escape()
            elif is_alternative(following):
                self.alternative()
            else:
                self.enter()


def test_forty_stickies_take_little_more_than_their_letters() -> None:
    typist = Typist()
    typist.enter_outline()
    letters = sum(len(s.text) for s in typist.hand.board.stickies.values())
    assert STICKIES == 40
    assert typist.keys <= MOST_KEYS_A_CHARACTER * letters


def test_what_was_typed_is_what_the_outline_says() -> None:
    typist = Typist()
    typist.enter_outline()
    board, wanted = typist.hand.board, read_text(OUTLINE, "outline", "Wanted")

    def told(of_board: object) -> list[tuple[str, Kind, str | None]]:
        assert isinstance(of_board, type(board))
        return [
            (s.text, s.kind, of_board.contexts[s.context].name if s.context else None)
            for s in of_board.in_order(Sticky)
        ]

    assert told(board) == told(wanted)
    assert len(board.flows) >= 25


def test_nothing_that_was_typed_lies_on_anything_else() -> None:
    typist = Typist()
    typist.enter_outline()
    wall, stickies = typist.hand.editor.wall, typist.hand.board.stickies
    boxes = wall.arrangement.boxes
    lying = [
        (stickies[i].text, stickies[j].text)
        for i in boxes
        for j in wall.in_box(boxes[i]) - {i}
        if stickies[i].pinned_to != j and stickies[j].pinned_to != i
    ]
    assert lying == []
