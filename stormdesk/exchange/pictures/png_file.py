"""A picture of dots as a PNG file (ISO/IEC 15948), written band by band."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _TRUE_COLOUR = 8, 2
_AS_ABOVE = 2
"""Dots are told by their difference to those above, which in drawings are mostly the same."""
_LEVEL = 6


class PngFile:
    """Takes the rows of a picture from above; keeps one row and what is compressed already."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._above = bytes(3 * width)
        self._packer = zlib.compressobj(_LEVEL)
        header = struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, _TRUE_COLOUR, 0, 0, 0)
        self._parts = [_SIGNATURE, _chunk(b"IHDR", header)]

    def add(self, pixels: bytes) -> None:
        """Add whole rows of pixels, each four bytes: blue, green, red, nothing."""
        colours = bytearray(len(pixels) // 4 * 3)
        colours[0::3], colours[1::3], colours[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        length = 3 * self._width
        rows = [bytes(colours[at : at + length]) for at in range(0, len(colours), length)]
        for row in rows:
            self._keep(self._packer.compress(bytes((_AS_ABOVE,)) + _less(row, self._above)))
            self._above = row

    def finished(self) -> bytes:
        """Return the file, all rows being there."""
        self._keep(self._packer.flush())
        return b"".join([*self._parts, _chunk(b"IEND", b"")])

    def _keep(self, packed: bytes) -> None:
        if packed:
            self._parts.append(_chunk(b"IDAT", packed))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(
        ">I", zlib.crc32(name + content)
    )  # fmt: skip


def _less(row: bytes, above: bytes) -> bytes:
    """Return the differences of two rows byte by byte, modulo 256."""
    if row == above:
        return bytes(len(row))
    # As two long numbers: the lower seven bits of every byte apart, so that none borrows of its
    # neighbour, then the highest bits.
    size = len(row)
    low, high = int.from_bytes(b"\x7f" * size), int.from_bytes(b"\x80" * size)
    one, other = int.from_bytes(row), int.from_bytes(above)
    less = ((one | high) - (other & low)) ^ ((one ^ other ^ high) & high)
    return less.to_bytes(size)
