"""The letters of a page as a font of its own, so that every browser draws the same lines."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

from stormdesk.layout.fonts import Weight, roboto_file

# fontTools carries few types here.
_subset: Any = subset
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "‐…"


def font_face(weight: Weight, texts: Iterable[str]) -> str:
    """Return the CSS rule of a face of Roboto with the letters of some texts, embedded."""
    letters = "".join(sorted({*_ALWAYS, *(letter for text in texts for letter in text)}))
    number = {"Regular": 400, "Bold": 700}[weight]
    data = b64encode(_subset_of(weight, letters)).decode()
    return (
        f'@font-face{{font-family:"Roboto";font-weight:{number};'
        f'src:url(data:font/woff;base64,{data}) format("woff")}}'
    )


@lru_cache(maxsize=8)
def _subset_of(weight: Weight, letters: str) -> bytes:
    """Return a WOFF file; neither kerning nor ligatures, because lines are set without them."""
    options = _subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [1, 2]
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "gasp", "DSIG"]
    font: Any = TTFont(roboto_file(weight), recalcTimestamp=False)
    subsetter = _subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff"
    file = BytesIO()
    font.save(file)
    return file.getvalue()
