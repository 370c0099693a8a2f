"""The canvas keeps what it has painted; it must be what it would paint anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import Light
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.document.document import Document
from stormdesk.editor import areas, parking, paths, stickies, typing
from stormdesk.editor.editor import Editor
from stormdesk.exchange.source import read_board
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind
from stormdesk.resources import resource

LEFT = Qt.MouseButton.LeftButton
HARDLY_SEEN = 12
"""Of 255 steps: a soft edge may be rounded otherwise where it is painted in two parts."""
NEAR, MIDDLE, FAR = 0.7, 0.3, 0.08


@pytest.fixture
def canvas(qtbot) -> Canvas:
    board = read_board(str(resource("templates/payment-outage.yaml")))
    canvas = Canvas(Editor(Document(board), Cards(Typefaces.bundled_only())))
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    return canvas


def look(canvas: Canvas, scale: float) -> None:
    bounds = canvas.editor.wall.arrangement.bounds
    canvas.look(Camera(bounds.x + 100.3, bounds.y + 50.7, scale))
    shown(canvas)


def shown(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


def anew(canvas: Canvas) -> QImage:
    """What a canvas shows that has painted nothing yet."""
    palette = canvas.palette_shown
    canvas._use(palette)
    return canvas.grab().toImage()


class Exposed(QObject):
    """What a canvas was told to paint."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.region = QRegion()
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def blackened(image: QImage, region: QRegion) -> QImage:
    painter = QPainter(image)
    painter.setClipRegion(region)
    painter.fillRect(image.rect(), Qt.GlobalColor.black)
    painter.end()
    return image


def kept_is_true(canvas: Canvas) -> None:
    kept, true = (bytes(image.constBits()) for image in (shown(canvas), anew(canvas)))
    if kept != true:
        pairs = zip(kept, true, strict=True)
        assert max(abs(one - other) for one, other in pairs if one != other) <= HARDLY_SEEN


def drag(canvas: Canvas, sticky_id: str, *way: QPoint) -> None:
    box = canvas.editor.wall.box(sticky_id)
    assert box is not None
    start = canvas.camera.to_screen(box.x + 20, box.bottom - 12).toPoint()
    QTest.mousePress(canvas, LEFT, pos=start)
    for step in way:
        held = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(start + step),
            QPointF(canvas.mapToGlobal(start + step)),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        canvas.mouseMoveEvent(held)
        shown(canvas)
    QTest.mouseRelease(canvas, LEFT, pos=start + way[-1])


def some(canvas: Canvas, many: int) -> list[str]:
    """Stickies in the middle of the view, the same ones every time."""
    view = canvas.camera.in_view(canvas.width(), canvas.height()).inflated(-60)
    stickies = canvas.editor.board.stickies
    found = (i for i, box in canvas.editor.wall.found(view).items() if view.contains(box.center))
    return sorted(i for i in found if stickies[i].pinned_to is None)[:many]


def pan(canvas: Canvas) -> None:
    far = QPointF(-310, 40), QPointF(0, -280), QPointF(540, 300), QPointF(-9, -3), QPointF(9, 9)
    for delta in (QPointF(-37, 12), QPointF(-5.4, -3.2), QPointF(61, -40), QPointF(0, 90), *far):
        canvas.pan(delta.x(), delta.y())
        shown(canvas)


def drag_one(canvas: Canvas) -> None:
    drag(canvas, some(canvas, 1)[0], QPoint(9, 9), QPoint(60, 40), QPoint(140, 70))


def drag_many(canvas: Canvas) -> None:
    ids = some(canvas, 40)
    canvas.editor.select(ids)
    drag(canvas, ids[0], QPoint(9, 9), QPoint(60, 4), QPoint(40, 11))


def drag_and_pan(canvas: Canvas) -> None:
    ids = some(canvas, 40)
    canvas.editor.select(ids)
    canvas.editor.press(canvas.pointer_at(QPointF(1, 1), Qt.KeyboardModifier.NoModifier))
    canvas.editor.cancel()
    canvas.editor.select(ids)
    stickies.nudge(canvas.editor, 90, 20)
    shown(canvas)
    pan(canvas)


def drag_marked(canvas: Canvas) -> None:
    """Carry hot, pivotal and watched stickies about, and look before they are put down."""
    editor = canvas.editor
    hot = [s for s in editor.board.stickies.values() if "hot-path" in s.tags][:2]
    editor.select([s.id for s in hot])
    stickies.toggle_pivotal(editor)
    paths.toggle_watched(editor)
    box = editor.wall.box(hot[0].id)
    assert box is not None
    canvas.look(canvas.centred(*box.center, canvas.camera.scale))
    shown(canvas)
    drag(canvas, hot[0].id, QPoint(9, 9), QPoint(60, 40), QPoint(-90, 70))


def select(canvas: Canvas) -> None:
    for many in (3, 1, 7, 0):
        canvas.editor.select([*some(canvas, many), *sorted(canvas.editor.board.flows)[:many]])
        shown(canvas)
    canvas.editor.select([*some(canvas, 4), *sorted(canvas.editor.board.flows)])


def undo(canvas: Canvas) -> None:
    canvas.editor.select(some(canvas, 5))
    stickies.remove_selected(canvas.editor)
    shown(canvas)
    canvas.editor.document.undo()
    shown(canvas)
    canvas.editor.document.redo()


