"""Text that stands in an XML document: escaped, without what XML has no way to write."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, escaped or not (XML 1.0, 2.2)."""

# A parser turns these into line ends or spaces where they stand as they are (XML 1.0, 2.11).
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def xml_text(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(NOT_IN_XML.sub("", text), _IN_TEXT)


def xml_attribute(text: str) -> str:
    """Return a text as the value of an attribute, quotes included."""
    return quoteattr(NOT_IN_XML.sub("", text), _IN_ATTRIBUTE)
