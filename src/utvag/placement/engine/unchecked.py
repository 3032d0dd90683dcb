"""What has not been checked about a household. While anything stands here, no home is clear."""

from utvag.placement.engine.collision import Matter
from utvag.placement.engine.days import completed_years
from utvag.placement.engine.question import assessment_in_force
from utvag.placement.engine.threats import current_members
from utvag.placement.engine.vocabulary import ADULT_AGE, Unchecked


def unchecked_codes(matter: Matter) -> tuple[Unchecked, ...]:
    """Give the codes of what has not been checked, sorted."""
    rules = {
        Unchecked.HOUSEHOLD_THREAT: household_threat,
        Unchecked.NO_POLICE_ASSESSMENT: no_police_assessment,
        Unchecked.ORIGIN_UNKNOWN: origin_unknown,
        Unchecked.THREAT_NOT_LOCATED: threat_not_located,
    }
    return tuple(sorted(code for code, holds in rules.items() if holds(matter)))


def no_police_assessment(matter: Matter) -> bool:
    """Tell whether an adult of the household has no police assessment in force at the start."""
    start = matter.question.start
    return any(
        completed_years(matter.layout.persons[member].born, start) >= ADULT_AGE
        and assessment_in_force(matter.layout, member, start) is None
        for member in matter.question.household
    )


def origin_unknown(matter: Matter) -> bool:
    """Tell whether the person is to relocate from nobody knows where."""
    origin = matter.layout.persons[matter.question.person].origin
    return matter.question.relocate and origin is None


def threat_not_located(matter: Matter) -> bool:
    """Tell whether a named threat against a member has no known area at the start."""
    return any(not is_located(matter, party) for party in matter.reading.named)


def is_located(matter: Matter, party: str) -> bool:
    """Tell whether a party has an area at the start, a network also through a current member."""
    question, areas_of = matter.question, matter.layout.areas_of
    holders = {party}
    if party in matter.layout.networks:
        members = current_members(matter.layout.ties, party, question.window)
        holders |= members - question.household
    return any(area.span.holds(question.start) for holder in holders for area in areas_of.get(holder, ()))


def household_threat(matter: Matter) -> bool:
    """Tell whether a member of the household threatens another as named."""
    return bool(matter.reading.within)
