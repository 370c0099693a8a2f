"""Which alerts a board has: who is woken, what is only a ticket, and what is left out and why."""

import re
from dataclasses import replace
from typing import Any

import pytest
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with

from stormdesk.exchange.operations.alert import Alert, Alerts
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.prometheus.options import AlertOptions
from stormdesk.exchange.operations.prometheus.stream_alerts import stream_alerts
from stormdesk.model.board import Board

_SUCCESS = {"indicator": "success-rate", "objective": "99.9%", "window": "30d"}
_FIELDS = [{"name": "id", "type": "uuid"}]


def _alerts_on(board: Board, **options: Any) -> Alerts:
    chosen = AlertOptions(**options)
    return alerts_of(operations_of(board), queries_of(chosen), chosen)


def _of_levels(
    *levels: dict[str, Any], options: dict[str, Any] | None = None, **board: Any
) -> Alerts:
    found = _alerts_on(board_with(*levels, **board), **(options or {}))
    return Alerts(tuple(a for a in found.alerts if a.level is not None), found.left_out)


def _named(alerts: Alerts, name: str) -> Alert:
    return next(alert for alert in alerts.alerts if alert.name == name)


def test_level_that_pages_pages_when_it_burns_fast_and_makes_a_ticket_when_slowly():
    alerts = _of_levels({**_SUCCESS, "criticality": "page"})
    assert [(a.name, a.severity) for a in alerts.alerts] == [
        ("OrderPlacedSuccessRateErrorBudgetBurn", "page"),
        ("OrderPlacedSuccessRateErrorBudgetSlowBurn", "ticket"),
    ]
    fast, slow = (alert.expression for alert in alerts.alerts)
    assert "(14.4 * (1 - 0.999))" in fast
    assert "(6 * (1 - 0.999))" in fast
    assert "(3 * (1 - 0.999))" in slow
    assert "(1 * (1 - 0.999))" in slow


@pytest.mark.parametrize("criticality", [{"criticality": "ticket"}, {}])
def test_level_that_does_not_say_so_never_pages(criticality: dict[str, str]):
    alerts = _of_levels({**_SUCCESS, **criticality}, options={"fast_burn": True})
    assert [alert.severity for alert in alerts.alerts] == ["ticket"]
    assert "ratio_rate1h" in alerts.alerts[0].expression


def test_quarter_of_the_budget_in_an_hour_pages_where_it_is_asked_for():
    alerts = _of_levels({**_SUCCESS, "criticality": "page"}, options={"fast_burn": True})
    quarter = _named(alerts, "OrderPlacedSuccessRateErrorBudgetQuarterBurn")
    assert quarter.severity == "page"
    assert "(180 * (1 - 0.999))" in quarter.expression


def test_factor_that_asks_for_more_than_all_events_is_left_out():
    alerts = _of_levels({**_SUCCESS, "objective": "90%", "criticality": "page"})
    assert "14.4" not in "".join(alert.expression for alert in alerts.alerts)
    assert any("1 hour" in why and "cannot burn fast enough" in why for why in alerts.left_out)


def test_burn_needs_the_fewest_events_that_count():
    (alert,) = _of_levels({**_SUCCESS, "min-count": 5_000}).alerts
    assert alert.expression.count(">= 5000") == 4
    assert "5000" in alert.description


def test_single_failure_that_exceeds_the_factor_is_a_ticket_by_count():
    alerts = _of_levels(
        {**_SUCCESS, "criticality": "page"},
        message={"fields": _FIELDS, "rate": {"steady": "20/d"}},
    )
    (alert,) = alerts.alerts
    assert (alert.name, alert.severity) == ("OrderPlacedSuccessRateFailed", "ticket")
    assert alert.expression.endswith("> 0")
    assert any("single failure would exceed" in why for why in alerts.left_out)


def test_fewest_events_that_never_come_leave_the_alert_out():
    alerts = _of_levels(
        {**_SUCCESS, "min-count": 10_000_000},
        message={"fields": _FIELDS, "rate": {"steady": "1/s"}},
    )
    assert alerts.alerts == ()
    assert any("never come" in why for why in alerts.left_out)


