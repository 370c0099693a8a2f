"""Rules about what a board of its level should not lack, nor hold."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.analysis.finding import Found, Level, called, named, rule
from stormdesk.analysis.grouping import is_for_most, once_or_each
from stormdesk.analysis.neighbours import neighbours
from stormdesk.layout.pins import is_parked
from stormdesk.model.board import Board
from stormdesk.model.level import level_of, lowest_level, palette
from stormdesk.model.naming import folded
from stormdesk.model.sticky import Kind, Sticky

_WITH_COMMANDS = ("process", "software-design")
_EFFECTS = frozenset({Kind.AGGREGATE, Kind.SYSTEM, Kind.EVENT})


@rule(Level.WARNING, _WITH_COMMANDS)
def event_without_cause(board: Board) -> Found:
    """Something makes an event happen.

    An event that nothing leads to leaves open who or what caused it. Add the command or system
    before it, or say in its trigger that time, the outside or another context does. Where that is
    open for half of many events, as after a big picture, it is said once.
    """
    around = neighbours(board)
    events = around.of_kind(Kind.EVENT)
    causeless = [e for e in events if e.trigger is None and e.id not in around.before]
    yield from once_or_each(
        causeless,
        (
            f"nothing leads to {len(causeless)} of {len(events)} events",
            "add their commands or systems, or set their triggers",
        ),
        lambda event: (
            f"nothing leads to {called(event)}",
            "add its command or system, or set its trigger",
        ),
        is_once=is_for_most(causeless, events),
    )


@rule(Level.WARNING, _WITH_COMMANDS)
def command_without_cause(board: Board) -> Found:
    """Somebody or something gives every command.

    A command is a decision: a person takes it, a policy does, or another system sends it. As long
    as nobody does, permissions, load and blame stay open. Add the actor, policy or system before
    it. Where that is open for half of many commands, as after a promotion, it is said once.
    """
    around = neighbours(board)
    commands = around.of_kind(Kind.COMMAND)
    causeless = [command for command in commands if command.id not in around.before]
    yield from once_or_each(
        causeless,
        (
            f"nobody gives {len(causeless)} of {len(commands)} commands",
            "add the actors, policies or systems that do",
        ),
        lambda command: (
            f"nobody gives {called(command)}",
            "add the actor, policy or system that does",
        ),
        is_once=is_for_most(causeless, commands),
    )


@rule(Level.WARNING, _WITH_COMMANDS)
def command_without_effect(board: Board) -> Found:
    """A command has an effect.

    A path that ends in a command does not say what came of it. Add the aggregate, system or event
    that follows.
    """
    around = neighbours(board)
    for command in around.of_kind(Kind.COMMAND):
        if not _EFFECTS & around.kinds_after(command):
            yield (
                (command.id,),
                f"nothing follows from {called(command)}",
                "add the aggregate, system or event that it leads to",
            )


@rule(Level.WARNING, _WITH_COMMANDS)
def policy_without_trigger(board: Board) -> Found:
    """A policy reacts to something.

    A rule that nothing wakes is never carried out. Join it with the event that it waits for, or
    with the read model that it watches.
    """
    around = neighbours(board)
    for policy in around.of_kind(Kind.POLICY):
        if not {Kind.EVENT, Kind.READ_MODEL} & around.kinds_before(policy):
            yield (
                (policy.id,),
                f"nothing wakes {called(policy)}",
                "join it with the event that it waits for",
            )


@rule(Level.WARNING, _WITH_COMMANDS)
def policy_without_consequence(board: Board) -> Found:
    """A policy ends in a command.

    A reaction that gives no command changes nothing, or its effect is hidden in the rule's text.
    Add the command; what people only look at is a read model.
    """
    around = neighbours(board)
    for policy in around.of_kind(Kind.POLICY):
        if Kind.COMMAND not in around.kinds_after(policy):
            yield (
                (policy.id,),
                f"no command follows from {called(policy)}",
                "add the command that it gives",
            )


@rule(Level.ADVICE, _WITH_COMMANDS)
def unread_read_model(board: Board) -> Found:
    """Somebody looks at every read model.

    A view is there for a decision. One that no actor, screen or policy looks at costs upkeep and
    helps nobody, or somebody was forgotten. Add who looks at it, or take it off. One that stands
    on the wall several times under its name needs to be looked at once.
    """
    around = neighbours(board)
    for family in _by_name(around.of_kind(Kind.READ_MODEL)):
        if not any(each.id in around.after for each in family):
            read_model = family[0]
            yield (
                (read_model.id,),
                f"nobody looks at {named(read_model.text)}",
                "add the actor, screen or policy that does",
            )


@rule(Level.ADVICE, ("software-design",))
def aggregate_without_rule(board: Board) -> Found:
    """An aggregate says what it never lets happen.

    An aggregate is there to keep rules: what it refuses is why it exists and where it ends. Write
    down at least one, such as “a sold seat is never sold again”. Where that is open for half of
    many aggregates, as after a promotion, it is said once.
    """
    families = list(_by_name(neighbours(board).of_kind(Kind.AGGREGATE)))
    lax = [
        family[0]
        for family in families
        if not any(each.strip() for aggregate in family for each in aggregate.rules)
    ]
    yield from once_or_each(
        lax,
        (
            f"{len(lax)} of {len(families)} aggregates keep no rule",
            "say what each never lets happen",
        ),
        lambda aggregate: (f"{called(aggregate)} keeps no rule", "say what it never lets happen"),
        is_once=is_for_most(lax, families),
    )


@rule(Level.ADVICE, ("big-picture", "process"))
def sticky_above_level(board: Board) -> Found:
    """A board holds the kinds of its level.

    A big picture is about what happens; commands, policies and read models come with the process
    level, aggregates and screens with software design. Too early, they draw the room into details
    before the whole is seen. Park them for later, or raise the level of the board.
    """
    level = level_of(board)
    allowed = palette(level)
    told = "big picture" if level == "big-picture" else "process"
    for sticky in board.in_order(Sticky):
        if sticky.kind not in allowed and sticky.again is None and not is_parked(board, sticky):
            needed = lowest_level(sticky.kind).replace("-", " ")
            yield (
                (sticky.id,),
                f"{called(sticky)} comes early: the board is a {told}",
                f"park it, or raise the board to {needed}",
            )


def _by_name(stickies: Iterable[Sticky]) -> Iterable[list[Sticky]]:
    """Return the stickies that are called the same together."""
    found: dict[str, list[Sticky]] = {}
    for sticky in stickies:
        found.setdefault(folded(sticky.text) or sticky.id, []).append(sticky)
    return found.values()
