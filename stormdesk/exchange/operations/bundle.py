"""What every folder of operations has beside its own files: a manifest to know them again by."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.file_list import MANIFEST, file_list
from stormdesk.model.board import Board


def bundled(
    board: Board, sort: str, files: Mapping[str, bytes], marked: Collection[str] = ()
) -> dict[str, bytes]:
    """Return the files with the manifest of a sort of export, such as ``slo``.

    ``marked`` are those in which people write between marks.
    """
    listed = {
        "format": f"stormdesk-{sort}/1",
        "board": {"id": board.profile.id, "title": board.profile.title},
        "files": file_list(files, marked=marked),
    }
    return {**files, MANIFEST: json_file(listed)}
