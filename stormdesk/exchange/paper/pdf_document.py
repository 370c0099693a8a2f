"""A PDF document whose small objects are packed together, as links and structure are many."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

# reportlab carries no types.
pdf: Any = pdfdoc
_HEADER = b"%PDF-1.6\n%\x93\x8c\x8b\x9e\n"
_DIFFERENCES = b"/DecodeParms << /Predictor 12 /Columns 7 >>"
_IN_ONE = 1000  # objects of a stream, which a reader unpacks for any of them


class _Entry(NamedTuple):
    """How an entry of a cross-reference stream says where an object is."""

    kind: int
    where: int
    place: int


class Lean(pdf.PDFObject):
    """A dictionary of entries that are written already.

    reportlab spends more on an entry than it takes to write a page, which is too much where
    links and structure are tens of thousands.
    """

    def __init__(self, *entries: bytes) -> None:
        self.entries = [*entries]

    def format(self, document: Any) -> bytes:
        """Return the dictionary, for whichever document."""
        return b"<<" + b" ".join(self.entries) + b">>"


class PackedDocument(pdf.PDFDocument):
    """Writes object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8)."""

    def number(self, item: Any) -> int:
        """Return the number of an object, which belongs to the document from now on."""
        return self.idToObjectNumberAndVersion[self.Reference(item).name][0]

    def format(self) -> bytes:
        """Return the file."""
        catalog, information = self.Reference(self.Catalog), self.Reference(self.info)
        small: dict[int, bytes] = {}
        places: dict[int, _Entry] = {}
        file = bytearray(_HEADER)
        number = 0
        # Objects may be told of while others are written.
        while (number := number + 1) in self.numberToId:
            item = self.idToObject[self.numberToId[number]]
            body: bytes = pdf.format(item, self, toplevel=1)
            if isinstance(item, pdf.PDFStream):
                places[number] = _Entry(1, len(file), 0)
                file += b"%d 0 obj\n%b\nendobj\n" % (number, body.rstrip())
            else:
                small[number] = body
        waiting = iter(small.items())
        while packed := dict(islice(waiting, _IN_ONE)):
            for index, each in enumerate(packed):
                places[each] = _Entry(2, number, index)
            places[number] = _Entry(1, len(file), 0)
            file += _stream(number, *_packed(packed))
            number += 1
        places[number] = _Entry(1, len(file), 0)
        start = len(file)
        root, about = pdf.format(catalog, self), pdf.format(information, self)
        digest = self.signature.hexdigest().encode("ascii")
        file += _stream(number, *_cross_references(places, root, about, digest))
        file += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(file)


def _packed(objects: Mapping[int, bytes]) -> tuple[bytes, bytes]:
    """Return the dictionary and the contents of a stream of objects."""
    offsets: list[bytes] = []
    length = 0
    for number, body in objects.items():
        offsets.append(b"%d %d" % (number, length))
        length += len(body) + 1
    head = b" ".join(offsets) + b"\n"
    entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
    return entries, head + b"\n".join(objects.values()) + b"\n"


def _cross_references(
    places: Mapping[int, _Entry], catalog: bytes, information: bytes, digest: bytes
) -> tuple[bytes, bytes]:
    """Return the dictionary and the contents of the stream that says where objects are."""
    size = len(places) + 1
    rows = [b"\0\0\0\0\0\xff\xff"]
    for number in range(1, size):
        kind, where, place = places[number]
        rows.append(bytes([kind]) + where.to_bytes(4, "big") + place.to_bytes(2, "big"))
    entries = b"/Type /XRef /Size %d /W [1 4 2] /Root %b /Info %b /ID [<%b> <%b>] %b" % (
        size, catalog, information, digest, digest, _DIFFERENCES,
    )  # fmt: skip
    return entries, b"".join(map(_less, rows, [bytes(7), *rows]))


def _less(row: bytes, above: bytes) -> bytes:
    """Return a row as its difference to the one above, which packs to a fourth (RFC 2083, 6.4)."""
    return b"\2" + bytes((here - there) & 0xFF for here, there in zip(row, above, strict=True))


def _stream(number: int, entries: bytes, content: bytes) -> bytes:
    coded = zlib.compress(content, 9)
    head = b"%d 0 obj\n<< %b /Filter /FlateDecode /Length %d >>\nstream\n" % (
        number, entries, len(coded),
    )  # fmt: skip
    return head + coded + b"\nendstream\nendobj\n"
