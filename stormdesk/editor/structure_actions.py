"""The rows of the action table that give a board its structure: strips, lanes, areas, order."""

from __future__ import annotations

from functools import partial

from stormdesk.editor import areas, lanes, ordering, parking, paths, repetition, tidying
from stormdesk.editor.action import READ_ONLY, Action, Aside
from stormdesk.editor.editor import Editor
from stormdesk.editor.tools.insert_space import InsertSpace
from stormdesk.editor.tools.lasso import Lasso
from stormdesk.model.context import Area, Context

_COLOURS = (
    ("Usual colour", None),
    ("Sand", "#F3E9D2"),
    ("Sky", "#DCEBF7"),
    ("Lilac", "#E8E0F3"),
    ("Mint", "#DDF0E3"),
    ("Rose", "#F8E1E1"),
    ("Lemon", "#F7F3D0"),
    ("Stone", "#E6E6E6"),
)
_EMPTY = Aside("There is no sticky on the board yet.")
_KINDS = (
    ("Bounded context", "context"),
    ("Actor", "actor"),
    ("Department", "department"),
)


def _stickies(least: int, editor: Editor) -> bool:
    if not editor.is_editable or len(editor.selection) < least:
        return False
    found = 0
    for each in editor.selection:
        found += each in editor.board.stickies
        if found >= least:
            return True
    return False


def _one(editor: Editor) -> bool:
    return editor.is_editable and editor.selected_sticky is not None


def _has_stickies(editor: Editor) -> bool:
    return editor.is_editable and bool(editor.board.stickies)


def _why_no_stickies(editor: Editor) -> Aside:
    return _EMPTY if editor.is_editable else READ_ONLY


def _lane_ids(editor: Editor) -> list[str]:
    if len(editor.selection) > len(editor.board.contexts):
        return []
    return sorted(i for i in editor.selection if i in editor.board.contexts)


def _a_lane(editor: Editor) -> bool:
    return editor.is_editable and bool(_lane_ids(editor))


def named_alone(editor: Editor) -> str | None:
    """Return the lane or area that is selected alone."""
    chosen = next(iter(editor.selection)) if len(editor.selection) == 1 else None
    record = editor.board.get(chosen, Context) or editor.board.get(chosen, Area)
    return record.id if record is not None else None


def _collapse(editor: Editor) -> None:
    lanes.toggle_collapsed(editor, _lane_ids(editor))


def _recolour(colour: str | None, editor: Editor) -> None:
    lanes.revise_lanes(editor, _lane_ids(editor), "Colour of the lane", colour=colour)


def _change_kind(kind: str, editor: Editor) -> None:
    lanes.revise_lanes(editor, _lane_ids(editor), "Kind of lane", kind=kind)


def _align(edge: ordering.Edge, key: str = "") -> Action[Editor]:
    return Action(
        f"align-{edge}",
        edge.capitalize(),
        "Arrange/Align",
        lambda editor: ordering.align(editor, edge),
        (key,) if key else (),
        partial(_stickies, 2),
        separated=edge == "top",
    )


def _distribute(axis: ordering.Axis, key: str) -> Action[Editor]:
    return Action(
        f"distribute-{axis}",
        axis.capitalize(),
        "Arrange/Distribute",
        lambda editor: ordering.distribute(editor, axis),
        (key,),
        partial(_stickies, 3),
    )


STRUCTURE_ACTIONS: tuple[Action[Editor], ...] = (
    Action(
        "repeat", "Repeat here (loop)", "Sticky", repetition.repeat, ("Ctrl+R",), _one,
        separated=True, words="again cycle linked duplicate",
    ),
    Action("park", "Park or take back", "Sticky", parking.toggle_parked, ("X",),
           partial(_stickies, 1), icon="park", separated=True,
           words="parking lot aside later backlog"),
    Action("fetch", "Take out to here", "Sticky", parking.fetch, ("Shift+X",),
           parking.any_parked, words="parking lot back unpark"),
    Action("mark-path", "Mark path", "Sticky", paths.mark_path, ("M",), partial(_stickies, 1),
           separated=True, words="critical hot highlight thick happy"),
    Action("security", "Security lock", "Sticky", paths.toggle_security, ("K",),
           partial(_stickies, 1), words="privacy padlock sensitive gdpr"),
    Action("watched", "Observability eye", "Sticky", paths.toggle_watched, ("Y",),
           partial(_stickies, 1), words="monitoring metrics logging tracing alert"),
    Action("collapse-lane", "Collapse or open", "Lane", _collapse, ("Ctrl+Shift+C",), _a_lane,
           separated=True, words="fold hide expand swimlane"),
    *(
        Action(f"lane-kind-{kind}", label, "Lane/Kind", partial(_change_kind, kind), (), _a_lane)
        for label, kind in _KINDS
    ),
    *(
        Action(
            f"lane-colour-{label.split()[0].lower()}", label, "Lane/Colour",
            partial(_recolour, colour), (), _a_lane,
        )
        for label, colour in _COLOURS
    ),
    Action("lasso", "Draw an area", "Lane", lambda e: e.use(Lasso()), ("L",), _has_stickies,
           icon="lasso", separated=True, obstacle=_why_no_stickies,
           words="group boundary emerging context region"),
    Action("areas-into-lanes", "Turn areas into lanes", "Lane", areas.into_lanes, (),
           lambda e: e.is_editable,
           words="convert contexts swimlanes"),
    Action("insert-space", "Insert space", "Arrange", lambda e: e.use(InsertSpace()), ("I",),
           _has_stickies, icon="space", obstacle=_why_no_stickies,
           words="push room gap shift"),
    _align("left", "Ctrl+Alt+Left"),
    _align("center"),
    _align("right", "Ctrl+Alt+Right"),
    _align("top", "Ctrl+Alt+Up"),
    _align("middle"),
    _align("bottom", "Ctrl+Alt+Down"),
    _distribute("horizontally", "Ctrl+Alt+H"),
    _distribute("vertically", "Ctrl+Alt+V"),
    Action("tidy", "Tidy", "Arrange", tidying.tidy, ("Ctrl+T",), _has_stickies, separated=True,
           obstacle=_why_no_stickies, words="clean overlaps straighten"),
    Action("arrange", "Arrange anew along the flows", "Arrange", tidying.arrange_anew,
           ("Ctrl+Shift+T",), _has_stickies, obstacle=_why_no_stickies,
           words="auto layout automatic reorder"),
    Action("compact", "Compact", "Arrange", tidying.compact, (), _has_stickies,
           words="squeeze close gaps"),
)  # fmt: skip
