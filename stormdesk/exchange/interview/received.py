"""The text of a sheet as it comes back: in mails, quoted, in whatever encoding."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.parser import BytesParser
from email.policy import default

from stormdesk.exchange.outline_line import MARKS

_LETTERS = "".join(MARKS)
_QUOTED = re.compile(r"^(?:[^\S\n]*>)+[^\S\n]?", re.MULTILINE)
_QUESTION = re.compile(
    rf"^[>*_ \t]*\[[ \t]*\d+[ \t]*[{_LETTERS}][ \t]*:", re.IGNORECASE | re.MULTILINE
)
_UNSEEN = re.compile(r"[\u200b\u2060\ufeff]")
_BLANK = re.compile(r"[\u00a0\u202f\t]")
_MAIL = re.compile(rb"^(MIME-Version|Content-Type):", re.IGNORECASE | re.MULTILINE)
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, RecursionError, MessageError)
"""What Python's parser of mails raises where a mail is not one."""
_LONGEST_HEAD = 100_000


def is_sheet(data: bytes) -> bool:
    """Tell whether a text has the marks of an interview sheet's questions."""
    return _QUESTION.search(received(data)) is not None


def received(data: bytes) -> str:
    """Return the text of a sheet, however it was encoded, quoted and mailed."""
    mail = _mail_text(data)
    if mail is not None:
        text = mail
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            # What mail programs of old and some of Windows write.
            text = data.decode("cp1252", "replace")
    plain = _BLANK.sub(" ", _UNSEEN.sub("", text))
    return _QUOTED.sub("", plain.replace("\r\n", "\n").replace("\r", "\n"))


def _mail_text(data: bytes) -> str | None:
    """Return what a mail says that was saved as a file; None where it is none, or unreadable."""
    head = data[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not _MAIL.search(head):
        return None
    try:
        body = BytesParser(policy=default).parsebytes(data).get_body(("plain",))
        content: object = body.get_content() if body is not None else None
    except _BROKEN:
        return None
    return content if isinstance(content, str) and _QUESTION.search(content) else None
