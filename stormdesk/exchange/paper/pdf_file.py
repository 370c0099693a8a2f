"""The objects of a PDF file round pages of operators; equal contents give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from reportlab.pdfbase import pdfdoc

from stormdesk.exchange.paper.operators import number
from stormdesk.exchange.paper.pdf_document import Lean, PackedDocument
from stormdesk.exchange.paper.pdf_resources import Resources, resources_object, stream
from stormdesk.exchange.paper.pdf_structure import Element, structure_root
from stormdesk.layout.geometry import Box

# reportlab carries no types.
pdf: Any = pdfdoc
_CREATOR = "stormdesk"

Flip = Literal["short-edge", "long-edge"]
"""Over which edge a sheet is turned to print its back."""
_FLIPS: Mapping[Flip, str] = MappingProxyType(
    {"short-edge": "DuplexFlipShortEdge", "long-edge": "DuplexFlipLongEdge"}
)


class Spot(NamedTuple):
    """Where a link or a bookmark leads: a page, counted from 0, and how far down on it."""

    page: int
    top: float = 0.0


class Link(NamedTuple):
    """A place on a page that leads to a spot, and what it is called aloud.

    The box is in the page's points from its upper left corner.
    """

    box: Box
    target: Spot
    text: str


class Page(NamedTuple):
    """One page: its size in points, what it shows, and how large a point is in 1/72 inch.

    Its origin is the lower left corner. ``label`` is its number as readers show it; left out, they
    count.
    """

    width: float
    height: float
    operators: str
    unit: float = 1.0
    links: Sequence[Link] = ()
    label: str = ""


class Bookmark(NamedTuple):
    """A line of the outline beside the pages; those of a higher level belong to the one before."""

    title: str
    target: Spot
    level: int = 0


class About(NamedTuple):
    """What a file says of itself."""

    title: str
    subject: str = ""
    language: str | None = None
    author: str = ""
    keywords: str = ""


def written_pdf(
    pages: Sequence[Page],
    resources: Resources,
    about: About,
    *,
    bookmarks: Sequence[Bookmark] = (),
    structure: Element | None = None,
    real_size: bool = False,
    flip: Flip | None = None,
) -> bytes:
    """Return the file of some pages, which share their resources.

    With ``structure`` every page's operators are marked with the numbers that it names, or as
    artifacts. ``real_size`` asks printers not to fit them to the paper, ``flip`` for both sides.
    """
    document = PackedDocument(invariant=1, compression=1, lang=about.language, pdfVersion=(1, 6))
    document.Pages = document.Catalog.Pages = _PageTree()
    shared = resources_object(document, resources)
    dictionaries = [_page(document, page, shared) for page in pages]
    # A page has its name before anything refers to it.
    for dictionary in dictionaries:
        document.addPage(dictionary)
    destination = _destinations(document, dictionaries, pages)
    links = [_links(document, page, destination) for page in pages]
    for dictionary, of_page in zip(dictionaries, links, strict=True):
        if of_page:
            dictionary["Annots"] = pdf.PDFArrayCompact(map(document.Reference, of_page))
    document.info = pdf.PDFDictionary(_information(about))
    catalog = document.Catalog
    catalog.Outlines = _outlines(document, bookmarks, destination)
    if bookmarks:
        catalog.PageMode = pdf.PDFName("UseOutlines")
    if len(pages) > 1:
        catalog.ViewerPreferences = pdf.PDFDictionary(_preferences(real_size, flip))
    if any(page.label for page in pages):
        catalog.PageLabels = _labels(pages)
    if structure is not None:
        catalog.MarkInfo = pdf.PDFDictionary({"Marked": pdf.PDFtrue})
        catalog.StructTreeRoot = structure_root(document, structure, dictionaries, links)
    for page in pages:
        document.updateSignature(page.operators)
    document.updateSignature(repr(about))
    return document.format()


def _preferences(real_size: bool, flip: Flip | None) -> dict[str, Any]:
    """Return what a reader's dialogs begin with (ISO 32000-1, 12.2)."""
    wanted: dict[str, Any] = {"DisplayDocTitle": pdf.PDFtrue}
    if real_size:
        wanted["PrintScaling"] = pdf.PDFName("None")
    if flip is not None:
        wanted["Duplex"] = pdf.PDFName(_FLIPS[flip])
    return wanted


