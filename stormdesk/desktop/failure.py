"""Why something failed that was tried for a person, in words for a person."""

from __future__ import annotations

from stormdesk.desktop.words import tr
from stormdesk.document.folders import state_folder
from stormdesk.document.trouble import logged
from stormdesk.model.problem import BadInput, told_by_system


def why(error: Exception) -> str:
    """Return a sentence; what nobody expected goes to the log, which it names then."""
    if isinstance(error, BadInput):
        text = str(error)
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        text = f"{place}{told_by_system(error)}"
    else:
        log = logged(error, state_folder())
        where = tr(" Details are in {log}.", log=log) if log is not None else ""
        what = str(error) or type(error).__name__
        return tr("stormdesk failed at this: {what}.{where}", what=what, where=where)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"
