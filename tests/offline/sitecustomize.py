"""Denies the network to every Python that finds this on its path, children of tests included."""

from __future__ import annotations

import socket
import sys

RULE = "stormdesk never touches the network, so its tests may not open network sockets"

_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def _deny(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    # An audit hook also sees sockets that C code makes, and nothing can take it off again.
    opened = event == "socket.__new__" and arguments[1] in _FAMILIES
    # A socket of no named family is told by its address: those of the network are tuples.
    connected = event in ("socket.connect", "socket.bind") and isinstance(arguments[1], tuple)
    if opened or connected or event in _LOOKUPS:
        raise OSError(RULE)


sys.addaudithook(_deny)
