"""Names and texts in the Context Mapper language, which reserves 296 words for itself."""

from __future__ import annotations

import re

from stormdesk.model.naming import digest, words

KEYWORDS = """
a abstract AccessObject ACL ACT action actor Aggregate aggregateLifecycle aggregateRoot an
APPLICATION Application ApplicationPart are AS_IS assertFalse assertTrue association auditable
AUTONOMY availabilityCriticality bad Bag basePackage BasicType belongsTo benefit BigDecimal
BigInteger Blob Boolean boolean BoundedContext build businessModel C cache CARE cascade CF
changeable CHAR Clob Collection Command command CommandEvent COMMODITY CONCRETE condition
consequences consistencyCriticality construct Consumer contains contentVolatility ContextMap
CONTROL Coordination core CORE_DOMAIN create creditCardNumber CUSTOM_BUILT D databaseColumn
databaseJoinColumn databaseJoinTable databaseTable databaseType DataTransferObject Date DateTime
decimalMax decimalMin DECISION_MAKER def DELETE delete demonstrator description digits
discriminatorColumn discriminatorLength discriminatorType discriminatorValue Domain DomainEvent
domainVisionStatement Double double downstreamRights email Entity enum Event event eventBus
evolution exposedAggregates extends external FAIRNESS FEATURE features fetch Float float Flow for
future gap GENERIC_SUBDOMAIN GENESIS GET good groupBy harmed HIGH hint HUGE immutable impact
implementationTechnology implements import in INCLUSIVENESS index influence INFLUENCER
inheritanceType inject INNOVATION int INTEGER Integer interactions interest inverse is isCore
JOINED Key key knowledgeLevel length level likelihoodForChange List Long long LOW Map map max
MEDIUM META min Module MONITOR MONOPOLIST neutral nogap None NORMAL not notBlank notEmpty nullable
O o of OFTEN OHS operation OPINION_LEADER opposingValue opposite optimisticLocking orderBy orderby
orderColumn ordinal ORGANIZATIONAL owner P package PagedResult PagingParameter Partnership past
path pattern PERFECTION persistent PL POST priority PRIVACY private PRODUCT promoted protected
public publish PUT query queueName range RARELY read realizes reduced reference refines
relatedValue Repository required Resource RESPECT responsibilities return S scaffold scope
scriptAssert secondaryActors securityAccessGroup securityCriticality securityZone select Service
Set SINGLE_TABLE size SK Stakeholder stakeholder StakeholderGroup Stakeholders state
storageSimilarity STRING String structuralVolatility Subdomain subscribe SUPPORTING_DOMAIN
supports SUSTAINABILITY SYSTEM SYSTEM_LANDSCAPE TacticDDDApplication TEAM the throws Timestamp
TINY to TO_BE topicName Trait transient TRANSPARENCY triggers TRUST type U UNDEFINED unique update
url UseCase useCases userRequirements userStories UserStory valid validate Value ValueCluster
ValueEpic ValueNarrative ValueObject ValueRegister values ValueWeigthing VETO_RIGHT void
webservice with write X x
"""
"""Every keyword of the grammar, Context Mapper 6.12; none is a name anywhere unless escaped."""
_RESERVED = frozenset(KEYWORDS.split())
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def escaped(name: str) -> str:
    """Return a name as it stands in a model: a reserved word with ``^`` before it."""
    return f"^{name}" if name in _RESERVED else name


def identifier(name: str, fallback: str) -> str:
    """Return a name of letters, digits and ``_``: itself where it is one already."""
    if _IDENTIFIER.fullmatch(name):
        return name
    parts = words(name)
    plain = "".join(p if i == 0 else f"{p[:1].upper()}{p[1:]}" for i, p in enumerate(parts))[:200]
    if not plain:
        return f"{fallback}_{digest(name, 6)}"
    return plain if not plain[0].isdigit() else f"{fallback}_{plain}"


def constant(name: str) -> str:
    """Return a value of a list as ``UPPER_CASE``; itself where it is a name already."""
    if _IDENTIFIER.fullmatch(name):
        return name
    plain = "_".join(words(name)).upper()[:200]
    if not plain:
        return f"VALUE_{digest(name, 6)}"
    return plain if not plain[0].isdigit() else f"VALUE_{plain}"


def string(text: str) -> str:
    """Return a text as a string on one line."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def comment(text: str) -> str:
    """Return a text as a comment to the end of its line."""
    return f"// {' '.join(text.split())}"
