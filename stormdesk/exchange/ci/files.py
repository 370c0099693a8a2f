"""All files that have a board checked on a server, laid out from the root of a repository."""

from __future__ import annotations

from stormdesk.exchange.ci.options import CiOptions
from stormdesk.exchange.ci.pipelines import PIPELINES
from stormdesk.exchange.ci.readme import README, readme
from stormdesk.exchange.ci.script import SCRIPT, script
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.file_list import MANIFEST, file_list
from stormdesk.model.board import Board

_MANIFEST = f"ci/{MANIFEST}"
"""The root of a repository is no place of ours."""
_FORMAT = "stormdesk-ci/1"


def write(board: Board, options: CiOptions) -> dict[str, bytes]:
    """Return the script, its README, and the files of the services that are asked for."""
    texts = {SCRIPT: script(options), README: readme(options)}
    for place, (path, text_of) in PIPELINES.items():
        if not options.only or place in options.only:
            texts[path] = text_of(options)
    files = {path: text.encode() for path, text in texts.items()}
    listed = {
        "format": _FORMAT,
        "board": {"id": board.profile.id, "title": board.profile.title},
        "files": file_list(files, marked=files.keys() - {README}),
    }
    return {**files, _MANIFEST: json_file(listed)}
