"""What the resources of all autoscalers have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.operations.levels import ASSUMED, UNCONFIRMED
from stormdesk.exchange.operations.scaling.scaling import Scaling
from stormdesk.exchange.yaml_text import comment
from stormdesk.model.service import Standing

_DOUBTED: Mapping[Standing, Mapping[str, str]] = {
    "confirmed": {},
    "assumed": {"x-stormdesk-assumed": ASSUMED},
    "stated": {"x-stormdesk-unconfirmed": UNCONFIRMED},
}


def reasoning(scaling: Scaling) -> str:
    """Return why a group is scaled so, as lines of comment."""
    texts = [scaling.told, *(trigger.reason for trigger in scaling.triggers), *scaling.reasons]
    return "".join(map(comment, texts))


def metadata(scaling: Scaling, runbook_base: str) -> dict[str, Any]:
    """Return the metadata of a resource; what rests on a number nobody agreed on says so."""
    assumed = scaling.is_assumed
    return {
        "name": scaling.name,
        "labels": {
            "app.kubernetes.io/part-of": scaling.context,
            "owner": scaling.owner.slug,
            **({"assumed": "true"} if assumed else {}),
        },
        "annotations": {
            "x-stormdesk-sticky": "\n".join(scaling.stickies),
            "x-stormdesk-owner": scaling.owner.name,
            "x-stormdesk-runbook": " ".join(
                f"{runbook_base}/{path}"
                for path in dict.fromkeys(
                    trigger.stream.runbook_of("backpressure") for trigger in scaling.triggers
                )
            ),
            **_DOUBTED[scaling.standing],
        },
    }
