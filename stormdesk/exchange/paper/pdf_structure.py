"""The tree of what stands on the pages in reading order, for those who listen to a PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

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
    document: Any, root: Element, pages: Sequence[Any], links: Sequence[Sequence[Any]]
) -> Any:
    """Return a reference to the tree, and number the pages and links that its leaves are of.

    ``pages`` are their dictionaries, ``links`` the dictionaries of the links on each. The form is
    that of ISO 32000-1, 14.7.
    """
    tree = pdf.PDFDictionary({"Type": pdf.PDFName("StructTreeRoot")})
    tree_reference = document.Reference(tree)
    marks: list[dict[int, Any]] = [{} for _ in pages]
    numbered: list[Any] = []

    def shown(element: Element, parent: Any) -> Any:
        entries: dict[str, Any] = {"S": pdf.PDFName(element.role), "P": parent}
        if element.alternative:
            entries["Alt"] = pdf.PDFString(element.alternative)
        if element.role == "TH":
            entries["A"] = _COLUMN_HEAD
        dictionary = pdf.PDFDictionary(entries)
        reference = document.Reference(dictionary)
        kids: list[Any] = []
        home = next((p.page for p in element.parts if not isinstance(p, Element)), None)
        if home is not None:
            dictionary["Pg"] = document.Reference(pages[home])
        for part in element.parts:
            if isinstance(part, Element):
                kids.append(shown(part, reference))
                continue
            page = document.Reference(pages[part.page])
            if isinstance(part, Marked):
                marks[part.page][part.number] = reference
                if part.page == home:
                    kids.append(part.number)
                else:
                    kids.append(
                        pdf.PDFDictionary(
                            {"Type": pdf.PDFName("MCR"), "Pg": page, "MCID": part.number}
                        )
                    )
            else:
                link = links[part.page][part.number]
                link["StructParent"] = len(pages) + len(numbered)
                numbered.append(reference)
                kids.append(
                    pdf.PDFDictionary(
                        {"Type": pdf.PDFName("OBJR"), "Pg": page, "Obj": document.Reference(link)}
                    )
                )
        dictionary["K"] = kids[0] if len(kids) == 1 else pdf.PDFArrayCompact(kids)
        return reference

    tree["K"] = shown(root, tree_reference)
    numbers: list[Any] = []
    for place, (page, of_page) in enumerate(zip(pages, marks, strict=True)):
        page["StructParents"] = place
        page["Tabs"] = pdf.PDFName("S")
        owners = [
            of_page.get(number, pdf.PDFnull) for number in range(max(of_page, default=-1) + 1)
        ]
        numbers += [place, document.Reference(pdf.PDFArrayCompact(owners))]
    for place, owner in enumerate(numbered, len(pages)):
        numbers += [place, owner]
    tree["ParentTree"] = document.Reference(
        pdf.PDFDictionary({"Nums": pdf.PDFArrayCompact(numbers)})
    )
    tree["ParentTreeNextKey"] = len(pages) + len(numbered)
    return tree_reference


_COLUMN_HEAD = pdf.PDFDictionary({"O": pdf.PDFName("Table"), "Scope": pdf.PDFName("Column")})
