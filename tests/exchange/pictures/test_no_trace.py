"""What is redacted has left no trace in pictures, whatever they are packed in."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import pytest

from stormdesk.exchange.format import Options, write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.pictures.options import SvgOptions
from stormdesk.exchange.redaction import REDACTIONS, redacted
from stormdesk.exchange.yaml_reader import read_text

INVENTORY = Path(__file__).parents[2] / "boards" / "inventory.model.yaml"
GONE = (
    "Order operations", "Inventory developer", "domain expert", "Asked twice", "double promise",
    "checkout", "Stock team", "stock-team", "logistics", "commerce", "Carrier Ltd",
)  # fmt: skip


def unpacked(data: bytes) -> bytes:
    """The bytes, and what is compressed or spelled in base64 within them."""
    parts = [data]
    for coded in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data):
        parts.append(base64.b64decode(coded))
    if data.startswith(b"\x89PNG"):
        at = 8
        while at < len(data):
            length = int.from_bytes(data[at : at + 4])
            name, part = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
            parts += [name, part]
            at += 12 + length
        packed = b"".join(part for name, part in zip(parts[1::2], parts[2::2], strict=True)
                          if name == b"IDAT")  # fmt: skip
        parts.append(zlib.decompress(packed))
    return b"\n".join(parts)


@pytest.mark.parametrize(
    ("name", "options"),
    [("svg", SvgOptions()), ("svg", SvgOptions(embed_board=True)), ("html", None), ("png", None)],
    ids=["svg", "svg-with-board", "html", "png"],
)
def test_what_is_redacted_is_nowhere_in_the_picture(name: str, options: Options | None) -> None:
    board = read_text(INVENTORY.read_bytes(), "inventory")
    [before] = write(FORMATS[name], board, options).values()
    [after] = write(FORMATS[name], redacted(board, REDACTIONS), options).values()
    found = unpacked(after)
    for text in GONE:
        assert text.encode() not in found
    if name != "png":
        assert b"Stock team" in unpacked(before)
    assert before != after
