"""Payloads that register the contracts of a board, as Avro, in a schema registry.

Source: Confluent Schema Registry, "API reference": ``POST /subjects/SUBJECT/versions`` takes a
payload, ``PUT /config/SUBJECT`` its compatibility level. Other registries that speak this API
refuse payloads with more in them, so the level is a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.registry.registration import Registration, registrations_of
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.model.naming import is_device

_LATEST = -1
_LONGEST = 120
_SCRIPT = r"""#!/bin/sh
# Registers every schema of this folder, those that others refer to first.
#   sh register.sh URL [OPTION OF CURL]...
# such as
#   sh register.sh https://registry:8081 --user KEY:SECRET
# SUBJECT.json is the body of POST URL/subjects/SUBJECT/versions,
# config/SUBJECT.json that of PUT URL/config/SUBJECT, which sets the compatibility level first.
# The schemas are Avro: of the formats of this bundle it is the one whose rules of compatibility
# a registry decides most exactly. Version -1 of a reference is the latest one.
set -eu
registry=${1:?usage: sh register.sh URL [OPTION OF CURL]...}
shift
folder=$(dirname "$0")
type='Content-Type: application/vnd.schemaregistry.v1+json'

register() {
    file=$1
    subject=$2
    shift 2
    curl --fail --silent --show-error "$@" -X PUT -H "$type" \
        --data-binary "@$folder/config/$file" "$registry/config/$subject"
    curl --fail --silent --show-error "$@" -X POST -H "$type" \
        --data-binary "@$folder/$file" "$registry/subjects/$subject/versions"
    echo
}

"""


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``registry/SUBJECT.json`` of every subject, its level, and a script that posts them.

    Shared types are subjects of their own that messages refer to, and so are messages that share
    a topic where the topic is one subject.
    """
    registrations = registrations_of(contracts, options.subject_strategy)
    if not registrations:
        return {}
    called = spelled((each.subject for each in registrations), _file_stem, alike=str.casefold)
    result: dict[str, bytes] = {}
    for each in registrations:
        name = f"{called[each.subject]}.json"
        result[f"registry/{name}"] = json_file(_payload(each))
        result[f"registry/config/{name}"] = json_file({"compatibility": each.compatibility})
    result["registry/register.sh"] = _script(registrations, called).encode()
    return result


def _payload(registration: Registration) -> dict[str, Any]:
    return {
        "schema": registration.schema,
        "schemaType": "AVRO",
        "references": [
            {"name": reference.name, "subject": reference.subject, "version": _LATEST}
            for reference in registration.references
        ],
    }


def _script(registrations: Iterable[Registration], called: Mapping[str, str]) -> str:
    calls = [
        f"register '{called[each.subject]}.json' '{quote(each.subject, safe='')}' \"$@\"\n"
        for each in registrations
    ]
    return _SCRIPT + "".join(calls)


def _file_stem(subject: str) -> str:
    """Return the name of a file that every system takes and that stays in its folder."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", subject)[:_LONGEST]
    return f"_{plain}" if plain.startswith((".", "-")) or is_device(plain) else plain