def mark(canvas: Canvas) -> None:
    editor = canvas.editor
    for act in (paths.toggle_security, paths.toggle_watched, stickies.toggle_pivotal):
        editor.select(some(canvas, 4))
        act(editor)
        shown(canvas)
    flow = next(f for f in editor.board.flows.values() if f.source in some(canvas, 99))
    editor.select([flow.source, flow.target])
    paths.mark_path(editor)
    shown(canvas)
    stickies.nudge(editor, 33, 12)


def draw_areas(canvas: Canvas) -> None:
    editor = canvas.editor
    with editor.document.edit("Area") as edit:
        areas.draw(editor, some(canvas, 4), edit)
    shown(canvas)
    editor.select(some(canvas, 2))
    stickies.nudge(editor, 120, 60)
    shown(canvas)
    editor.document.undo()
    shown(canvas)
    editor.document.undo()


def park(canvas: Canvas) -> None:
    canvas.editor.select(some(canvas, 2))
    parking.toggle_parked(canvas.editor)


def write(canvas: Canvas) -> None:
    editor = canvas.editor
    first, second, *_ = some(canvas, 2)
    typing.open_text(editor, first)
    shown(canvas)
    QTest.keyClicks(canvas.focusWidget(), "A text that is so long that the sticky grows by it " * 5)
    shown(canvas)
    editor.cancel()
    shown(canvas)
    typing.open_text(editor, second)
    editor.cancel()


def place(canvas: Canvas) -> None:
    for number in range(3):
        at = QPointF(200 + 90 * number, 250)
        canvas.editor.pointer = canvas.pointer_at(at, Qt.KeyboardModifier.NoModifier)
        typing.place(canvas.editor, Kind.EVENT)
        shown(canvas)
        canvas.editor.cancel()


def grow_lane(canvas: Canvas) -> None:
    editor = canvas.editor
    lane = editor.board.in_order(Context)[0]
    lowest = max(editor.board.members(lane.id), key=lambda s: (s.y or 0.0, s.id))
    with editor.document.edit("Lower") as edit:
        edit.put(lowest.placed(y=(lowest.y or 0.0) + 170))
    shown(canvas)
    with editor.document.edit("Fold") as edit:
        edit.put(lane.revised(collapsed=True))


def light(canvas: Canvas) -> None:
    canvas.light(Light(frozenset(some(canvas, 5)), outlined=True))
    shown(canvas)
    pan(canvas)
    stickies.nudge(canvas.editor, 10, 0)


def drag_lit(canvas: Canvas) -> None:
    """Carry a lit sticky about and look before it is put down."""
    lit = some(canvas, 5)
    canvas.light(Light(frozenset(lit), outlined=True))
    shown(canvas)
    drag(canvas, lit[0], QPoint(9, 9), QPoint(60, 40), QPoint(-90, 70))


@pytest.mark.parametrize("scale", [NEAR, MIDDLE, FAR])
@pytest.mark.parametrize(
    "act",
    [
        pan, drag_one, drag_many, drag_marked, drag_and_pan, select, undo, mark, draw_areas, park,
        write, place, grow_lane, light, drag_lit,
    ],
)  # fmt: skip
def test_what_is_kept_is_what_would_be_painted(
    canvas: Canvas, act: Callable[[Canvas], None], scale: float
) -> None:
    look(canvas, scale)
    act(canvas)
    kept_is_true(canvas)


def test_the_ruler_cuts_no_number_at_its_right_end(canvas: Canvas) -> None:
    look(canvas, FAR)
    for _ in range(16):
        canvas.pan(-3, 0)
        image = shown(canvas)
        end = image.width() - 1
        assert len({image.pixel(end, y) for y in range(4, 26)}) == 1


def test_round_an_open_text_the_whole_board_is_painted(canvas: Canvas, qtbot) -> None:
    qtbot.waitExposed(canvas)
    look(canvas, NEAR)
    typing.open_text(canvas.editor, some(canvas, 1)[0])
    exposed = Exposed(canvas)
    store = canvas.backingStore().paintDevice()
    assert isinstance(store, QImage)
    store.fill(Qt.GlobalColor.black)
    canvas.update()
    QApplication.processEvents()
    canvas.removeEventFilter(exposed)
    assert exposed.region.rectCount() > 1
    caret = canvas.focusWidget()
    assert caret is not None
    own = QRegion(caret.geometry())  # which paints itself
    painted = store.copy()
    caret.hide()  # so that the canvas is painted in one go
    true = shown(canvas).convertToFormat(store.format())
    assert blackened(painted, own) == blackened(true, own)


@pytest.mark.parametrize("words", ["Short", "So long that the sticky grows by it. " * 9])
def test_a_key_paints_all_that_it_changes_and_no_more(canvas: Canvas, qtbot, words: str) -> None:
    qtbot.waitExposed(canvas)
    look(canvas, NEAR)
    typing.open_text(canvas.editor, some(canvas, 1)[0])
    QTest.keyClicks(canvas.focusWidget(), "A ")
    qtbot.wait(50)
    before = shown(canvas)
    exposed = Exposed(canvas)
    QTest.keyClicks(canvas.focusWidget(), words)
    QApplication.processEvents()
    canvas.removeEventFilter(exposed)
    caret = canvas.focusWidget()
    assert caret is not None
    painted = exposed.region + QRegion(caret.geometry())  # which paints itself
    assert blackened(before, painted) == blackened(shown(canvas), painted)
    if words == "Short":
        assert not exposed.region.contains(canvas.rect().center() + QPoint(0, 250))
