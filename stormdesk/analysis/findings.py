"""Looking over a board with every rule that applies to its level."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from stormdesk.analysis.finding import Finding, Level, Rule
from stormdesk.analysis.rules.boundaries import (
    aggregate_in_two_contexts,
    crossing_without_relation,
    domain_event_leaves_context,
    external_system_in_context,
    internals_in_integration_event,
)
from stormdesk.analysis.rules.completeness import (
    aggregate_without_rule,
    command_without_cause,
    command_without_effect,
    event_without_cause,
    policy_without_consequence,
    policy_without_trigger,
    sticky_above_level,
    unread_read_model,
)
from stormdesk.analysis.rules.duplicates import near_duplicates
from stormdesk.analysis.rules.evolution import (
    compatibility_none,
    earlier_name_taken,
    field_without_tag,
    removed_field_forgotten,
    schema_changed_in_version,
    tag_reused,
    version_not_semantic,
)
from stormdesk.analysis.rules.flows import (
    flow_against_grammar,
    flow_against_timeline,
    skipped_aggregate,
    unreachable_sticky,
)
from stormdesk.analysis.rules.glossary import word_not_in_glossary, word_with_two_meanings
from stormdesk.analysis.rules.keys import (
    handling_by_unknown_field,
    key_not_a_field,
    message_without_idempotency_key,
    message_without_key,
    partition_key_of_few_values,
)
from stormdesk.analysis.rules.measuring import (
    backlog_without_consumer,
    chain_without_origin_time,
    error_share_turned_round,
    service_level_incomplete,
)
from stormdesk.analysis.rules.messages import (
    event_too_granular,
    message_with_many_fields,
    message_without_cause,
    unknown_sticky,
    unknown_type,
)
from stormdesk.analysis.rules.ownership import context_without_owner, team_unknown
from stormdesk.analysis.rules.patterns import (
    chain_without_compensation,
    orchestrator_of_trivial_flow,
    read_model_without_freshness,
    retention_below_replay_window,
    review_outdated,
    vendor_event_without_adapter_owner,
    vendor_id_as_idempotency_key,
)
from stormdesk.analysis.rules.preparation import (
    no_domain_expert,
    no_reliability_role,
    no_security_role,
)
from stormdesk.analysis.rules.reliability import (
    edge_not_observed,
    events_without_common_key,
    failure_mode_without_mitigation,
    failure_mode_without_signal,
    integration_event_without_compatibility,
    load_above_capacity,
    regulated_event_without_audit,
    retention_as_in_production,
    schema_errors_unwatched,
    trace_lost_at_boundary,
)
from stormdesk.analysis.rules.retries import (
    cycle_without_brake,
    dead_letters_unwatched,
    effect_without_idempotency,
    retried_call_without_idempotency,
    retries_without_dead_letter,
    retry_without_pause,
)
from stormdesk.analysis.rules.security import (
    audit_without_retention,
    external_system_without_authentication,
    restricted_field_in_log,
    sensitive_field_unmasked,
    sensitive_partition_key,
)
from stormdesk.analysis.rules.service_levels import (
    everything_pages,
    hot_path_without_service_level,
    latency_without_tail,
    level_without_business_sense,
    low_value_in_real_time,
    number_still_assumed,
    page_on_a_moment,
    page_without_on_call,
    service_level_unmeasured,
    service_level_without_number,
    service_level_without_operator,
    service_level_without_owner,
    threshold_of_another_measure,
)
from stormdesk.analysis.rules.wording import (
    command_as_order,
    command_in_past_tense,
    event_in_past_tense,
    long_text,
    policy_as_condition,
    technical_event,
    two_events_in_one,
    vague_event,
)
from stormdesk.analysis.rules.workshop import (
    answer_missing,
    decision_without_subject,
    hotspot_without_owner,
    past_due,
    step_without_owner,
)
from stormdesk.model.board import Board
from stormdesk.model.level import level_of
from stormdesk.model.session import Suppressed

__all__ = ["RULES", "Finding", "Level", "check"]

RULES: tuple[Rule, ...] = (
    event_in_past_tense,
    command_in_past_tense,
    command_as_order,
    policy_as_condition,
    technical_event,
    vague_event,
    two_events_in_one,
    long_text,
    near_duplicates,
    flow_against_grammar,
    skipped_aggregate,
    flow_against_timeline,
    unreachable_sticky,
    event_without_cause,
    command_without_cause,
    command_without_effect,
    policy_without_trigger,
    policy_without_consequence,
    unread_read_model,
    aggregate_without_rule,
    sticky_above_level,
    context_without_owner,
    team_unknown,
    aggregate_in_two_contexts,
    domain_event_leaves_context,
    crossing_without_relation,
    internals_in_integration_event,
    external_system_in_context,
    word_with_two_meanings,
    word_not_in_glossary,
    unknown_type,
    unknown_sticky,
    message_without_cause,
    message_with_many_fields,
    event_too_granular,
    key_not_a_field,
    message_without_key,
    message_without_idempotency_key,
    handling_by_unknown_field,
    partition_key_of_few_values,
    tag_reused,
    earlier_name_taken,
    field_without_tag,
    schema_changed_in_version,
    removed_field_forgotten,
    version_not_semantic,
    compatibility_none,
    chain_without_compensation,
    orchestrator_of_trivial_flow,
    retention_below_replay_window,
    read_model_without_freshness,
    vendor_event_without_adapter_owner,
    vendor_id_as_idempotency_key,
    review_outdated,
    sensitive_field_unmasked,
    restricted_field_in_log,
    sensitive_partition_key,
    external_system_without_authentication,
    audit_without_retention,
    events_without_common_key,
    integration_event_without_compatibility,
    load_above_capacity,
    regulated_event_without_audit,
    trace_lost_at_boundary,
    edge_not_observed,
    failure_mode_without_mitigation,
    failure_mode_without_signal,
    schema_errors_unwatched,
    retention_as_in_production,
    effect_without_idempotency,
    retried_call_without_idempotency,
    retry_without_pause,
    cycle_without_brake,
    retries_without_dead_letter,
    dead_letters_unwatched,
    hot_path_without_service_level,
    service_level_without_owner,
    service_level_without_operator,
    page_without_on_call,
    service_level_without_number,
    threshold_of_another_measure,
    service_level_incomplete,
    error_share_turned_round,
    backlog_without_consumer,
    chain_without_origin_time,
    service_level_unmeasured,
    number_still_assumed,
    page_on_a_moment,
    latency_without_tail,
    everything_pages,
    level_without_business_sense,
    low_value_in_real_time,
    hotspot_without_owner,
    past_due,
    answer_missing,
    decision_without_subject,
    step_without_owner,
    no_domain_expert,
    no_reliability_role,
    no_security_role,
)


def check(
    board: Board, rules: Iterable[Rule] = RULES, *, today: date | None = None
) -> list[Finding]:
    """Return the findings of a board, what matters most first, without the accepted ones.

    A finding is accepted with the very records that it was about: it says nothing of another one
    of the same rule that shares a record with it. Accepted without records is what a rule finds of
    the board as a whole.
    """
    today = today or datetime.now(UTC).astimezone().date()
    level = level_of(board)
    accepted = {(s.rule, frozenset(s.records)) for s in board.of_type(Suppressed).values()}
    found = [
        finding
        for each in rules
        if level in each.boards
        for finding in each.findings(board, today)
        if (each.id, frozenset(finding.records)) not in accepted
    ]
    return sorted(found, key=lambda f: f.level.rank)


def rule_of(finding: Finding) -> Rule:
    """Return the rule that found something."""
    return next(each for each in RULES if each.id == finding.rule)
