"""All formats there are; each is listed from the day it works."""

from __future__ import annotations

from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.diagrams.options import TableOptions
from stormdesk.exchange.format import Format
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.yaml_options import YamlOptions
from stormdesk.model.problem import BadInput, nearest, quoted

_ALL = (
    Format(
        name="yaml",
        label="YAML model",
        suffix=".yaml",
        options=YamlOptions,
        writer="stormdesk.exchange.yaml_model:write",
        reader="stormdesk.exchange.yaml_model:read",
    ),
    Format(
        name="outline",
        label="Outline",
        suffix=".outline.txt",
        writer="stormdesk.exchange.outline:write",
        reader="stormdesk.exchange.outline:read",
    ),
    Format(
        name="table",
        label="Spreadsheet table",
        suffix=".csv",
        reader="stormdesk.exchange.foreign.table:read",
    ),
    Format(
        name="pdf",
        label="PDF poster",
        suffix=".pdf",
        options=PosterOptions,
        writer="stormdesk.exchange.paper.poster:write",
    ),
    Format(
        name="schemas",
        label="Schema bundle",
        suffix="-schemas",
        options=SchemaOptions,
        writer="stormdesk.exchange.contracts.bundle:write",
        folder=True,
    ),
    Format(
        name="graphml",
        label="GraphML graph",
        suffix=".graphml",
        writer="stormdesk.exchange.diagrams.graphml:write",
    ),
    Format(
        name="dot",
        label="Graphviz diagram",
        suffix=".dot",
        writer="stormdesk.exchange.diagrams.dot:write",
    ),
    Format(
        name="mermaid",
        label="Mermaid flowchart",
        suffix=".mmd",
        writer="stormdesk.exchange.diagrams.mermaid:write",
    ),
    Format(
        name="plantuml",
        label="PlantUML diagram",
        suffix=".puml",
        writer="stormdesk.exchange.diagrams.plantuml:write",
    ),
    Format(
        name="csv",
        label="CSV table",
        suffix=".csv",
        options=TableOptions,
        writer="stormdesk.exchange.diagrams.table:write",
    ),
)
FORMATS = {each.name: each for each in _ALL}


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises BadInput with the nearest name where there is none.
    """
    if name not in FORMATS:
        raise BadInput(quoted(name), f"is no format{nearest(name, FORMATS)}")
    return FORMATS[name]
