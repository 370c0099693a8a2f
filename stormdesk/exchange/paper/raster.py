"""Pictures of dots as a PDF file holds them, read from the bytes of PNG and JPEG files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from stormdesk.model.problem import BadInput

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_MOST_DOTS = 40_000_000
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_COLOURS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the colour type of a PNG file
_SUFFIXES = (b"IHDR", b"PLTE", b"tRNS", b"IDAT")


class Raster(NamedTuple):
    """A picture of dots, row by row from above; a JPEG's bytes stay coded as they came.

    ``mask`` says in shades of grey how much of every dot covers what is under it.
    """

    width: int
    height: int
    colours: str
    content: bytes
    bits: int = 8
    is_jpeg: bool = False
    mask: Raster | None = None


def read_raster(content: bytes) -> Raster:
    """Return the picture in the bytes of a PNG or a JPEG file.

    The formats are those of ISO/IEC 15948 and ITU-T T.81. Raises BadInput where it is neither, is
    broken, or has more dots than anybody prints.
    """
    try:
        if content.startswith(_PNG):
            return _png(content)
        if content.startswith(_JPEG):
            return _jpeg(content)
    except (struct.error, zlib.error, IndexError, KeyError, ValueError) as error:
        raise BadInput("the picture", "is broken; save it again") from error
    raise BadInput("the picture", "is neither PNG, JPEG nor SVG; save it as one of these")


def _jpeg(content: bytes) -> Raster:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError
        kind = content[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if kind in _FRAMES:
            bits, height, width, channels = struct.unpack_from(">BHHB", content, at + 4)
            _check_size(width, height)
            return Raster(width, height, _JPEG_COLOURS[channels], content, bits, is_jpeg=True)
        at += 2 + length


def _png(content: bytes) -> Raster:
    parts: dict[bytes, bytes] = {}
    for name, part in _chunks(content):
        parts[name] = parts.get(name, b"") + part if name == b"IDAT" else part
    header = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    width, height, bits, colour_type, _, _, interlaced = header
    _check_size(width, height)
    if interlaced:
        raise BadInput("the picture", "is an interlaced PNG; save it without interlacing")
    channels = _CHANNELS[colour_type]
    row = (width * channels * bits + 7) // 8
    coded = zlib.decompressobj().decompress(parts[b"IDAT"], (row + 1) * height)
    step = max(1, channels * bits // 8)
    rows = _unfiltered(coded, row, height, step)
    if colour_type == 3:
        return _indexed(rows, width, height, bits, parts[b"PLTE"], parts.get(b"tRNS", b""))
    colours = "DeviceRGB" if colour_type in {2, 6} else "DeviceGray"
    if colour_type < 4:
        return Raster(width, height, colours, rows, bits)
    size = bits // 8
    plain = bytearray(len(rows) * (channels - 1) // channels)
    for place in range(step - size):
        plain[place :: step - size] = rows[place::step]
    cover = bytearray(width * height * size)
    for place in range(size):
        cover[place::size] = rows[step - size + place :: step]
    mask = Raster(width, height, "DeviceGray", bytes(cover), bits)
    return Raster(width, height, colours, bytes(plain), bits, mask=mask)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    file = BytesIO(content[len(_PNG) :])
    while head := file.read(8):
        length, name = struct.unpack(">I4s", head)
        part = file.read(length)
        if len(part) < length:
            raise ValueError
        file.read(4)
        if name in _SUFFIXES:
            yield name, part


def _check_size(width: int, height: int) -> None:
    if not 0 < width * height <= _MOST_DOTS:
        raise BadInput("the picture", f"has {width} by {height} dots; take a smaller one")


def _unfiltered(coded: bytes, row: int, height: int, step: int) -> bytes:
    """Return the rows of a PNG as they were before each was told by its difference to others."""
    if len(coded) < (row + 1) * height:
        raise ValueError
    above = bytearray(row)
    result: list[bytes] = []
    for start in range(0, (row + 1) * height, row + 1):
        way = coded[start]
        line = bytearray(coded[start + 1 : start + 1 + row])
        if way == 1:
            for i in range(step, row):
                line[i] = (line[i] + line[i - step]) & 255
        elif way == 2:
            line = bytearray((a + b) & 255 for a, b in zip(line, above, strict=True))
        elif way == 3:
            for i in range(row):
                left = line[i - step] if i >= step else 0
                line[i] = (line[i] + (left + above[i]) // 2) & 255
        elif way == 4:
            for i in range(row):
                left, corner = (line[i - step], above[i - step]) if i >= step else (0, 0)
                line[i] = (line[i] + _nearest(left, above[i], corner)) & 255
        elif way:
            raise ValueError
        result.append(bytes(line))
        above = line
    return b"".join(result)


def _nearest(left: int, above: int, corner: int) -> int:
    """Return Paeth's guess: the neighbour nearest to left plus above less the corner."""
    guess = left + above - corner
    by_left, by_above, by_corner = abs(guess - left), abs(guess - above), abs(guess - corner)
    if by_left <= by_above and by_left <= by_corner:
        return left
    return above if by_above <= by_corner else corner


def _indexed(
    rows: bytes, width: int, height: int, bits: int, palette: bytes, cover: bytes
) -> Raster:
    """Return a picture with the colours of its palette written out."""
    row = (width * bits + 7) // 8
    numbers = bytearray()
    for start in range(0, row * height, row):
        line = rows[start : start + row]
        if bits < 8:
            each = 8 // bits
            line = bytes(
                (byte >> (8 - bits * (place + 1))) & ((1 << bits) - 1)
                for byte in line
                for place in range(each)
            )[:width]
        numbers += line
    content = b"".join([palette[3 * number : 3 * number + 3] for number in numbers])
    if len(content) < 3 * width * height:
        raise ValueError
    if not cover:
        return Raster(width, height, "DeviceRGB", content)
    shares = bytes(cover[number] if number < len(cover) else 255 for number in numbers)
    mask = Raster(width, height, "DeviceGray", shares)
    return Raster(width, height, "DeviceRGB", content, mask=mask)
