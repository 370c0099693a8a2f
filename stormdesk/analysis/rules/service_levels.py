"""Rules about what is promised of events, who answers for it and what it costs."""

from __future__ import annotations

from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.indicators import (
    BACKLOGS,
    has_number,
    has_tail,
    pages_on_a_moment,
    unit_fits,
)
from stormdesk.analysis.promises import measured, where, with_levels
from stormdesk.analysis.stickies import changed, is_hot, standing, standing_events
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.message import Message
from stormdesk.model.people import Team
from stormdesk.model.session import Kpi

_MANY_PAGES = 5


@rule(Level.WARNING)
def hot_path_without_service_level(board: Board) -> Found:
    """What is on the hot path has a promise.

    An event that the room marked as hot is one whose delay or loss costs money at once; without a
    service level nobody is told when that happens. Promise a success rate, a latency or a lag.
    """
    ends = {end for s in measured(board) for v in s.service_levels for end in (v.start, v.end)}
    for event in standing_events(board):
        if is_hot(event) and not event.service_levels and event.id not in ends:
            yield (
                (event.id,),
                f"{named(event.text)} is on the hot path and nothing is promised of it",
                "add a service level",
            )


def _owned_by_context(board: Board, finding: Finding) -> Change | None:
    sticky = board.stickies[finding.records[0]]
    lane = board.get(sticky.context, Context)
    if lane is None or not lane.owner:
        return None
    return with_levels(sticky, lambda v: {} if v.owner else {"owner": lane.owner})


@rule(Level.WARNING, fix=_owned_by_context)
def service_level_without_owner(board: Board) -> Found:
    """A team of the domain answers for every service level.

    Only they can say what the number is worth and what to give up for it. Name the team; most
    often it is the one that owns the context.
    """
    for sticky, which in where(board, lambda v: not v.owner):
        yield (sticky.id,), f"nobody answers for {which} of {named(sticky.text)}", "name its owner"


def _operated_by_the_one(board: Board, finding: Finding) -> Change | None:
    teams = [team.id for team in board.in_order(Team) if team.kind == "sre"]
    if len(teams) != 1:
        return None
    sticky = board.stickies[finding.records[0]]
    return with_levels(sticky, lambda v: {} if v.operated_by else {"operated_by": teams[0]})


@rule(Level.WARNING, fix=_operated_by_the_one)
def service_level_without_operator(board: Board) -> Found:
    """Somebody watches every service level.

    The domain says what is good enough; another question is who keeps the alert alive and reacts
    at night. Name the team that operates it.
    """
    for sticky, which in where(board, lambda v: not v.operated_by):
        yield (
            (sticky.id,),
            f"nobody watches {which} of {named(sticky.text)}",
            "name the team that operates it",
        )


@rule(Level.WARNING)
def page_without_on_call(board: Board) -> Found:
    """A page reaches somebody.

    A level that pages is operated by a team that has people on call; otherwise the alert rings in
    an empty room. Name who is on call, or let it write a ticket.
    """
    silent = {t.id for t in board.of_type(Team).values() if not t.on_call}
    for sticky, which in where(
        board, lambda v: v.criticality == "page" and v.operated_by in silent
    ):
        yield (
            (sticky.id,),
            f"{which} of {named(sticky.text)} pages a team where nobody is on call",
            "say who is on call, or let it write a ticket",
        )


@rule(Level.WARNING)
def service_level_without_number(board: Board) -> Found:
    """A service level names the number it is measured against.

    Without an objective, a threshold or a time limit it can be neither kept nor missed. Write down
    a number, and mark it as assumed until somebody agrees.
    """
    for sticky, which in where(board, lambda v: not has_number(v)):
        yield (
            (sticky.id,),
            f"{which} of {named(sticky.text)} has no number",
            "add an objective or a threshold, assumed if need be",
        )


@rule(Level.WARNING)
def threshold_of_another_measure(board: Board) -> Found:
    """A threshold is in the unit of its indicator.

    A latency in messages or a queue depth in seconds belongs to an indicator that is not there,
    so no alert can be made of it. Correct the unit or choose the indicator that was meant.
    """
    for sticky, which in where(board, lambda v: not unit_fits(v)):
        yield (
            (sticky.id,),
            f"the threshold of {which} of {named(sticky.text)} is in another unit",
            "give a time, a number or a share, as the indicator asks",
        )


