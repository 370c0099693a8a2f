"""One shape and size of board on a canvas of 1920 by 1080 pixels, measured and printed."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import psutil
from boards import big_board, block_board
from measure import Row, row
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.look import dress
from stormdesk.desktop.memory import settle_memory
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.wall.projection import Projection
from stormdesk.document.document import Document
from stormdesk.document.file import read, to_bytes
from stormdesk.editor import stickies, typing
from stormdesk.editor.editor import Editor
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.model.sticky import Kind

FRAMES = 120
RUNS = 5
NEAR = 0.45
"""Pixels a board unit at which about 200 stickies are in view, their text set."""
LEFT, RELEASED = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
BARE = Qt.KeyboardModifier.NoModifier
TARGETS = {
    "pan-near": (6, 8),
    "pan-all": (6, 16),
    "zoom-strip": (8, 16),
    "zoom-block": (12, 20),
    "drag-one": (6, 8),
    "drag-200": (10, 16),
    "key": (6, 8),
    "new-sticky": (8, 16),
    "move-all": (200, 1_200),
    "undo-move-all": (120, 700),
    "open": (400, 2_500),
    "wall-edit": (16, 20),
    "wall-pan-near": (6, 8),
    "longest-frame": (50, 50),
    "memory": (250, 600),
}


class Bench(QObject):
    """A canvas, the time of its paints, and the events that a person would send."""

    def __init__(self, app: QApplication, canvas: Canvas) -> None:
        super().__init__()
        self.app = app
        self.canvas = canvas
        self.painted = False
        self.longest: list[float] = []
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted = True
        return False

    def frame(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from an act to the end of the paint that it caused."""
        self.painted = False
        begin = perf_counter()
        act()
        while not self.painted:
            self.app.processEvents()
        return (perf_counter() - begin) * 1_000

    def frames(self, acts: Iterator[Callable[[], object]]) -> list[float]:
        taken = [self.frame(act) for act in acts]
        self.longest.extend(taken)
        return taken

    def mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        held = LEFT if kind != QEvent.Type.MouseButtonRelease else RELEASED
        pressed = RELEASED if kind == QEvent.Type.MouseMove else button
        globally = QPointF(self.canvas.mapToGlobal(at))
        event = QMouseEvent(kind, at, globally, pressed, held, BARE)
        self.app.sendEvent(self.canvas, event)

    def wheel(self, at: QPointF, pixels: QPoint, held: Qt.KeyboardModifier = BARE) -> None:
        globally = QPointF(self.canvas.mapToGlobal(at))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, globally, QPoint(), pixels, RELEASED, held, phase, False)
        self.app.sendEvent(self.canvas, event)

    def key(self, widget: QObject, key: Qt.Key, text: str = "") -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.app.sendEvent(widget, QKeyEvent(kind, key, BARE, text))

    def look(self, camera: Camera) -> None:
        self.canvas.camera = camera
        self.frame(self.canvas.update)

    def near(self) -> Camera:
        bounds = self.canvas.editor.wall.arrangement.bounds
        return Camera(bounds.center.x, bounds.y + 40, NEAR)

    def pan(self) -> list[float]:
        middle = QPointF(1_000, 600)
        steps = [QPoint(-9, -2) if i < FRAMES / 2 else QPoint(9, 2) for i in range(FRAMES)]
        return self.frames((lambda d=d: self.wheel(middle, d)) for d in steps)

    def zoom(self) -> list[float]:
        self.canvas.zoom_to_fit()
        self.frame(self.canvas.update)
        middle = QPointF(1_000, 600)
        factor = (1 / self.canvas.zoom) ** (1 / FRAMES)
        return self.frames((lambda: self.canvas.zoom_by(factor, middle)) for _ in range(FRAMES))

    def drag(self, many: int) -> list[float]:
        editor, canvas = self.canvas.editor, self.canvas
        self.look(self.near())
        view = canvas.camera.in_view(canvas.width(), canvas.height())
        inner = Box(view.x + 500, view.y + 100, view.width - 900, view.height - 300)
        ids = sorted(i for i in editor.wall.in_box(inner) if not editor.board.stickies[i].pinned_to)
        editor.select(ids[:many] if many > 1 else [])
        box = editor.wall.box(ids[0])
        assert box is not None
        start = canvas.camera.to_screen(box.x + 20, box.bottom - 12)
        self.mouse(QEvent.Type.MouseMove, start, RELEASED)
        self.mouse(QEvent.Type.MouseButtonPress, start, LEFT)
        self.mouse(QEvent.Type.MouseMove, start + QPointF(8, 8), LEFT)
        taken = self.frames(
            (
                lambda i=i: self.mouse(
                    QEvent.Type.MouseMove, start + QPointF(8 + i, 8 + i % 30), LEFT
                )
            )
            for i in range(1, FRAMES + 1)
        )
        self.mouse(QEvent.Type.MouseButtonRelease, start + QPointF(FRAMES, 20), LEFT)
        editor.document.undo()
        editor.select([])
        return taken

    def type(self) -> list[float]:
        editor, canvas = self.canvas.editor, self.canvas
        self.look(self.near())
        view = canvas.camera.in_view(canvas.width(), canvas.height())
        under = sorted(editor.wall.in_box(view.inflated(-300)))[10]
        typing.open_text(editor, under)
        self.app.processEvents()
        caret = canvas.focusWidget() or canvas
        letters = islice(cycle("stock is reserved for the order "), FRAMES)
        taken = self.frames((lambda c=c: self.key(caret, Qt.Key.Key_A, c)) for c in letters)
        self.key(caret, Qt.Key.Key_Escape)
        editor.document.undo()
        return taken

    def new_stickies(self) -> list[float]:
        editor = self.canvas.editor
        self.look(self.near())
        taken: list[float] = []
        for i in range(FRAMES):
            self.mouse(QEvent.Type.MouseMove, QPointF(300 + i * 9, 300 + i % 7 * 60), RELEASED)
            taken += self.frames(iter([lambda: typing.place(editor, Kind.EVENT)]))
            editor.cancel()
        return taken

    def move_all(self) -> tuple[list[float], list[float]]:
        editor = self.canvas.editor
        moved: list[float] = []
        undone: list[float] = []
        self.look(self.near())
        for _ in range(RUNS):
            editor.select([*editor.board.stickies])
            self.app.processEvents()
            moved.append(self.frame(lambda: stickies.nudge(editor, 16, 0)))
            undone.append(self.frame(editor.document.undo))
        editor.select([])
        return moved, undone


