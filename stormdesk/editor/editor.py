"""The editor of an open board: it routes the hand to a tool and holds the selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from stormdesk.document.document import Document
from stormdesk.editor.clipboard import Clipboard, LocalClipboard
from stormdesk.editor.pointer import Overlay, Pointer
from stormdesk.editor.tools.select import Select
from stormdesk.editor.tools.tool import Tool
from stormdesk.editor.unseen import Unseen
from stormdesk.editor.wall import Wall
from stormdesk.layout.card import Cards
from stormdesk.model.board import Board, Change
from stormdesk.model.level import level_of, palette
from stormdesk.model.profile import Level
from stormdesk.model.sticky import Kind, Sticky

_PLACE = attrgetter("order", "id")
_MANY = 4
"""Where more than one in so many is selected, all are looked through: that is faster."""


class Editor:
    """One board being edited, without a window; verbs are functions elsewhere."""

    def __init__(
        self, document: Document, cards: Cards, clipboard: Clipboard | None = None
    ) -> None:
        self.document = document
        self.clipboard: Clipboard = clipboard or LocalClipboard()
        self.wall = Wall(document.board, cards)
        self.pointer = Pointer(0, 0)
        self.hovered: str | None = None
        self.snaps = True
        self.unseen: Unseen | None = None
        self.tool: Tool = Select()
        self._selection: frozenset[str] = frozenset()
        self._watchers: list[Callable[[], None]] = []
        document.follow(self._follow)

    @property
    def board(self) -> Board:
        """The board as it is now."""
        return self.document.board

    @property
    def is_editable(self) -> bool:
        """Whether the board may be changed here at all."""
        return not self.document.is_read_only

    @property
    def level(self) -> Level:
        """The level that palette and entry obey."""
        return level_of(self.board)

    @property
    def palette(self) -> tuple[Kind, ...]:
        """The kinds that can be placed: the level's, or all where the board names no level."""
        return palette(self.level) if self.board.profile.level is not None else tuple(Kind)

    @property
    def selection(self) -> frozenset[str]:
        """The ids of the selected records."""
        return self._selection

    @property
    def selected_stickies(self) -> list[Sticky]:
        """The selected stickies in their order."""
        selected, stickies = self._selection, self.board.stickies
        if len(selected) * _MANY > len(stickies):
            # Nearly in their order already, which makes sorting fast.
            found = [sticky for i, sticky in stickies.items() if i in selected]
        else:
            found = [stickies[i] for i in selected if i in stickies]
        return sorted(found, key=_PLACE)

    def idle(self) -> Tool:
        """Return the tool for when nothing is under way."""
        return Select()

    @property
    def selected_sticky(self) -> Sticky | None:
        """The sticky that is selected alone."""
        if len(self._selection) != 1:
            return None
        return self.board.stickies.get(next(iter(self._selection)))

    @property
    def overlay(self) -> Overlay:
        """What the present tool draws over the board."""
        return self.tool.overlay(self)

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call back whenever tool, selection or hovered sticky changed."""
        self._watchers.append(watcher)

    def select(self, ids: Iterable[str]) -> None:
        """Select these records and no others."""
        chosen = frozenset(i for i in ids if i in self.board.records)
        if chosen != self._selection:
            self._selection = chosen
            self._tell()

    def use(self, tool: Tool) -> None:
        """Give the hand another tool; what the present one has under way is brought to an end."""
        if tool is not self.tool:
            self.tool.finish(self)
            self._take(tool)

    def press(self, pointer: Pointer) -> None:
        """Press the button."""
        self.pointer = pointer
        self._take(self.tool.press(self, pointer))

    def move(self, pointer: Pointer, *, pressed: bool) -> None:
        """Move the hand, with the button down or up."""
        self.pointer = pointer
        if pressed:
            self._take(self.tool.drag(self, pointer))
        else:
            self._hover(pointer)

    def release(self, pointer: Pointer) -> None:
        """Release the button."""
        self.pointer = pointer
        self._take(self.tool.release(self, pointer))

    def double_click(self, pointer: Pointer) -> None:
        """Press a second time, soon after the first."""
        self.pointer = pointer
        self._take(self.tool.double_click(self, pointer))

    def cancel(self) -> None:
        """Press Escape."""
        self._take(self.tool.cancel(self))

    def _take(self, tool: Tool) -> None:
        self.tool = tool
        self._tell()

    def _hover(self, pointer: Pointer) -> None:
        under = self.wall.at(pointer.point)
        near = under.id if under is not None else self._still_near(pointer)
        if near != self.hovered or self.tool.follows_pointer:
            self.hovered = near
            self._tell()

    def _still_near(self, pointer: Pointer) -> str | None:
        # The handles stand outside the sticky, so it stays hovered while the hand goes there.
        box = self.wall.box(self.hovered) if self.hovered is not None else None
        if box is not None and box.inflated(pointer.reach(24)).contains(pointer.point):
            return self.hovered
        return None

    def _follow(self, change: Change) -> None:
        self.wall.follow(self.document.board, change)
        gone = {i for i, (_, after) in change.others.items() if after is None}
        if gone:
            self._selection -= gone
            if self.hovered in gone:
                self.hovered = None

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()
