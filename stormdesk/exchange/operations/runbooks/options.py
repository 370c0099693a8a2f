"""What one may choose about runbooks; apart from their writer, so that it loads fast."""

from __future__ import annotations

from stormdesk.exchange.operations.prometheus.options import AlertOptions


class RunbookOptions(AlertOptions):
    """Which alerts there are and where numbers come from: choose as for the rules."""
