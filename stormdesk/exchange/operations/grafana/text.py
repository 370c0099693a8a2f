"""User text where Grafana puts variables into titles, legends and Markdown.

Source: Grafana, "Variable syntax": ``$name``, ``${name}``, ``[[name]]``; legends, ``{{name}}``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from stormdesk.exchange.catalogues.mdx import inline

_OPENS = re.compile(r"\$(?=[\w{])|\[(?=\[)|\{(?=\{)")
_JOINER = "\u2060"
_IN_SAMPLE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "$`["})
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')


def plain(text: str) -> str:
    """Return a text on one line in which no variable is seen, for an invisible sign parts them."""
    return _OPENS.sub(lambda found: f"{found[0]}{_JOINER}", " ".join(text.split()))


def markdown(text: str) -> str:
    """Return a text as Markdown on one line, in which no variable is seen either."""
    return inline(text).replace("\\$", "&#36;")


def sample(value: Any, longest: int = 4_000) -> str:
    """Return a value as a block of JSON; what could be a variable or end the block is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    escaped = _STRING.sub(lambda found: found[0].translate(_IN_SAMPLE), text)
    if len(escaped) > longest:
        escaped = f"{escaped[:longest].rpartition(chr(10))[0]}\n… and so on"
    return f"```json\n{escaped}\n```"