def _with_metric(board: Board, finding: Finding) -> Change | None:
    sticky = board.stickies[finding.records[0]]
    return changed(sticky, observability=(*sticky.observability, "metric"))


@rule(Level.ADVICE, fix=_with_metric)
def service_level_unmeasured(board: Board) -> Found:
    """What is promised is measured.

    A service level on a sticky without a metric among its observability points is a number that
    nobody will ever see. Add the metric.
    """
    for sticky in measured(board):
        if "metric" not in sticky.observability:
            yield (
                (sticky.id,),
                f"{named(sticky.text)} promises a service level and has no metric",
                "add a metric to its observability points",
            )


def _no_longer_assumed(board: Board, finding: Finding) -> Change | None:
    sticky = board.stickies[finding.records[0]]
    if not any(v.assumed and v.confirmed_by for v in sticky.service_levels):
        return None
    return with_levels(sticky, lambda v: {"assumed": False} if v.confirmed_by else {})


@rule(Level.ADVICE, fix=_no_longer_assumed)
def number_still_assumed(board: Board) -> Found:
    """Somebody of the domain has agreed to the numbers.

    An assumed number is a good start and a bad alert: it wakes people for what nobody minds, or
    lets them sleep. Ask those who know, and write down who confirmed it.
    """
    for sticky, which in where(board, lambda v: v.assumed):
        yield (
            (sticky.id,),
            f"the {which} of {named(sticky.text)} is still assumed",
            "have it confirmed and say by whom",
        )


@rule(Level.ADVICE)
def page_on_a_moment(board: Board) -> Found:
    """Nobody is woken by a single bad moment.

    Queues and latencies jump and settle by themselves. Let the level look at a window of time or
    ask for a least number of events before it pages.
    """
    for sticky, which in where(board, pages_on_a_moment):
        yield (
            (sticky.id,),
            f"{which} of {named(sticky.text)} pages on a single bad moment",
            "give it a window or a least number of events",
        )


@rule(Level.ADVICE)
def latency_without_tail(board: Board) -> Found:
    """A latency is promised for nearly all, not on average.

    The slowest in a hundred are often the largest customers, and an average or a median does not
    show them. Say for which share the threshold holds, such as 95% or 99%.
    """
    for sticky, which in where(board, lambda v: v.indicator == "latency" and not has_tail(v)):
        yield (
            (sticky.id,),
            f"{which} of {named(sticky.text)} says nothing about the slowest",
            "give it an objective of 95% or more",
        )


@rule(Level.ADVICE)
def everything_pages(board: Board) -> Found:
    """Only what cannot wait wakes people.

    Where every level pages, the important one is not heard. Let those that can wait until the
    morning write a ticket.
    """
    stickies = measured(board)
    levels = [v for s in stickies for v in s.service_levels if v.criticality is not None]
    if len(levels) >= _MANY_PAGES and all(v.criticality == "page" for v in levels):
        yield (
            tuple(s.id for s in stickies),
            f"all {len(levels)} service levels page",
            "let those that can wait write a ticket",
        )


@rule(Level.ADVICE)
def level_without_business_sense(board: Board) -> Found:
    """What is measured of an important event shows how the business is doing.

    A backlog says how busy the machines are, not whether customers get what they came for. Add a
    success rate, a latency or completeness, or a key figure that the event moves.
    """
    moving = {kpi.event for kpi in board.of_type(Kpi).values()}
    for sticky in measured(board):
        important = sticky.pivotal or (
            sticky.message is not None and sticky.message.value == "high"
        )
        technical = all(v.indicator in BACKLOGS for v in sticky.service_levels)
        if important and technical and sticky.id not in moving:
            yield (
                (sticky.id,),
                f"only backlogs are measured of {named(sticky.text)}",
                "add a success rate or a key figure",
            )


def _in_batches(board: Board, finding: Finding) -> Change | None:
    event = board.stickies[finding.records[0]]
    return changed(event, message=(event.message or Message()).revised(delivery="batch"))


@rule(Level.ADVICE, fix=_in_batches)
def low_value_in_real_time(board: Board) -> Found:
    """Only what loses value by waiting travels at once.

    Every message in real time is paid for; what is of low value can come by the hour. Deliver it
    in batches, or say that it is worth more.
    """
    for event in standing(board):
        message = event.message
        if message and message.value == "low" and message.delivery == "real-time":
            yield (
                (event.id,),
                f"{named(event.text)} is of low value and is delivered in real time",
                "deliver it in batches",
            )
