"""Topics and access to them as manifests, for those contexts whose broker is Kafka."""

from __future__ import annotations

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.kafka.topic_name import resource_names
from stormdesk.exchange.contracts.kafka.topic_resource import topic_resource
from stormdesk.exchange.contracts.kafka.topic_table import topic_table
from stormdesk.exchange.contracts.kafka.topics import places_of, topics_of
from stormdesk.exchange.contracts.kafka.user_resource import user_resource
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.yaml_text import dump

_FOLDER = "kubernetes"


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``CONTEXT.topics.yaml`` and ``.users.yaml``, a kustomization, and ``topics.csv``.

    A context whose broker is another one has a user where it writes or reads a topic on Kafka.
    """
    topics = [t for t in topics_of(contracts, options.partition_rate) if t.is_on_kafka]
    if not topics:
        return {}
    manifests = _topics(topics, options.kafka_cluster)
    for slug, place in places_of(contracts.board).items():
        user = user_resource(place, topics, options.kafka_cluster)
        if user is not None:
            manifests[f"{slug}.users.yaml"] = user
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": sorted(manifests),
    }
    return {
        **{f"{_FOLDER}/{name}": text.encode() for name, text in sorted(manifests.items())},
        f"{_FOLDER}/kustomization.yaml": dump(kustomization).encode(),
        "topics.csv": topic_table(topics),
    }


def _topics(topics: list[Topic], cluster: str) -> dict[str, str]:
    resources = resource_names(topic.name for topic in topics)
    by_context: dict[str, list[str]] = {}
    for topic in topics:
        resource = topic_resource(topic, resources[topic.name], cluster)
        by_context.setdefault(topic.place.slug, []).append(resource)
    return {f"{slug}.topics.yaml": "---\n".join(texts) for slug, texts in by_context.items()}