def test_assumed_number_is_marked_in_labels_and_text():
    for level in (
        {**_SUCCESS, "assumed": True},
        {"indicator": "consumer-lag", "threshold": "5s", "assumed": True},
    ):
        for alert in _of_levels(level).alerts:
            assert alert.labels["assumed"] == "true"
            assert "assumed, nobody has agreed yet" in alert.description
    (agreed,) = _of_levels({**_SUCCESS, "confirmed-by": "Ann"}).alerts
    assert "assumed" not in agreed.labels
    assert "assumed" not in agreed.description
    assert "confirmed" not in agreed.description


def test_number_that_nobody_confirmed_says_so_though_it_is_not_assumed():
    (stated,) = _of_levels(_SUCCESS).alerts
    assert "assumed" not in stated.labels
    assert "nobody has confirmed it" in stated.description


def test_lag_in_seconds_says_how_it_is_reckoned():
    level = {"indicator": "consumer-lag", "threshold": "5s"}
    age, unreported = _of_levels(level).alerts
    (over_rate,) = _of_levels(level, options={"lag": "lag-over-rate"}).alerts
    assert "stormdesk_event_age_seconds" in age.expression
    assert age.description.startswith("Age of the oldest event")
    assert " / sum(rate(kafka_consumer_group_offset_sum_ratio" in over_rate.expression
    assert over_rate.description.startswith("Lag over rate")
    assert (unreported.name, unreported.severity) == (
        "OrderPlacedConsumerLagUnreported",
        "ticket",
    )
    assert unreported.expression.startswith("absent(max(stormdesk_event_age_seconds{")


def test_threshold_waits_for_its_window():
    (alert,) = _of_levels({"indicator": "queue-depth", "threshold": "1000", "window": "10m"}).alerts
    assert alert.patience == 600
    assert alert.expression.endswith("> 1000")
    assert alert.labels["consumergroup"] == "reservers"


def test_queue_of_another_broker_than_kafka_is_left_out():
    path = next(p for p in stored_boards() if p.stem == "webhook-billing")
    alerts = _alerts_on(stored(path))
    assert any(
        "Billing requested: queue depth" in w and "managed-queue" in w for w in alerts.left_out
    )
    assert not any("QueueDepth" in alert.name for alert in alerts.alerts)


def test_latency_without_a_share_is_held_to_a_quantile():
    (alert,) = _of_levels({"indicator": "latency", "threshold": "500ms"}).alerts
    assert alert.expression.startswith("histogram_quantile(0.95, ")
    assert alert.expression.endswith("> 0.5")
    assert "95 %" in alert.description


def test_all_of_them_means_that_a_single_one_alerts():
    (alert,) = _of_levels({"indicator": "success-rate", "objective": "100%"}).alerts
    assert alert.name == "OrderPlacedSuccessRateBroken"
    assert alert.expression.endswith("> 0")


@pytest.mark.parametrize("indicator", ["replay-success", "time-to-detect"])
def test_what_is_noted_by_people_is_no_alert(indicator: str):
    alerts = _of_levels({"indicator": indicator, "objective": "99%", "threshold": "5m"})
    assert alerts.alerts == ()
    assert any("is no alert: it is noted at every" in why for why in alerts.left_out)


def test_level_without_a_number_is_left_out():
    alerts = _of_levels({"indicator": "success-rate"})
    assert alerts.alerts == ()
    assert any("nobody has said a number" in why for why in alerts.left_out)


def test_chain_is_judged_over_windows_that_are_longer_than_it_may_take():
    chain = {"from": "placed", "to": "reserved", "within": "2h", "criticality": "page"}
    alerts = _of_levels({"indicator": "completeness", "objective": "99%", "window": "30d", **chain})
    fast = next(alert for alert in alerts.alerts if alert.severity == "page")
    assert "ratio_rate1h" not in fast.expression
    assert "ratio_rate2h" in fast.expression
    assert any("what may take 2 hours is not lost by then" in why for why in alerts.left_out)


