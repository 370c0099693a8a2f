"""What running a board in production takes: levels, telemetry, rules, dashboards and runbooks.

``operations_of`` gathers once what every artefact is made of, so that streams, levels, owners and
runbooks are called the same in all of them; each folder writes one format from it.
"""
