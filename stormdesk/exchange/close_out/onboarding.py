"""A page for whoever joins the people of one context: its story, its neighbours, its contracts."""

from __future__ import annotations

from stormdesk.exchange.catalogues.mdx import bullets, inline, prose, table
from stormdesk.exchange.close_out.registers import Issue, person
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky

_TOLD = (Kind.EVENT, Kind.COMMAND, Kind.POLICY, Kind.READ_MODEL, Kind.AGGREGATE, Kind.SYSTEM)


def onboarding_page(
    board: Board, context: Context, hotspots: list[Issue], words: FixedWords
) -> str:
    """Return the page of a context as Markdown."""
    members = _story(board, context)
    owner = person(board, context.owner)
    team = board.get(context.owner, Team)
    reached = _ways(team) if team is not None else []
    terms = [term for term in board.in_order(Term) if term.context == context.id]
    waiting = [each for each in hotspots if each.is_open and each.context == context.name]
    parts = [
        f"# {inline(words('pack.welcome', name=context.name))}",
        prose(context.description),
        f"{inline(words('facts.owner'))}: **{inline(owner or words('hotspot.nobody'))}**",
        bullets(reached),
        f"## {inline(words('pack.tour'))}",
        _tour(board, members, words) or inline(words("pack.none")),
        f"## {inline(words('pack.neighbours'))}",
        bullets(_neighbours(board, context, members)) or inline(words("pack.none")),
        f"## {inline(words('sections.glossary'))}" if terms else "",
        bullets(f"{each.term}: {each.definition or words('pack.undefined')}" for each in terms),
        f"## {inline(words('summary.hotspots'))}" if waiting else "",
        bullets(each.title for each in waiting),
        f"## {inline(words('pack.contracts'))}",
        inline(words("pack.commands")),
        _commands(),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _story(board: Board, context: Context) -> list[Sticky]:
    found = (s for s in board.members(context.id) if s.kind in _TOLD and s.again is None)
    return sorted(found, key=lambda s: (s.at is None, s.at or 0.0, s.order, s.id))


def _ways(team: Team) -> list[str]:
    return [each for each in (team.channel, team.on_call, team.escalation) if each]


def _tour(board: Board, members: list[Sticky], words: FixedWords) -> str:
    heads = (words("facts.kind"), words("facts.text"), words("pack.leads-to"))
    rows = [
        (
            inline(words.kind(each.kind, board.profile)),
            f"**{inline(each.text)}**" + (f" {inline(each.doc)}" if each.doc.strip() else ""),
            inline(", ".join(_texts(board, [f.target for f in board.outgoing(each.id)]))),
        )
        for each in members
    ]
    return table(tuple(map(inline, heads)), rows)


def _texts(board: Board, ids: list[str]) -> list[str]:
    return [" ".join(board.stickies[i].text.split()) for i in ids if i in board.stickies]


def _neighbours(board: Board, context: Context, members: list[Sticky]) -> list[str]:
    """Return the flows that cross the edge of a context, each as a line."""
    lines: dict[str, None] = {}
    for member in members:
        for flow in (*board.incoming(member.id), *board.outgoing(member.id)):
            ends = board.stickies.get(flow.source), board.stickies.get(flow.target)
            if ends[0] is None or ends[1] is None:
                continue
            lanes = [board.get(lane_of(board, end), Context) for end in ends if end is not None]
            if lanes[0] is not lanes[1] and context in lanes:
                named = [
                    " ".join(end.text.split()) + (f" ({lane.name})" if lane is not None else "")
                    for end, lane in zip(ends, lanes, strict=True)
                    if end is not None
                ]
                lines[" → ".join(named)] = None
    return [*lines]


def _commands() -> str:
    lines = (
        "stormdesk export schemas BOARD.stormdesk",
        "stormdesk export contract-tests BOARD.stormdesk",
        "stormdesk export runbooks BOARD.stormdesk",
    )
    return "\n".join(("```text", *lines, "```"))
