"""What one has to know of a message to look for the cause of a fault, as a panel of text."""

from __future__ import annotations

from typing import Any

from stormdesk.exchange.catalogues.mdx import table
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.operations.grafana.panel import Panel
from stormdesk.exchange.operations.grafana.panels import text
from stormdesk.exchange.operations.grafana.text import markdown, sample
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.stream import Stream
from stormdesk.exchange.operations.telemetry.privacy import payload_of


def contract_panel(stream: Stream, watch: Watch) -> Panel:
    """Return version, topic, people and a sample of the payload, none of its values private."""
    message = stream.subject.sticky.message
    published = [each.version for each in message.published] if message is not None else []
    readers = [f"`{r.group}` in `{r.context}`" for r in stream.readings]
    rows = [
        ("Type", f"`{stream.type}`"),
        ("Topic", f"`{stream.topic}`{'' if stream.is_alone else ', with other messages'}"),
        ("Schema version", markdown(stream.subject.version) if message else "not yet described"),
        ("Published before", ", ".join(map(markdown, published)) or "none"),
        ("Compatibility", (message and message.compatibility) or "not yet decided"),
        ("Key", markdown(message.key) if message and message.key else "not yet decided"),
        ("Sent by", ", ".join(f"`{each}`" for each in stream.senders) or "nobody yet"),
        ("Read by", ", ".join(dict.fromkeys(readers)) or "nobody"),
        ("Owner", markdown(stream.owner.name)),
        ("Operated by", markdown(stream.operator.name) if stream.operator else "not yet decided"),
        ("Runbook", f"[{stream.name}]({watch.options.runbook_base}/{stream.runbook})"),
    ]
    payload = _payload(stream, watch)
    shown = (
        f"Sample of the payload, made up from the contract:\n\n{sample(payload)}"
        if payload
        else "Nobody has described its payload yet."
    )
    content = f"{table(('Contract', ''), rows)}\n\n{shown}"
    return text("Contract and sample", content, width=12, height=10)


def _payload(stream: Stream, watch: Watch) -> dict[str, Any]:
    contracts = watch.operations.landscape.contracts
    example = contracts.examples.get(stream.subject.stem)
    if example is None:
        return {}
    values = json_record(example, stream.subject.shape.members, contracts.types)
    showing = payload_of(watch.operations.board, stream)
    return {
        name: value if showing.get(name) == "plain" else f"({showing.get(name, 'left out')})"
        for name, value in values.items()
    }
