"""What would come of a board's flows under load and in trouble, by discrete-event simulation.

``run.simulate(board, scenario, seed, partitions=…, progress=…)`` returns a ``result.Simulation``:
``times`` (the seconds of at most 360 samples), ``consumers`` (series of depth, lag and retries, and
totals; the most loaded first), ``paths`` (latency percentiles), ``levels`` (the service levels of
the board: share good, when first broken) and what had to be assumed. Every number in it is
simulated. ``simulation_json.to_json`` tells it in the format ``stormdesk-simulation/1``.

``scenario.scenario_named(name, minutes)`` gives one of ``scenario.SCENARIOS``, and
``scenario.about(name)`` tells it in a sentence. A ``Scenario`` is frozen: ``dataclasses.replace``
it, with a ``Remedy`` by consumer in ``remedies`` to try a change. ``progress`` is told the share
that is done, and may raise ``run.Cancelled``. ``partitions`` come from
``exchange.contracts.kafka.partition_counts``.

Up to ``run.MOST_SINGLY`` deliveries every message is simulated by itself (``servers``, M/M/c).
Above, a token stands for up to ``factor`` messages, and lines are reflected Brownian motions
(``backlog``); where few messages come they still wait one by one. With 70 messages a token, mean
waits stay within 5 % of M/M/c, and the shares that are later than p50, p95 and p99 within a tenth
of what they are there; tests hold it to that. Order within keys is not looked at in such lines.
"""
