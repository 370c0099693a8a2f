"""What the rules of a board tell while consumers die, traffic grows and letters lie about."""

from pathlib import Path

from exchange.operations.levels_on_order import board_with
from exchange.operations.prometheus.rules_in_time import check_firing

_FIELDS = [{"name": "id", "type": "uuid"}]
_LAG = {"indicator": "consumer-lag", "threshold": "5s", "criticality": "page"}
_AGE = 'stormdesk_event_age_seconds{topic="ordering.order-placed",consumergroup="reservers"}'
_MEMBERS = 'kafka_consumergroup_members{consumergroup="reservers"}'
_SENT = 'messaging_client_sent_messages_total{messaging_destination_name="ordering.order-placed"}'
_PROCESSED = (
    'messaging_process_duration_seconds_count{messaging_destination_name="ordering.order-placed",'
    'messaging_consumer_group_name="reservers"}'
)
_AUDITED = 'stormdesk_audit_records_total{event_type="com.example.ordering.OrderPlaced.v1"}'


def test_consumer_that_stops_reporting_everything_is_told_until_it_is_back(tmp_path: Path):
    check_firing(
        board_with(_LAG),
        tmp_path,
        {
            _AGE: "1+0x29 stale _x29 1+0x60",
            _PROCESSED: "0+60x29 stale _x29 1800+60x60",
            _SENT: "0+60x120",
            _MEMBERS: "2+0x29 0+0x29 2+0x60",
        },
        {
            "OrderPlacedConsumerGone": {29: False, 33: False, 36: True, 59: True, 62: False},
            "OrderPlacedConsumerLagBehind": {29: False, 59: False, 62: False},
            "OrderPlacedConsumerLagUnreported": {29: False, 59: True, 62: False},
        },
    )


def test_consumer_of_a_broker_without_members_is_told_by_what_it_leaves_undone(tmp_path: Path):
    check_firing(
        board_with(_LAG, broker="managed-queue"),
        tmp_path,
        {
            _SENT: "0+60x120",
            _PROCESSED: "0+60x29 stale _x39 1800+60x60",
        },
        {"OrderPlacedConsumerGone": {29: False, 40: False, 60: True, 69: True, 75: False}},
    )


def test_scrape_that_is_lost_pages_nobody(tmp_path: Path):
    message = {"fields": _FIELDS, "expected-every": "5m", "hours": "24/7"}
    check_firing(
        board_with(_LAG, message=message),
        tmp_path,
        {_SENT: "0+60x29 stale _x29 1800+60x60", _MEMBERS: "2+0x29 stale _x29 2+0x60"},
        {
            "OrderPlacedMissing": {29: False, 45: False, 59: False, 70: False},
            "OrderPlacedUnreported": {29: False, 45: True, 59: True, 70: False},
            "OrderPlacedConsumerGone": {29: False, 45: False, 59: False, 70: False},
        },
    )


def test_event_that_stays_away_is_missing_and_not_unreported(tmp_path: Path):
    message = {"fields": _FIELDS, "expected-every": "5m", "hours": "24/7"}
    check_firing(
        board_with(message=message),
        tmp_path,
        {_SENT: "0+60x29 1740+0x29 1800+60x60"},
        {
            "OrderPlacedMissing": {29: False, 45: True, 59: True, 65: False},
            "OrderPlacedUnreported": {29: False, 45: False, 59: False, 65: False},
        },
    )


def test_traffic_that_grows_and_falls_is_no_gap_in_the_audit_and_a_lost_record_is(tmp_path: Path):
    """Records are written two minutes after the events; traffic grows tenfold, and falls again."""
    level = {"indicator": "audit-coverage", "objective": "100%", "criticality": "page"}
    sent = "0+600x120 72000+6000x120 792000+600x240"
    quiet = dict.fromkeys(range(60, 470, 10), False)
    check_firing(
        board_with(level),
        tmp_path / "well",
        {_SENT: sent, _AUDITED: f"0 0 {sent}"},
        {"OrderPlacedAuditCoverageBroken": quiet},
    )
    check_firing(
        board_with(level),
        tmp_path / "gap",
        {_SENT: "0+600x400", _AUDITED: "0 0 0+600x120 72590+600x300"},
        {"OrderPlacedAuditCoverageBroken": {110: False, 125: False, 150: True, 300: False}},
    )


def test_first_letter_in_a_new_topic_is_told_until_it_is_taken_out(tmp_path: Path):
    topic = "ordering.order-placed.reservers.dlq"
    check_firing(
        board_with(handling={"dead-letter": True}),
        tmp_path,
        {
            f'kafka_topic_partition_current_offset{{topic="{topic}"}}': "_x10 1+0x900",
            f'kafka_topic_partition_oldest_offset{{topic="{topic}"}}': "_x10 0+0x700 1+0x100",
        },
        {"OrderPlacedDeadLetters": {5: False, 11: True, 60: True, 700: True, 720: False}},
    )