@pytest.mark.parametrize(
    ("message", "expression", "why"),
    [
        ({"expected-every": "5m", "hours": "24/7"}, "== 0", None),
        ({"expected-every": "5m", "hours": "Mo-Fr 08:00-18:00"}, "day_of_week", None),
        ({"expected-every": "5m"}, None, "in which hours"),
        ({"expected-every": "5m", "hours": "office hours"}, None, "cannot be read as hours"),
        ({"expected-every": "P2D", "hours": "Mo 08:00-09:00"}, None, "never last"),
        ({"hours": "24/7"}, None, None),
    ],
)
def test_silence_alerts_only_where_it_says_how_often_and_when(
    message: dict[str, str], expression: str | None, why: str | None
):
    found = _alerts_on(board_with(message={"fields": _FIELDS, **message}))
    silent = [alert for alert in found.alerts if alert.name == "OrderPlacedMissing"]
    assert [expression is not None] == [bool(silent)]
    if expression is not None:
        assert expression in silent[0].expression
    assert why is None or any(why in sentence for sentence in found.left_out)


def test_what_comes_exactly_as_often_as_it_should_is_never_missing():
    """An increase between two scrapes at the edge of a window is in no rate over that window."""
    message = {"fields": _FIELDS, "expected-every": "1h", "hours": "24/7"}
    alert = _named(_alerts_on(board_with(message=message)), "OrderPlacedMissing")
    assert alert.patience == 300


def test_share_of_rare_events_counts_whole_ones_where_two_counts_are_scraped_apart():
    rare = {"rate": {"steady": "20/d"}}
    levels = {"indicator": "audit-coverage", "objective": "99%", "criticality": "page"}
    failed = _of_levels(levels, message=rare).alerts[-1]
    assert failed.expression.endswith("* 86400 >= 1")


def test_threshold_that_is_reported_over_days_alerts_after_minutes():
    level = {"indicator": "latency", "threshold": "5s", "window": "28d"}
    (alert,) = _of_levels(level).alerts
    assert alert.patience == 300
    assert "28 days" not in alert.description


def test_hours_are_in_utc_and_say_so():
    message = {"fields": _FIELDS, "expected-every": "5m", "hours": "Mo-Fr 08:00-18:00"}
    alert = _named(_alerts_on(board_with(message=message)), "OrderPlacedMissing")
    assert "in UTC" in alert.description


def test_dead_letters_retries_and_schema_errors_alert_where_consumers_have_them():
    board = board_with(
        message={"fields": _FIELDS, "audience": "integration"},
        handling={"dead-letter": True, "retry": {"attempts": 5}},
    )
    alerts = _alerts_on(board)
    names = {alert.name for alert in alerts.alerts}
    assert names == {"OrderPlacedDeadLetters", "OrderPlacedRetryBurst", "OrderPlacedSchemaErrors"}
    assert _named(alerts, "OrderPlacedRetryBurst").labels["assumed"] == "true"
    assert {alert.severity for alert in alerts.alerts} == {"ticket"}


def test_dead_letters_of_any_broker_fire_while_one_lies_in_its_own_topic():
    operations = operations_of(board_with(handling={"dead-letter": True}))
    stream = operations.streams["placed"]
    both = replace(stream, broker="managed-queue", dead_letters=("a.dlq", "b.dlq"))
    queries, owners = queries_of(AlertOptions()), operations.context_owners
    found = list(stream_alerts(both, (), both.dead_letters, queries, owners))
    alerts = [each for each in found if isinstance(each, Alert)]
    assert [(a.labels["topic"], a.expression) for a in alerts] == [
        (topic, f'sum(stormdesk_dead_letters{{topic="{topic}"}}) > 0')
        for topic in ("a.dlq", "b.dlq")
    ]
    names = [alert.name for alert in alerts]
    assert len(set(names)) == 2


def test_dead_letters_on_kafka_are_what_lies_between_both_ends_of_their_topic():
    board = board_with(handling={"dead-letter": True})
    stream = operations_of(board).streams["placed"]
    (topic,) = stream.dead_letters
    name = "kafka_topic_partition_{}_offset"
    for sources in (("otel-collector", "kafka_exporter"), ("kafka_exporter",)):
        alert = _named(_alerts_on(board, metrics=sources), "OrderPlacedDeadLetters")
        end, start = (f'sum({name.format(w)}{{topic="{topic}"}})' for w in ("current", "oldest"))
        assert alert.expression == f"{end} - {start} > 0"
        chosen = queries_of(AlertOptions(metrics=sources))
        assert " - ".join(chosen.letters(stream, topic)) in alert.expression


