"""What the pages of a PDF file share: forms, shares of opacity, pictures and fonts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from stormdesk.exchange.paper.embedded_font import EmbeddedFont
from stormdesk.exchange.paper.raster import Raster
from stormdesk.layout.geometry import Box

# reportlab carries no types.
pdf: Any = pdfdoc
_SYMBOLIC = 4
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Form(NamedTuple):
    """Operators that a page shows by name, as often as it likes; nothing shows outside the box."""

    box: Box
    operators: str


class Resources(NamedTuple):
    """All that the operators of any page may name."""

    forms: Mapping[str, Form]
    opacities: Mapping[str, float]
    fonts: Iterable[EmbeddedFont]
    pictures: Mapping[str, Raster]


def resources_object(document: Any, resources: Resources) -> Any:
    """Return a reference to what all pages and forms may name."""
    fonts = {font.name: _font(document, font) for font in resources.fonts}
    forms = {name: _form(form) for name, form in resources.forms.items()}
    pictures = {name: _picture(document, each) for name, each in resources.pictures.items()}
    shares = {
        name: pdf.PDFDictionary({"ca": share, "CA": share})
        for name, share in resources.opacities.items()
    }
    named = {name: document.Reference(each) for name, each in (forms | pictures).items()}
    reference = document.Reference(
        pdf.PDFDictionary(
            {
                "Font": pdf.PDFDictionary(fonts),
                "XObject": pdf.PDFDictionary(named),
                "ExtGState": pdf.PDFDictionary(shares),
            }
        )
    )
    for form in forms.values():
        form.dictionary["Resources"] = reference
    return reference


def stream(operators: str | bytes, **entries: Any) -> Any:
    """Return a compressed stream with these entries in its dictionary."""
    content = operators if isinstance(operators, bytes) else operators.encode("ascii")
    return pdf.PDFStream(pdf.PDFDictionary(entries), content, [pdf.PDFStreamFilterZCompress()])


def _form(form: Form) -> Any:
    x, y, right, bottom = form.box.x, form.box.y, form.box.right, form.box.bottom
    return stream(
        form.operators,
        Type=pdf.PDFName("XObject"),
        Subtype=pdf.PDFName("Form"),
        BBox=pdf.PDFArray([x, y, right, bottom]),
    )


def _picture(document: Any, raster: Raster) -> Any:
    """Return an image whose coded bytes are kept as they are."""
    entries: dict[str, Any] = {
        "Type": pdf.PDFName("XObject"),
        "Subtype": pdf.PDFName("Image"),
        "Width": raster.width,
        "Height": raster.height,
        "ColorSpace": pdf.PDFName(raster.colours),
        "BitsPerComponent": raster.bits,
    }
    if raster.mask is not None:
        entries["SMask"] = document.Reference(_picture(document, raster.mask))
    if raster.is_jpeg:
        entries["Filter"] = pdf.PDFName("DCTDecode")
        if raster.colours == "DeviceCMYK":
            # Adobe's own files hold how much is left of every ink.
            entries["Decode"] = pdf.PDFArray([1, 0] * 4)
        return pdf.PDFStream(pdf.PDFDictionary(entries), raster.content, [])
    return stream(raster.content, **entries)


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
        "FontFile2": document.Reference(stream(program.data, Length1=len(program.data))),
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
        "ToUnicode": document.Reference(stream(font.to_unicode())),
    }
    return document.Reference(pdf.PDFDictionary(composite))
