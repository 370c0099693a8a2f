"""What an error budget policy proposes where a board decides nothing, and who would decide it."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.catalogues.mdx import inline
from stormdesk.exchange.catalogues.owners import Owner

HALF = """\
From then on, until less than half is burnt again:

- New features that touch the events above start with the smallest cohort, behind a flag.
- Changes of schemas and of consumer groups wait for a review by whoever operates the service
  level.
- What burnt the budget is looked for before new work is begun, and gets an owner and a date."""

ALL = """\
From then on, until some budget is left again over the whole window:

- Nothing is deployed to the producers and consumers below but mends of the cause, mends of
  security, and what lowers the load.
- Replays, migrations and load tests of these topics stop.
- What wants to go out nevertheless is decided by name, and written down below."""

ROLLBACK = """\
A deployment is taken back at once, and looked into afterwards, when within an hour after it:"""

CANARY = """\
A canary of a changed schema starts with one instance of those who go first, and goes on only while
no schema error is counted."""


def proposed(what: str, owner: Owner, operators: Iterable[Owner] = ()) -> str:
    """Return the mark of a proposal: the board does not state it, and who would have to decide."""
    deciders = [_decider(each) for each in dict.fromkeys((owner, *operators))]
    return (
        f"**Proposal, nobody has decided it:** the board does not say {what}."
        f" To decide: {', together with '.join(deciders)}."
    )


def _decider(owner: Owner) -> str:
    """Return who decides for an owner, as far as the board names anybody."""
    name = inline(owner.name)
    if owner.team is None:
        return f"{name} (not yet decided who that is: it is no team of the board)"
    if not owner.team.escalation:
        return f"{name} (not yet decided who decides there)"
    return f"{inline(owner.team.escalation)} for {name}"
