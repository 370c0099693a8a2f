"""What a board has at each layer at which its messages can be watched, and what it has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.telemetry.privacy import payload_of
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.sticky import Kind, Sticky

_MOST = 6


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer with what is to be measured there, and what the board has of it."""

    id: str
    name: str
    telemetry: str
    here: str


def layers_of(operations: Operations) -> list[Layer]:
    """Return the layers from the edge to the people who are woken.

    Source: event storming guide, "Where is event storming used?", L1 to L10.
    """
    board, streams = operations.board, list(operations.streams.values())
    stickies = [s for s in board.in_order(Sticky) if not s.parked and s.again is None]
    contexts = board.in_order(Context)
    outer = [s.text for s in stickies if s.kind is Kind.SYSTEM and s.external]
    asked = [s.text for s in stickies if s.kind is Kind.ACTOR]
    deciding = [s.text for s in stickies if s.kind in (Kind.COMMAND, Kind.AGGREGATE)]
    views = [s.text for s in stickies if s.kind is Kind.READ_MODEL]
    kept = [s.name for s in streams if (m := s.subject.sticky.message) and m.retention]
    published = [s.name for s in streams if (m := s.subject.sticky.message) and m.published]
    seen = [s.name for s in streams if {"trace", "log"} & set(s.subject.sticky.observability)]
    audited = [s.name for s in streams if (m := s.subject.sticky.message) and m.audit]
    masked = [s.name for s in streams if set(payload_of(board, s).values()) - {"plain"}]
    failing = [s.name for s in streams if s.subject.sticky.failure_modes]
    called = [team.name for team in board.in_order(Team) if team.on_call]
    rows = (
        ("Edge", "requests a second, refused logins, latency", _listed(
            ("people who ask", asked), ("systems of others", outer))),
        ("Services", "latency and share of errors of each command", _listed(
            ("commands and aggregates", deciding))),
        ("Application", "throughput, queue depth, lag of each group", _listed(
            ("messages that travel", [s.name for s in streams]), ("read models", views))),
        ("Data", "latency and size of the stores, age of what is kept", _listed(
            ("messages whose retention is said", kept))),
        ("Kubernetes", "restarts of pods, backlog for each replica", _listed(
            ("contexts", [c.name for c in contexts if c.runtime == "kubernetes"]))),
        ("Serverless", "invocations, cold starts, repeated invocations", _listed(
            ("contexts", [c.name for c in contexts if c.runtime == "serverless"]))),
        ("CI/CD", "deployments that succeed, time they take, schemas refused", _listed(
            ("messages with published versions", published))),
        ("Observability", "spans for each message, traces with errors", _listed(
            ("messages traced or logged", seen))),
        ("Security", "refused access to topics, audit records", _listed(
            ("messages that must be audited", audited), ("with private fields", masked))),
        ("Incident response", "alerts, time to detect, time to repair", _listed(
            ("messages with failure modes", failing), ("teams on call", called))),
    )  # fmt: skip
    return [Layer(f"L{n}", *row) for n, row in enumerate(rows, 1)]


def _listed(*found: tuple[str, Iterable[str]]) -> str:
    """Return how many there are of each, and the first of them; what is missing is said too."""
    parts: list[str] = []
    for what, texts in found:
        names = [" ".join(text.split()) for text in texts]
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        shown = f"{', '.join(names[:_MOST])}{more}"
        parts.append(f"{what}: {shown}" if names else f"{what}: none on the board")
    return "; ".join(parts)
