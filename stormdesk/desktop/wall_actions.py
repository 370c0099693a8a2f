"""The table of what is done with the wall and to point; menus, keys and palette come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from stormdesk.desktop.canvas.pointing import Light
from stormdesk.desktop.menus import Menu
from stormdesk.desktop.wall import screens
from stormdesk.desktop.wall.wall_camera import WallCamera
from stormdesk.desktop.words import tr
from stormdesk.editor.action import Action
from stormdesk.editor.saved_places import forget_place, save_place, saved_places
from stormdesk.model.session import Place

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

_STEP = 120.0
_NEARER = 1.25


def _has_board(window: Window) -> bool:
    return window.view is not None


def _has_wall(window: Window) -> bool:
    return window.view is not None and window.view.projection.is_open


def _has_selection(window: Window) -> bool:
    return window.view is not None and bool(window.view.editor.selection)


def _can_save_place(window: Window) -> bool:
    return window.view is not None and window.view.editor.is_editable


def _has_places(window: Window) -> bool:
    return window.view is not None and bool(saved_places(window.view.editor.board))


def _can_forget_place(window: Window) -> bool:
    return _can_save_place(window) and _has_places(window)


def _led(verb: Callable[[WallCamera], object]) -> Callable[[Window], object]:
    def run(window: Window) -> None:
        camera = window.view.projection.camera if window.view is not None else None
        if camera is not None:
            verb(camera)

    return run


def _is_led_by(mode: str) -> Callable[[Window], bool]:
    def told(window: Window) -> bool:
        camera = window.view.projection.camera if window.view is not None else None
        return camera is not None and camera.mode == mode

    return told


def _point(light: Light) -> Callable[[Window], object]:
    return lambda w: w.view and w.view.pointing_hand.toggle(light)


def _points(light: Light) -> Callable[[Window], bool]:
    return lambda w: w.view is not None and w.view.canvas.pointing.light == light


def _show_whole(window: Window) -> None:
    camera = window.view.projection.camera if window.view is not None else None
    if camera is not None and window.view is not None:
        camera.show_box(window.view.editor.wall.arrangement.bounds)


def _turn_ranking(window: Window) -> None:
    if window.view is not None:
        projection = window.view.projection
        projection.show_ranking(is_on=not projection.shows_ranking)


def _save_place(window: Window) -> None:
    view = window.view
    if view is None:
        return
    view.finish_typing()
    name, is_named = QInputDialog.getText(window, tr("Save this place"), tr("Name of the place"))
    if is_named:
        camera, middle = view.canvas.camera, view.canvas.area().center()
        save_place(view.editor, name, *camera.to_board(middle), camera.scale)


def _forget_place(window: Window) -> None:
    view = window.view
    if view is None:
        return
    view.finish_typing()
    places = {place.name: place.id for place in saved_places(view.editor.board)}
    title, label = tr("Forget a saved place"), tr("Place")
    name, is_chosen = QInputDialog.getItem(window, title, label, [*places], 0, False)
    if is_chosen:
        forget_place(view.editor, places[name])


def _to_next_screen(window: Window) -> None:
    view = window.view
    if view is not None:
        view.projection.to_next_screen()


def _to_next_place(window: Window) -> None:
    view = window.view
    places = saved_places(view.editor.board) if view is not None else []
    if view is None or not places:
        return
    camera = view.projection.camera
    here = camera.place if camera is not None else None
    ids = [place.id for place in places]
    number = ids.index(here.id) + 1 if here is not None and here.id in ids else 0
    go_to_place(window, places[number % len(places)])


def _pan(dx: float, dy: float) -> Callable[[Window], object]:
    return _led(lambda camera: camera.pull(dx, dy))


def go_to_place(window: Window, place: Place) -> None:
    """Show a saved place on the wall, or on the console where there is no wall."""
    view = window.view
    if view is None:
        return
    camera = view.projection.camera
    if camera is not None:
        camera.go_to(place)
    else:
        view.canvas.leap(view.canvas.centred(place.x, place.y, place.zoom))


def living_menus(window: Window) -> dict[str, Menu]:
    """Return the menus that list screens and saved places, by the row whose place they take."""

    def shown() -> Iterable[tuple[str, str, Callable[[], object]]]:
        view = window.view
        for screen in QGuiApplication.screens() if view is not None else ():
            yield screens.label(screen), "", lambda s=screen: view and view.projection.show_on(s)

    def places() -> Iterable[tuple[str, str, Callable[[], object]]]:
        board = window.view.editor.board if window.view is not None else None
        for place in saved_places(board) if board is not None else ():
            yield place.name, "", lambda p=place: go_to_place(window, p)

    return {"wall-screen": shown, "saved-places": places}


WALL_ACTIONS: tuple[Action[Window], ...] = (
    Action("wall", "Wall on the projector", "Workshop",
           lambda w: w.view and w.view.projection.toggle(),
           ("F5",), _has_board, icon="wall", separated=True, checked=_has_wall,
           words="second screen beamer present room"),
    Action("wall-screen", "Screen of the wall", "Workshop", _to_next_screen, (), _has_board,
           words="monitor display projector"),
    Action("presentation", "Present in this window", "Workshop",
           lambda w: w.view and w.view.presentation.toggle(), ("Shift+F5",), _has_board,
           checked=lambda w: w.view is not None and w.view.presentation.is_on,
           words="one screen full slide show"),
    Action("wall-follow", "Follow the console", "Workshop/Camera of the wall",
           _led(lambda c: c.follow()), ("Ctrl+Alt+F",), _has_wall, checked=_is_led_by("follow")),
    Action("wall-here", "Show this part, and stay there", "Workshop/Camera of the wall",
           _led(lambda c: c.show_console()), ("Ctrl+Alt+W",), _has_wall,
           checked=_is_led_by("free"), words="free fix hold"),
    Action("wall-whole", "Show the whole board", "Workshop/Camera of the wall", _show_whole,
           ("Ctrl+Alt+0",), _has_wall, words="fit all"),
    Action("wall-nearer", "Nearer", "Workshop/Camera of the wall",
           _led(lambda c: c.zoom_middle(_NEARER)), ("Ctrl+Alt++", "Ctrl+Alt+="), _has_wall,
           separated=True),
    Action("wall-farther", "Farther", "Workshop/Camera of the wall",
           _led(lambda c: c.zoom_middle(1 / _NEARER)), ("Ctrl+Alt+-",), _has_wall),
    Action("wall-left", "To the left", "Workshop/Camera of the wall", _pan(_STEP, 0),
           ("Alt+Shift+Left",), _has_wall),
    Action("wall-right", "To the right", "Workshop/Camera of the wall", _pan(-_STEP, 0),
           ("Alt+Shift+Right",), _has_wall),
    Action("wall-up", "Up", "Workshop/Camera of the wall", _pan(0, _STEP),
           ("Alt+Shift+Up",), _has_wall),
    Action("wall-down", "Down", "Workshop/Camera of the wall", _pan(0, -_STEP),
           ("Alt+Shift+Down",), _has_wall),
    Action("saved-places", "Go to a saved place", "Workshop/Camera of the wall", _to_next_place,
           (), _has_places, separated=True, words="bookmark view"),
    Action("save-place", "Save this place…", "Workshop/Camera of the wall", _save_place, (),
           _can_save_place, words="bookmark view"),
    Action("forget-place", "Forget a saved place…", "Workshop/Camera of the wall", _forget_place,
           (), _can_forget_place, words="delete bookmark"),
    Action("laser", "Laser pointer", "Workshop", _point("laser"), ("Z",), _has_board,
           separated=True, checked=_points("laser"), words="point red trail"),
    Action("spotlight", "Spotlight", "Workshop", _point("spotlight"), ("D",), _has_board,
           checked=_points("spotlight"), words="dim circle focus"),
    Action("look-here", "Look here", "Workshop",
           lambda w: w.view and w.view.pointing_hand.look_here(), ("B",), _has_selection,
           words="pulse point attention beacon"),
    Action("wall-ranking", "Ranking on the wall", "Workshop", _turn_ranking, ("Ctrl+Alt+R",),
           _has_wall, checked=lambda w: w.view is not None and w.view.projection.shows_ranking,
           words="votes result"),
)  # fmt: skip
