"""The tree of what stands on the pages in reading order, for those who listen to a PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from stormdesk.exchange.paper.pdf_document import Lean, PackedDocument

# reportlab carries no types.
pdf: Any = pdfdoc


class Marked(NamedTuple):
    """A stretch of a page's operators, by the number that it is marked with."""

    page: int
    number: int


class Linked(NamedTuple):
    """One of the links of a page, by its place among them."""

    page: int
    number: int


@dataclass(slots=True)
class Element:
    """A heading, a paragraph, a table and the like, with what it consists of in reading order.

    ``role`` is a standard structure type of ISO 32000-1, 14.8.4. ``alternative`` is what is said in
    place of a picture.
    """

    role: str
    parts: list[Element | Marked | Linked] = field(
        default_factory=list["Element | Marked | Linked"]
    )
    alternative: str = ""

    def add(self, role: str, alternative: str = "") -> Element:
        """Return a new last part."""
        part = Element(role, alternative=alternative)
        self.parts.append(part)
        return part

    def pruned(self) -> Element:
        """Return the element without parts that hold nothing in the end."""
        kept = [part.pruned() if isinstance(part, Element) else part for part in self.parts]
        full = [part for part in kept if not isinstance(part, Element) or part.parts]
        return Element(self.role, full, self.alternative)


def structure_root(
    document: PackedDocument, root: Element, pages: Sequence[Any], links: Sequence[Sequence[Lean]]
) -> Any:
    """Return a reference to the tree, and number the pages and links that its leaves are of.

    ``pages`` are their dictionaries, ``links`` the dictionaries of the links on each. The form is
    that of ISO 32000-1, 14.7.
    """
    tree = pdf.PDFDictionary({"Type": pdf.PDFName("StructTreeRoot")})
    homes = [document.number(page) for page in pages]
    marks: list[dict[int, int]] = [{} for _ in pages]
    numbered: list[int] = []

    def shown(element: Element, parent: int) -> int:
        item = Lean(b"/S /%b" % element.role.encode("ascii"), b"/P %d 0 R" % parent)
        here = document.number(item)
        if element.alternative:
            item.entries.append(b"/Alt " + pdf.format(pdf.PDFString(element.alternative), document))
        if element.role == "TH":
            item.entries.append(_COLUMN_HEAD)
        kids: list[bytes] = []
        home = next((p.page for p in element.parts if not isinstance(p, Element)), None)
        if home is not None:
            item.entries.append(b"/Pg %d 0 R" % homes[home])
        for part in element.parts:
            if isinstance(part, Element):
                kids.append(b"%d 0 R" % shown(part, here))
            elif isinstance(part, Marked):
                marks[part.page][part.number] = here
                if part.page == home:
                    kids.append(b"%d" % part.number)
                else:
                    kids.append(
                        b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (homes[part.page], part.number)
                    )
            else:
                link = links[part.page][part.number]
                link.entries.append(b"/StructParent %d" % (len(pages) + len(numbered)))
                numbered.append(here)
                kids.append(
                    b"<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>"
                    % (homes[part.page], document.number(link))
                )
        item.entries.append(b"/K " + (kids[0] if len(kids) == 1 else _array(kids)))
        return here

    tree["K"] = b"%d 0 R" % shown(root, document.number(tree))
    numbers: list[bytes] = []
    for place, (page, of_page) in enumerate(zip(pages, marks, strict=True)):
        page["StructParents"] = place
        page["Tabs"] = pdf.PDFName("S")
        owners = [
            b"%d 0 R" % of_page[number] if number in of_page else b"null"
            for number in range(max(of_page, default=-1) + 1)
        ]
        numbers += [b"%d" % place, _array(owners)]
    for place, owner in enumerate(numbered, len(pages)):
        numbers += [b"%d" % place, b"%d 0 R" % owner]
    tree["ParentTree"] = document.Reference(Lean(b"/Nums " + _array(numbers)))
    tree["ParentTreeNextKey"] = len(pages) + len(numbered)
    return document.Reference(tree)


def _array(items: Sequence[bytes]) -> bytes:
    return b"[" + b" ".join(items) + b"]"


_COLUMN_HEAD = b"/A <</O /Table /Scope /Column>>"
