"""Who learns of which alert: the configuration of an Alertmanager, its receivers left to people.

Source: Prometheus, "Alertmanager configuration", with matchers in their UTF-8 safe spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.alert import Alerts, Severity
from stormdesk.exchange.operations.metrics.promql import string
from stormdesk.exchange.yaml_text import comment, dump

_ABOUT = (
    "Routes alerts to their owners: pages at once, and to whoever operates it too; tickets in time;"
    " those of one event together."
    " Receivers have no addresses yet: write how each is reached between its marked lines, which"
    " every export keeps, and keep secrets out of this file (say api_url_file, and the like)."
)
_FALLBACK = "everybody-else"
_PATIENCE: Mapping[Severity, dict[str, str]] = {
    "page": {"group_wait": "30s", "group_interval": "5m", "repeat_interval": "4h"},
    "ticket": {"group_wait": "5m", "group_interval": "1h", "repeat_interval": "3d"},
}


def alertmanager(alerts: Alerts) -> str:
    """Return the configuration as YAML."""
    told: dict[Owner, dict[Severity, set[Owner]]] = {}
    for alert in alerts.alerts:
        watching = told.setdefault(alert.owner, {}).setdefault(alert.severity, set())
        if alert.operator not in (None, alert.owner):
            watching.add(alert.operator)
    routes: list[Any] = []
    wanted: dict[tuple[str, Severity], Owner] = {}
    for owner in sorted(told, key=_slug):
        severities = sorted(told[owner])
        inner: list[Any] = []
        for severity in severities:
            matcher = f"severity={string(severity)}"
            wanted[owner.slug, severity] = owner
            for operator in sorted(told[owner][severity], key=_slug) if severity == "page" else ():
                wanted[operator.slug, severity] = operator
                inner.append(
                    {
                        "matchers": [matcher, f"operated_by={string(operator.slug)}"],
                        "receiver": _receiver(operator.slug, severity),
                        **_PATIENCE[severity],
                        # Whoever watches is woken beside the owner, not in place of it.
                        "continue": True,
                    }
                )
            inner.append(
                {
                    "matchers": [matcher],
                    "receiver": _receiver(owner.slug, severity),
                    **_PATIENCE[severity],
                }
            )
        routes.append(
            {
                "matchers": [f"owner={string(owner.slug)}"],
                "receiver": _receiver(owner.slug, severities[-1]),
                "routes": inner,
            }
        )
    content = {
        "route": {
            "receiver": _FALLBACK,
            "group_by": ["owner", "bounded_context", "event", "severity"],
            **_PATIENCE["page"],
            **({"routes": routes} if routes else {}),
        },
        "inhibit_rules": _INHIBITED,
    }
    receivers = [(_FALLBACK, "Alerts without an owner of this board.")]
    receivers += [
        (_receiver(slug, severity), _reached(wanted[slug, severity], severity))
        for slug, severity in sorted(wanted)
    ]
    return f"{comment(_ABOUT)}{dump(content)}receivers:\n{''.join(_listed(receivers))}"


def _slug(owner: Owner) -> str:
    return owner.slug


_INHIBITED: list[dict[str, Any]] = [
    {
        "source_matchers": ['severity="page"', 'slo=~".+"'],
        "target_matchers": ['severity="ticket"', 'slo=~".+"'],
        "equal": ["slo"],
    },
    {
        "source_matchers": ['severity="page"', 'scope="broker"'],
        "target_matchers": ['event=~".+"', 'scope!="broker"'],
    },
    {
        "source_matchers": ['severity="page"', 'scope="context"'],
        "target_matchers": ['severity="ticket"', 'scope!="context"', 'bounded_context=~".+"'],
        "equal": ["bounded_context"],
    },
]


def _receiver(owner: str, severity: str) -> str:
    return f"{owner}-{severity}"


def _reached(owner: Owner, severity: Severity) -> str:
    team = owner.team
    if severity == "page":
        said, lacking = team.on_call if team is not None else None, "who is on call"
    else:
        said, lacking = team.channel if team is not None else None, "where it is told"
    what = "On call" if severity == "page" else "Channel"
    if not said:
        return f"{owner.name}. Not yet decided: {lacking}."
    return f"{owner.name}. {what}, as the board says: {said}."


def _listed(receivers: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, about in receivers:
        for line in comment(about).splitlines():
            yield f"  {line}\n"
        yield f"  - name: {string(name)}\n"
        yield f"    # >>> hand-written: {name}\n    # <<< hand-written: {name}\n"
