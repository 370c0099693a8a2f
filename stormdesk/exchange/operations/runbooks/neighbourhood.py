"""What is near an event in the flow, upstream and downstream, as tables and as a flowchart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stickies import in_order
from stormdesk.exchange.diagrams.mermaid import escaped
from stormdesk.exchange.operations.runbooks.blocks import fenced
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.layout.pins import lane_of
from stormdesk.model.context import Context
from stormdesk.model.sticky import Sticky

_MOST = 9
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The stickies nearest to one, nearest first; ``is_cut`` tells whether there are more."""

    sticky: Sticky
    before: tuple[Sticky, ...]
    after: tuple[Sticky, ...]
    is_cut: bool


def neighbourhood_of(book: Handbook, sticky: Sticky) -> Neighbourhood:
    """Return what is near a sticky."""
    around = neighbours(book.board)
    before, more_before = _nearest(sticky, around.before)
    after, more_after = _nearest(sticky, around.after)
    return Neighbourhood(sticky, before, after, more_before or more_after)


def _nearest(sticky: Sticky, onward: Mapping[str, list[Sticky]]) -> tuple[tuple[Sticky, ...], bool]:
    found: dict[str, Sticky] = {sticky.id: sticky}
    due = [sticky]
    for each in due:
        for near in in_order(onward.get(each.id, ())):
            if near.id in found:
                continue
            if len(found) > _MOST:
                return tuple(found.values())[1:], True
            found[near.id] = near
            due.append(near)
    return tuple(found.values())[1:], False


def flowchart(book: Handbook, near: Neighbourhood) -> str:
    """Return a neighbourhood as a block of Mermaid; nothing where the event stands alone."""
    shown = list({s.id: s for s in (*reversed(near.before), near.sticky, *near.after)}.values())
    if len(shown) == 1:
        return ""
    names = {sticky.id: f"s{n}" for n, sticky in enumerate(shown)}
    lines = ["flowchart LR"]
    lines += [f'  {names[s.id]}["{_label(book, s)}"]' for s in shown]
    lines += [f"  {names[a]} --> {names[b]}" for a, b in _arrows(book, names)]
    lines.append(f"  style {names[near.sticky.id]} stroke-width:4px")
    return fenced("\n".join(lines), "mermaid")


def _arrows(book: Handbook, names: Iterable[str]) -> list[tuple[str, str]]:
    shown, after = list(names), neighbours(book.board).after
    inside = set(shown)
    return [(a, b.id) for a in shown for b in in_order(after.get(a, ())) if b.id in inside]


def _label(book: Handbook, sticky: Sticky) -> str:
    lane = book.board.get(lane_of(book.board, sticky), Context)
    text = " ".join(sticky.text.split())
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    kind = sticky.kind.value.replace("-", " ")
    lines = [f"{kind}: {text}", *([" ".join(lane.name.split())] if lane is not None else [])]
    return "<br/>".join(map(escaped, lines))
