"""All formats there are; each is listed from the day it works."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.exchange.ci.options import CiOptions
from stormdesk.exchange.contract_tests.options import ContractTestOptions
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.diagrams.options import TableOptions
from stormdesk.exchange.format import Format
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.openslo.options import OpenSloOptions
from stormdesk.exchange.operations.plans.options import PlanOptions
from stormdesk.exchange.operations.prometheus.options import PrometheusOptions
from stormdesk.exchange.operations.runbooks.options import RunbookOptions
from stormdesk.exchange.operations.scaling.options import ScalingOptions
from stormdesk.exchange.operations.telemetry.options import TelemetryOptions
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
        left_out="stormdesk.exchange.contracts.left_out:left_out",
        partial=True,
    ),
    Format(
        name="ci",
        label="Checks for CI servers",
        suffix="-ci",
        options=CiOptions,
        writer="stormdesk.exchange.ci.files:write",
        folder=True,
    ),
    Format(
        name="contract-tests",
        label="Contract tests",
        suffix="-contract-tests",
        options=ContractTestOptions,
        writer="stormdesk.exchange.contract_tests.project:write",
        folder=True,
    ),
    Format(
        name="slo",
        label="Service levels (OpenSLO)",
        suffix="-slo",
        options=OpenSloOptions,
        writer="stormdesk.exchange.operations.openslo.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.openslo.files:left_out",
    ),
    Format(
        name="prometheus",
        label="Prometheus rules and alerts",
        suffix="-prometheus",
        options=PrometheusOptions,
        writer="stormdesk.exchange.operations.prometheus.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.prometheus.files:left_out",
    ),
    Format(
        name="telemetry",
        label="Telemetry",
        suffix="-telemetry",
        options=TelemetryOptions,
        writer="stormdesk.exchange.operations.telemetry.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.telemetry.files:left_out",
    ),
    Format(
        name="runbooks",
        label="Runbooks",
        suffix="-runbooks",
        options=RunbookOptions,
        writer="stormdesk.exchange.operations.runbooks.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.runbooks.files:left_out",
    ),
    Format(
        name="plans",
        label="Plans of operation",
        suffix="-plans",
        options=PlanOptions,
        writer="stormdesk.exchange.operations.plans.files:write",
        folder=True,
    ),
    Format(
        name="scaling",
        label="Scaling on Kubernetes",
        suffix="-scaling",
        options=ScalingOptions,
        writer="stormdesk.exchange.operations.scaling.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.scaling.files:left_out",
    ),
    Format(
        name="grafana",
        label="Grafana dashboards",
        suffix="-grafana",
        options=GrafanaOptions,
        writer="stormdesk.exchange.operations.grafana.files:write",
        folder=True,
        left_out="stormdesk.exchange.operations.grafana.files:left_out",
    ),
    Format(
        name="eventcatalog",
        label="EventCatalog folder",
        suffix="-eventcatalog",
        writer="stormdesk.exchange.catalogues.eventcatalog:write",
        folder=True,
    ),
    Format(
        name="cml",
        label="Context Mapper model",
        suffix=".cml",
        writer="stormdesk.exchange.catalogues.cml:write",
    ),
    Format(
        name="backstage",
        label="Backstage catalogue",
        suffix="-backstage",
        writer="stormdesk.exchange.catalogues.backstage:write",
        folder=True,
    ),
    Format(
        name="esdm",
        label="ESDM model",
        suffix=".esdm.yaml",
        writer="stormdesk.exchange.catalogues.esdm:write",
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
