"""The objects of a PDF file round one page of operators; equal contents give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from stormdesk.exchange.paper.embedded_font import EmbeddedFont
from stormdesk.layout.geometry import Box

# reportlab carries no types.
pdf: Any = pdfdoc
_SYMBOLIC = 4
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREATOR = "stormdesk"


class Form(NamedTuple):
    """Operators that a page shows by name, as often as it likes; nothing shows outside the box."""

    box: Box
    operators: str


class Page(NamedTuple):
    """One page: its size in points, how large a point is in 1/72 inch, and what it shows."""

    width: float
    height: float
    unit: float
    operators: str
    forms: Mapping[str, Form]
    opacities: Mapping[str, float]
    fonts: Iterable[EmbeddedFont]


def written_pdf(page: Page, title: str, subject: str, language: str | None) -> bytes:
    """Return the file of one page."""
    document = pdf.PDFDocument(invariant=1, compression=1, lang=language, pdfVersion=(1, 6))
    resources = _resources(document, page)
    entries: dict[str, Any] = {
        "Type": pdf.PDFName("Page"),
        "Parent": document.Reference(document.Pages),
        "MediaBox": pdf.PDFArray([0, 0, round(page.width, 2), round(page.height, 2)]),
        "Resources": resources,
        "Contents": document.Reference(_stream(page.operators)),
    }
    if page.unit != 1:
        entries["UserUnit"] = round(page.unit, 4)
    document.addPage(pdf.PDFDictionary(entries))
    about = {"Title": title, "Subject": subject, "Creator": _CREATOR}
    # In place of reportlab's own, which names an author and a date whether there are any or not.
    document.info = pdf.PDFDictionary({k: pdf.PDFString(text) for k, text in about.items() if text})
    document.Catalog.Outlines = None
    document.updateSignature(repr((about, page.operators)))
    return document.format()


def _resources(document: Any, page: Page) -> Any:
    """Return a reference to what the page and its forms may name."""
    fonts = {font.name: _font(document, font) for font in page.fonts}
    forms = {name: _form(form) for name, form in page.forms.items()}
    shares = {
        name: pdf.PDFDictionary({"ca": share, "CA": share})
        for name, share in page.opacities.items()
    }
    named = {name: document.Reference(form) for name, form in forms.items()}
    resources = document.Reference(
        pdf.PDFDictionary(
            {
                "Font": pdf.PDFDictionary(fonts),
                "XObject": pdf.PDFDictionary(named),
                "ExtGState": pdf.PDFDictionary(shares),
            }
        )
    )
    for form in forms.values():
        form.dictionary["Resources"] = resources
    return resources


def _stream(operators: str | bytes, **entries: Any) -> Any:
    content = operators if isinstance(operators, bytes) else operators.encode("ascii")
    return pdf.PDFStream(pdf.PDFDictionary(entries), content, [pdf.PDFStreamFilterZCompress()])


def _form(form: Form) -> Any:
    x, y, right, bottom = form.box.x, form.box.y, form.box.right, form.box.bottom
    return _stream(
        form.operators,
        Type=pdf.PDFName("XObject"),
        Subtype=pdf.PDFName("Form"),
        BBox=pdf.PDFArray([x, y, right, bottom]),
    )


def _font(document: Any, font: EmbeddedFont) -> Any:
    program = font.program()
    tag = "".join(_LETTERS[byte % 26] for byte in sha256(program.data).digest()[:6])
    name = pdf.PDFName(f"{tag}+{font.font.name}")
    descriptor = {
        "Type": pdf.PDFName("FontDescriptor"),
        "FontName": name,
        "Flags": _SYMBOLIC,
        "FontBBox": pdf.PDFArray(program.bounds),
        "ItalicAngle": 0,
        "Ascent": program.ascent,
        "Descent": program.descent,
        "CapHeight": program.ascent,
        "StemV": 80,
        "FontFile2": document.Reference(_stream(program.data, Length1=len(program.data))),
    }
    widths = pdf.PDFArray([1, pdf.PDFArray(program.widths)])
    collection = {
        "Registry": pdf.PDFString("Adobe"),
        "Ordering": pdf.PDFString("Identity"),
        "Supplement": 0,
    }
    descendant = {
        "Type": pdf.PDFName("Font"),
        "Subtype": pdf.PDFName("CIDFontType2"),
        "BaseFont": name,
        "CIDSystemInfo": pdf.PDFDictionary(collection),
        "CIDToGIDMap": pdf.PDFName("Identity"),
        "W": widths,
        "FontDescriptor": document.Reference(pdf.PDFDictionary(descriptor)),
    }
    composite = {
        "Type": pdf.PDFName("Font"),
        "Subtype": pdf.PDFName("Type0"),
        "BaseFont": name,
        "Encoding": pdf.PDFName("Identity-H"),
        "DescendantFonts": pdf.PDFArray([document.Reference(pdf.PDFDictionary(descendant))]),
        "ToUnicode": document.Reference(_stream(font.to_unicode())),
    }
    return document.Reference(pdf.PDFDictionary(composite))
