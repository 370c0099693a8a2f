"""The configuration of an OpenTelemetry Collector that gathers what services report.

Source: OpenTelemetry Collector, "Configuration"; of the contrib distribution the receiver
kafkametrics and the processors tail_sampling and transform.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import KAFKA
from stormdesk.exchange.operations.telemetry import names
from stormdesk.exchange.operations.telemetry.privacy import private_keys
from stormdesk.exchange.yaml_text import comment, dump

_ABOUT = (
    "For the contrib distribution of the OpenTelemetry Collector. Addresses come from the"
    " environment: KAFKA_BOOTSTRAP_SERVERS, OTLP_TRACES_ENDPOINT, OTLP_LOGS_ENDPOINT and"
    " PROMETHEUS_LISTEN, such as 0.0.0.0:8889. Receivers listen on localhost unless told otherwise."
    " Logs go on as they come: let vector.yaml hide what is private before they get here."
)
_USUAL_SLOW = 1_000


def collector(operations: Operations, sampled: int) -> bytes:
    """Return the configuration as YAML; ``sampled`` is the share of ordinary traces, in percent."""
    slow, why = _slow(operations)
    on_kafka = [s for s in operations.streams.values() if s.broker == KAFKA]
    receivers: dict[str, Any] = {"otlp": {"protocols": {"grpc": {}, "http": {}}}}
    if on_kafka:
        groups = sorted({group for stream in on_kafka for group in stream.groups})
        receivers["kafkametrics"] = {
            "brokers": ["${env:KAFKA_BOOTSTRAP_SERVERS}"],
            "scrapers": ["brokers", "topics", "consumers"],
            "topic_match": _any_of(
                {topic for stream in on_kafka for topic in (stream.topic, *stream.dead_letters)}
            ),
            **({"group_match": _any_of(groups)} if groups else {}),
            "collection_interval": "15s",
        }
    statements = [
        f'delete_key(attributes, "{key}")'
        f' where attributes["{names.DESTINATION}"] == "{stream.topic}"'
        for stream in private_keys(operations.board, operations.streams.values())
        for key in (names.KAFKA_KEY, names.EVENT_SUBJECT)
    ]
    processors: dict[str, Any] = {
        "memory_limiter": {
            "check_interval": "1s",
            "limit_percentage": 80,
            "spike_limit_percentage": 20,
        },
        "tail_sampling": {"decision_wait": "30s", "policies": _policies(slow, sampled)},
        "batch": {},
    }
    hiding: list[str] = []
    if statements:
        hiding = ["transform/private-keys"]
        processors["transform/private-keys"] = {
            "error_mode": "propagate",
            "trace_statements": [{"context": "span", "statements": sorted(set(statements))}],
        }
    content = {
        "receivers": receivers,
        "processors": processors,
        "exporters": {
            "otlp/traces": {"endpoint": "${env:OTLP_TRACES_ENDPOINT}"},
            "otlp/logs": {"endpoint": "${env:OTLP_LOGS_ENDPOINT}"},
            "prometheus": {"endpoint": "${env:PROMETHEUS_LISTEN}", "add_metric_suffixes": True},
        },
        "service": {
            "pipelines": {
                "traces": {
                    "receivers": ["otlp"],
                    "processors": ["memory_limiter", *hiding, "tail_sampling", "batch"],
                    "exporters": ["otlp/traces"],
                },
                "metrics": {
                    "receivers": list(receivers),
                    "processors": ["memory_limiter", "batch"],
                    "exporters": ["prometheus"],
                },
                "logs": {
                    "receivers": ["otlp"],
                    "processors": ["memory_limiter", "batch"],
                    "exporters": ["otlp/logs"],
                },
            }
        },
    }
    return (comment(f"{_ABOUT} {why}") + dump(content)).encode()


def _policies(slow: int, sampled: int) -> list[dict[str, Any]]:
    """Return which traces are kept: all with errors, all that are slow, and some of the rest."""
    return [
        {"name": "errors", "type": "status_code", "status_code": {"status_codes": ["ERROR"]}},
        {"name": "slow", "type": "latency", "latency": {"threshold_ms": slow}},
        {
            "name": "ordinary",
            "type": "probabilistic",
            "probabilistic": {"sampling_percentage": sampled},
        },
    ]


def _slow(operations: Operations) -> tuple[int, str]:
    """Return from how many milliseconds on a trace is slow, and where that comes from."""
    limits = [
        (level.threshold, level.name, level.doubt)
        for level in operations.levels
        if level.indicator == "latency" and level.threshold is not None
    ]
    if not limits:
        return _USUAL_SLOW, "No level promises a latency, so a second counts as slow."
    threshold, name, doubt = min(limits)
    known = f" ({doubt})" if doubt else ""
    return max(int(threshold * 1_000), 1), f"What counts as slow is the limit of {name}{known}."


def _any_of(texts: Iterable[str]) -> str:
    # A dollar sign begins a variable in this file, and is written twice.
    return f"^({'|'.join(map(re.escape, sorted(texts)))})$$".replace("\\-", "-")
