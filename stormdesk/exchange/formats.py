"""All formats there are; each is listed from the day it works."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.exchange.ci.options import CiOptions
from stormdesk.exchange.close_out.options import CloseOutOptions
from stormdesk.exchange.contract_tests.options import ContractTestOptions
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.diagrams.options import TableOptions
from stormdesk.exchange.format import Format
from stormdesk.exchange.interview.options import InterviewOptions
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.openslo.options import OpenSloOptions
from stormdesk.exchange.operations.plans.options import PlanOptions
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.exchange.operations.runbooks.options import RunbookOptions
from stormdesk.exchange.operations.scaling.options import ScalingOptions
from stormdesk.exchange.operations.telemetry.options import TelemetryOptions
from stormdesk.exchange.paper.options import CardOptions, PosterOptions
from stormdesk.exchange.paper.report.options import ReportOptions
from stormdesk.exchange.pictures.options import HtmlOptions, PngOptions, SvgOptions
from stormdesk.exchange.yaml_options import YamlOptions
from stormdesk.model.problem import BadInput, nearest, quoted

_ALL = (
    Format(
        name="yaml",
        label="YAML model",
        group="Models",
        suffix=".yaml",
        options=YamlOptions,
        writer="stormdesk.exchange.yaml_model:write",
        reader="stormdesk.exchange.yaml_model:read",
    ),
    Format(
        name="outline",
        label="Outline",
        group="Models",
        suffix=".outline.txt",
        writer="stormdesk.exchange.outline:write",
        reader="stormdesk.exchange.outline:read",
    ),
    Format(
        name="table",
        label="Spreadsheet table",
        group="Models",
        suffix=".csv",
        reader="stormdesk.exchange.foreign.table:read",
    ),
    Format(
        name="pdf",
        label="PDF poster",
        group="Paper and pictures",
        suffix=".pdf",
        options=PosterOptions,
        writer="stormdesk.exchange.paper.poster:write",
        left_out="stormdesk.exchange.paper.missing_glyphs:left_out",
    ),
    Format(
        name="pdf-cards",
        label="PDF cards",
        group="Paper and pictures",
        suffix="-cards.pdf",
        options=CardOptions,
        writer="stormdesk.exchange.paper.cards:write",
        left_out="stormdesk.exchange.paper.missing_glyphs:left_out",
    ),
    Format(
        name="svg",
        label="SVG drawing",
        group="Paper and pictures",
        suffix=".svg",
        options=SvgOptions,
        writer="stormdesk.exchange.pictures.svg:write",
        preview="stormdesk.exchange.pictures.page:drawing_preview",
        left_out="stormdesk.exchange.paper.missing_glyphs:left_to_the_reader",
        reader="stormdesk.exchange.pictures.svg:read",
    ),
    Format(
        name="png",
        label="PNG picture",
        group="Paper and pictures",
        suffix=".png",
        options=PngOptions,
        writer="stormdesk.exchange.pictures.png:write",
        left_out="stormdesk.exchange.paper.missing_glyphs:left_out",
    ),
    Format(
        name="html",
        label="Web page",
        group="Paper and pictures",
        suffix=".html",
        options=HtmlOptions,
        writer="stormdesk.exchange.pictures.html.page:write",
        preview="stormdesk.exchange.pictures.page:html_preview",
        left_out="stormdesk.exchange.paper.missing_glyphs:left_to_the_reader",
    ),
    Format(
        name="pdf-report",
        label="PDF report",
        group="Paper and pictures",
        suffix="-report.pdf",
        options=ReportOptions,
        writer="stormdesk.exchange.paper.report.report:write",
        left_out="stormdesk.exchange.paper.missing_glyphs:left_out_of_report",
    ),
    Format(
        name="close-out",
        label="Close-out pack",
        group="Paper and pictures",
        suffix="-close-out",
        options=CloseOutOptions,
        writer="stormdesk.exchange.close_out.files:write",
        folder=True,
        left_out="stormdesk.exchange.paper.missing_glyphs:left_out_of_report",
    ),
    Format(
        name="interview",
        label="Interview sheet",
        group="Paper and pictures",
        suffix="-interview.txt",
        options=InterviewOptions,
        writer="stormdesk.exchange.interview.writer:write",
        reader="stormdesk.exchange.interview.answers:read",
    ),
    Format(
        name="schemas",
        label="Schema bundle",
        group="Contracts",
        suffix="-schemas",
        options=SchemaOptions,
        writer="stormdesk.exchange.contracts.bundle:write",
        folder=True,
        left_out="stormdesk.exchange.contracts.left_out:left_out",
        partial=True,
    ),
    Format(
        name="ci",
        label="Checks for CI servers",
        group="Contracts",
        suffix="-ci",
        options=CiOptions,
        writer="stormdesk.exchange.ci.files:write",
        folder=True,
    ),
    Format(
        name="contract-tests",
        label="Contract tests",
        group="Contracts",
        suffix="-contract-tests",
        options=ContractTestOptions,
        writer="stormdesk.exchange.contract_tests.project:write",
        folder=True,
    ),
    Format(
        name="slo",
        label="Service levels (OpenSLO)",
        group="Operations",
        suffix="-slo",
        options=OpenSloOptions,
        writer="stormdesk.exchange.operations.openslo.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.openslo.files:left_out",
    ),
    Format(
        name="prometheus",
        label="Prometheus rules and alerts",
        group="Operations",
        suffix="-prometheus",
        options=PrometheusOptions,
        writer="stormdesk.exchange.operations.prometheus.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.prometheus.files:left_out",
    ),
    Format(
        name="telemetry",
        label="Telemetry",
        group="Operations",
        suffix="-telemetry",
        options=TelemetryOptions,
        writer="stormdesk.exchange.operations.telemetry.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.telemetry.files:left_out",
    ),
    Format(
        name="runbooks",
        label="Runbooks",
        group="Operations",
        suffix="-runbooks",
        options=RunbookOptions,
        writer="stormdesk.exchange.operations.runbooks.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.runbooks.files:left_out",
    ),
    Format(
        name="plans",
        label="Plans of operation",
        group="Operations",
        suffix="-plans",
        options=PlanOptions,
        writer="stormdesk.exchange.operations.plans.files:write",
        folder=True,
    ),
    Format(
        name="scaling",
        label="Scaling on Kubernetes",
        group="Operations",
        suffix="-scaling",
        options=ScalingOptions,
        writer="stormdesk.exchange.operations.scaling.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.scaling.files:left_out",
    ),
    Format(
        name="grafana",
        label="Grafana dashboards",
        group="Operations",
        suffix="-grafana",
        options=GrafanaOptions,
        writer="stormdesk.exchange.operations.grafana.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.grafana.files:left_out",
    ),
    Format(
        name="eventcatalog",
        label="EventCatalog folder",
        group="Catalogues",
        suffix="-eventcatalog",
        writer="stormdesk.exchange.catalogues.eventcatalog:write",
        folder=True,
    ),
    Format(
        name="cml",
        label="Context Mapper model",
        group="Catalogues",
        suffix=".cml",
        writer="stormdesk.exchange.catalogues.cml:write",
    ),
    Format(
        name="backstage",
        label="Backstage catalogue",
        group="Catalogues",
        suffix="-backstage",
        writer="stormdesk.exchange.catalogues.backstage:write",
        folder=True,
    ),
    Format(
        name="esdm",
        label="ESDM model",
        group="Catalogues",
        suffix=".esdm.yaml",
        writer="stormdesk.exchange.catalogues.esdm:write",
    ),
    Format(
        name="graphml",
        label="GraphML graph",
        group="Diagrams",
        suffix=".graphml",
        writer="stormdesk.exchange.diagrams.graphml:write",
    ),
    Format(
        name="dot",
        label="Graphviz diagram",
        group="Diagrams",
        suffix=".dot",
        writer="stormdesk.exchange.diagrams.dot:write",
    ),
    Format(
        name="mermaid",
        label="Mermaid flowchart",
        group="Diagrams",
        suffix=".mmd",
        writer="stormdesk.exchange.diagrams.mermaid:write",
    ),
    Format(
        name="plantuml",
        label="PlantUML diagram",
        group="Diagrams",
        suffix=".puml",
        writer="stormdesk.exchange.diagrams.plantuml:write",
    ),
    Format(
        name="csv",
        label="CSV table",
        group="Diagrams",
        suffix=".csv",
        options=TableOptions,
        writer="stormdesk.exchange.diagrams.table:write",
    ),
)
FORMATS = {each.name: each for each in _ALL}
ALIASES: Mapping[str, tuple[str, Mapping[str, object]]] = {
    part: ("schemas", {"only": (part,)})
    for part in ("json-schema", "avro", "protobuf", "cloudevents", "asyncapi", "kafka-topics")
} | {"openslo": ("slo", {})}
"""Short names: the format that each stands for, and what is chosen with it."""


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises BadInput with the nearest name where there is none.
    """
    if name not in FORMATS:
        raise BadInput(quoted(name), f"is no format{nearest(name, FORMATS)}")
    return FORMATS[name]