def test_what_goes_wrong_at_a_consumer_is_told_to_the_owner_of_its_context():
    board = board_with(
        {"indicator": "consumer-lag", "threshold": "5s"},
        message={"fields": _FIELDS, "audience": "integration"},
        handling={"dead-letter": True, "retry": {"attempts": 5}},
    )
    alerts = _alerts_on(board)
    for what in ("DeadLetters", "SchemaErrors", "RetryBurst", "ConsumerGone"):
        alert = _named(alerts, f"OrderPlaced{what}")
        assert alert.owner.slug == alert.labels["owner"] == "stock"
        assert alert.labels["consumergroup"] == "reservers"


def test_operator_is_a_label_of_what_it_watches():
    for alert in _alerts_on(board_with({**_SUCCESS, "criticality": "page"})).alerts:
        assert alert.labels["operated_by"] == "sre"
    (own,) = _of_levels({**_SUCCESS, "operated-by": "Night shift"}).alerts
    assert own.labels["operated_by"] == "night-shift"


@pytest.mark.parametrize(
    ("broker", "expression"),
    [
        ("kafka", 'sum(kafka_consumergroup_members{consumergroup="reservers"}) == 0'),
        ("managed-queue", "> 0\nunless "),
    ],
)
def test_consumer_that_is_gone_alerts_as_its_levels_do(broker: str, expression: str):
    for severity in ("page", "ticket"):
        board = board_with({**_SUCCESS, "criticality": severity}, broker=broker)
        alert = _named(_alerts_on(board), "OrderPlacedConsumerGone")
        assert alert.severity == severity
        assert expression in alert.expression
    assert _alerts_on(board_with(broker=broker)).alerts == ()


def test_silence_pages_only_where_a_level_on_what_comes_does():
    message = {"fields": _FIELDS, "expected-every": "5m", "hours": "24/7"}
    chain = {"indicator": "completeness", "from": "placed", "to": "placed", "within": "1h"}
    for level, severity in (
        ({**_SUCCESS, "criticality": "page"}, "ticket"),
        ({**chain, "objective": "99%", "criticality": "page"}, "page"),
    ):
        alerts = _alerts_on(board_with(level, message=message))
        assert _named(alerts, "OrderPlacedMissing").severity == severity
        assert _named(alerts, "OrderPlacedUnreported").severity == "ticket"


def test_fast_and_slow_burn_read_differently():
    fast, slow = _of_levels({**_SUCCESS, "criticality": "page"}).alerts
    assert "burns fast and is gone within 5 days" in fast.summary
    assert "burns slowly but steadily and is gone within 30 days" in slow.summary
    assert "objective 99.9 %" in fast.summary


def test_one_ticket_for_every_pace_does_not_say_that_the_budget_burns_slowly():
    [burn] = _of_levels({**_SUCCESS, "criticality": "ticket"}).alerts
    assert "burns too fast, and is gone within 30 days at the latest" in burn.summary


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_alerts_of_a_board_are_sound(path: Any):
    operations = operations_of(stored(path))
    alerts = _alerts_on(stored(path), fast_burn=True)
    runbooks = {
        runbook
        for stream in operations.streams.values()
        for runbook in (
            stream.runbook,
            *(stream.runbook_of(m.mode) for m in stream.subject.sticky.failure_modes),
        )
    }
    names = [alert.name.casefold() for alert in alerts.alerts]
    assert len(set(names)) == len(names)
    for alert in alerts.alerts:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", alert.name)
        assert alert.runbook in runbooks
        assert alert.labels["severity"] == alert.severity
        assert alert.labels["owner"] == alert.owner.slug
        told = [phase.fires for phase in alert.trial.phases if phase.fires is not None]
        assert (told[0], told[-1]) == (False, False)
        assert any(told)
