"""What one has to know before consumers are scaled: what is here, what is to be filled in."""

from __future__ import annotations

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.operations.levels import DOUBTS
from stormdesk.exchange.operations.scaling.hpa import BACKLOG, EXTERNAL
from stormdesk.exchange.operations.scaling.options import ScalingOptions
from stormdesk.exchange.operations.scaling.scaling import Scaling, Scalings
from stormdesk.model.board import Board

_KEDA = """\
`kubernetes/` holds a ScaledObject of KEDA for each consumer group, with the reasoning above it, and
a kustomization. KEDA wants as many replicas as the lag holds thresholds, and never more than the
topic has partitions."""

_HPA = """\
`kubernetes/` holds a HorizontalPodAutoscaler for each consumer group, with the reasoning above it,
and a kustomization. `prometheus/scaling.rules.yaml` records the backlogs as `{backlog}`;
`prometheus-adapter.yaml` is what the adapter needs to hand them over as the external metric
`{external}`, a name of our own."""

_FILL_IN = """\
- **Deployment**: each resource scales a Deployment of its own name. Where yours is called
  otherwise, change `scaleTargetRef` in a patch of your own kustomization; these files are written
  anew by every export.
- **One message a replica**: a replica is taken to work on one message at a time. Where it works on
  more, fewer replicas do."""

_KEDA_FILL_IN = """\
- **Kafka**: `bootstrapServers` is `{servers}`; `--bootstrap-servers` of the export names yours.
- **Access**: no secrets are written. Where Kafka asks who is there, add a TriggerAuthentication and
  refer to it in the same patch."""


_SUGGESTIONS = """\
Nobody has stated how far these groups may fall behind. `suggested/` holds what would follow from
their rates and the numbers that most begin with: all of it assumed, in no other kustomization. Take
the levels on the board, change them, have them confirmed, and export again."""


def readme(board: Board, scalings: Scalings, options: ScalingOptions) -> str:
    """Return the README of the scaling of a board."""
    is_keda = options.autoscaler == "keda"
    what = _KEDA if is_keda else _HPA.format(backlog=BACKLOG, external=EXTERNAL)
    to_fill = _FILL_IN
    if is_keda:
        to_fill += "\n" + _KEDA_FILL_IN.format(servers=options.bootstrap_servers)
    parts = [f"# Scaling of consumers: {inline(board.profile.title)}"]
    if scalings.scalings:
        head = ("group", "context", "owner", "replicas", "one more for each", "numbers")
        parts += [
            what,
            "## Consumers",
            table(head, [_row(each) for each in scalings.scalings]),
            "## Before it runs",
            to_fill,
        ]
    else:
        parts.append(
            "Nothing is scaled: no consumer group on Kubernetes reads from Kafka and says how far"
            " it may fall behind."
        )
    if scalings.suggested:
        head = ("group", "context", "owner", "replicas", "one more for each", "numbers")
        parts += ["## Suggestions", _SUGGESTIONS, table(head, list(map(_row, scalings.suggested)))]
    if scalings.left_out:
        parts += ["## Left out on purpose", bullets(scalings.left_out)]
    return "\n\n".join(parts) + "\n"


def _row(scaling: Scaling) -> tuple[str, ...]:
    steps = [f"{each.threshold} messages on {each.topic}" for each in scaling.triggers]
    return (
        inline(scaling.group),
        inline(scaling.context_name),
        inline(scaling.owner.name),
        f"{scaling.fewest} to {scaling.most}",
        inline(", or ".join(steps)),
        DOUBTS[scaling.standing] or "confirmed",
    )