def _information(about: About) -> dict[str, Any]:
    """Return what replaces reportlab's own, which names an author and a date in any case."""
    said = {
        "Title": about.title,
        "Subject": about.subject,
        "Author": about.author,
        "Keywords": about.keywords,
        "Creator": _CREATOR,
    }
    return {name: pdf.PDFString(text) for name, text in said.items() if text}


class _PageTree(pdf.PDFPages):
    """The list of pages, which stay the dictionaries that they are."""

    def check_format(self, document: Any) -> None:
        self.Count = len(self.pages)
        self.Kids = pdf.PDFArrayCompact(map(document.Reference, self.pages))


def _page(document: Any, page: Page, resources: Any) -> Any:
    entries: dict[str, Any] = {
        "Type": pdf.PDFName("Page"),
        "Parent": document.Reference(document.Pages),
        "MediaBox": pdf.PDFArray([0, 0, round(page.width, 2), round(page.height, 2)]),
        "Resources": resources,
        "Contents": document.Reference(stream(page.operators)),
    }
    if page.unit != 1:
        entries["UserUnit"] = round(page.unit, 4)
    return pdf.PDFDictionary(entries)


def _links(
    document: PackedDocument, page: Page, destination: Callable[[Spot], bytes]
) -> list[Lean]:
    return [
        Lean(
            b"/Type /Annot /Subtype /Link /Border [0 0 0] /F 4",
            b"/Rect " + _rectangle(link.box, page.height),
            b"/Contents " + pdf.format(pdf.PDFString(link.text), document),
            b"/Dest " + destination(link.target),
        )
        for link in page.links
    ]


def _rectangle(box: Box, height: float) -> bytes:
    corners = (box.x, height - box.bottom, box.right, height - box.y)
    return ("[" + " ".join(map(number, corners)) + "]").encode("ascii")


def _destinations(
    document: PackedDocument, dictionaries: Sequence[Any], pages: Sequence[Page]
) -> Callable[[Spot], bytes]:
    """Return what writes a page and a height on it, at whatever size the reader has chosen."""
    homes = [document.number(dictionary) for dictionary in dictionaries]

    def destination(spot: Spot) -> bytes:
        top = number(pages[spot.page].height - spot.top)
        return f"[{homes[spot.page]} 0 R /XYZ null {top} null]".encode("ascii")

    return destination


def _labels(pages: Sequence[Page]) -> Any:
    """Return the numbers of pages as they stand on them."""
    numbers: list[Any] = []
    for place, page in enumerate(pages):
        numbers += [place, pdf.PDFDictionary({"P": pdf.PDFString(page.label or str(place + 1))})]
    return pdf.PDFDictionary({"Nums": pdf.PDFArray(numbers)})


def _outlines(
    document: Any, bookmarks: Sequence[Bookmark], destination: Callable[[Spot], bytes]
) -> Any:
    """Return the tree of bookmarks, its upper level open; None where there are none."""
    if not bookmarks:
        return None
    root = pdf.PDFDictionary({"Type": pdf.PDFName("Outlines")})
    open_lines: list[tuple[int, Any, list[Any]]] = [(-1, root, [])]
    lines = [*open_lines]
    for mark in bookmarks:
        line = pdf.PDFDictionary(
            {
                "Title": pdf.PDFString(mark.title),
                "Dest": destination(mark.target),
            }
        )
        while open_lines[-1][0] >= mark.level:
            open_lines.pop()
        _, parent, siblings = open_lines[-1]
        line["Parent"] = document.Reference(parent)
        if siblings:
            line["Prev"] = document.Reference(siblings[-1])
            siblings[-1]["Next"] = document.Reference(line)
        siblings.append(line)
        open_lines.append((mark.level, line, []))
        lines.append(open_lines[-1])
    for level, line, below in lines:
        if below:
            line["First"] = document.Reference(below[0])
            line["Last"] = document.Reference(below[-1])
            line["Count"] = len(below) if level < 0 else -len(below)
    return root