class WallBench(Bench):
    """The same beside a wall: a frame is over once the wall has painted too."""

    def __init__(self, app: QApplication, canvas: Canvas, folder: Path) -> None:
        super().__init__(app, canvas)
        self.projection = Projection(canvas, SettingsFile(folder / "settings.json"))
        self.projection.open()
        window = self.projection.window
        assert window is not None
        window.resize(1920, 1080)
        app.processEvents()
        canvas.removeEventFilter(self)
        window.view.installEventFilter(self)
        window.camera.is_smooth = False

    def look(self, camera: Camera) -> None:
        # Whether the wall has anything to paint for it, the camera alone does not tell.
        self.canvas.look(camera)
        self.app.processEvents()

    def nudges(self) -> list[float]:
        editor = self.canvas.editor
        self.look(self.near())
        view = self.canvas.camera.in_view(self.canvas.width(), self.canvas.height())
        editor.select([sorted(editor.wall.in_box(view.inflated(-300)))[12]])
        self.app.processEvents()
        steps = (16 if i % 2 else -16 for i in range(FRAMES))
        taken = self.frames((lambda d=d: stickies.nudge(editor, d, 0)) for d in steps)
        editor.select([])
        return taken


def measured(shape: str, n: int) -> Iterator[Row]:
    app = QApplication([])
    dress(app)
    cards = Cards(Typefaces.bundled_only())
    board = (big_board if shape == "strip" else block_board)(n)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.stormdesk")
        path.write_bytes(to_bytes(board))
        del board
        canvas, taken = _opened(app, path, cards)
        opened = [taken]
        for _ in range(1, RUNS if n <= 10_000 else 2):
            _closed(app, canvas)
            canvas, taken = _opened(app, path, cards)
            opened.append(taken)
    bench = Bench(app, canvas)
    settle_memory()

    def told(name: str, taken: list[float], unit: str = "ms", by: str = "p95") -> Row:
        limit = TARGETS[name][0 if n <= 10_000 else 1]
        return row(f"canvas-{shape}-{name}", n, taken, limit, unit, by)

    bench.look(bench.near())
    yield told("pan-near", bench.pan())
    canvas.zoom_to_fit()
    yield told("pan-all", bench.pan())
    yield told(f"zoom-{shape}", bench.zoom())
    yield told("drag-one", bench.drag(1))
    yield told("drag-200", bench.drag(200))
    yield told("key", bench.type())
    yield told("new-sticky", bench.new_stickies())
    yield told("longest-frame", bench.longest, by="max")
    moved, undone = bench.move_all()
    yield told("move-all", moved, by="max")
    yield told("undo-move-all", undone, by="max")
    yield told("open", opened)
    yield told("memory", [psutil.Process().memory_info().rss / 1e6], "MB")
    with tempfile.TemporaryDirectory() as folder:
        wall = WallBench(app, canvas, Path(folder))
        yield told("wall-edit", [*wall.type(), *wall.nudges()])
        wall.look(wall.near())
        yield told("wall-pan-near", wall.pan())
        wall.projection.close()


def _closed(app: QApplication, canvas: Canvas) -> None:
    canvas.close()
    canvas.editor.document.dismiss()
    canvas.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    gc.collect()


def _opened(app: QApplication, path: Path, cards: Cards) -> tuple[Canvas, float]:
    gc.disable()  # as the window does, until it is calm
    begin = perf_counter()
    board, _ = read(path)
    canvas = Canvas(Editor(Document(board), cards))
    canvas.resize(1920, 1080)
    canvas.show()
    bench = Bench(app, canvas)
    bench.frame(canvas.update)
    taken = (perf_counter() - begin) * 1_000
    gc.enable()
    return canvas, taken


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for found in measured(sys.argv[1], int(sys.argv[2])):
        print(found, flush=True)
