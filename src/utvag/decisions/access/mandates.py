"""Who may take a decision now, by the delegation order of the programme in force."""

from datetime import date, datetime

from utvag.decisions.rules import DecisionType, Refusal
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.law.delegation import Delegate, delegates, is_office_hours
from utvag.law.profile import Programme
from utvag.law.programme import load_programme, programme_for
from utvag.organisation.queries import municipality
from utvag.organisation.rules import Role


def programme_in_force() -> Programme:
    """Give the programme that the municipality follows; before one is set up, Malmö's."""
    place = municipality()
    return load_programme("malmo") if place is None else programme_for(place.code, is_demo=place.is_demo)


def delegate_of(actor: Actor, decision_type: DecisionType, now: datetime) -> Delegate | Refusal:
    """Give the line of the order by which the actor's role takes such a decision now, or why she may not."""
    programme, today = programme_in_force(), day_of(now)
    named = delegates(programme, decision_type, on=today, out_of_hours=not is_office_hours(now))
    hers = next((each for each in named if each.role == actor.role), None)
    if hers is not None:
        return hers
    if any(each.role == Role.COMMITTEE for each in named):
        return Refusal.COMMITTEE_DECIDES
    by_night = delegates(programme, decision_type, on=today, out_of_hours=True)
    return Refusal.OFFICES_OPEN if any(each.role == actor.role for each in by_night) else Refusal.NO_MANDATE


def deciders(decision_type: DecisionType, now: datetime) -> str:
    """Say in words who takes such a decision now."""
    named = delegates(programme_in_force(), decision_type, on=day_of(now), out_of_hours=not is_office_hours(now))
    return (
        " eller ".join(decider_in_words(each.role) for each in named)
        or "Ingen, delegationsordningen nämner inte beslutet"
    )


def decider_in_words(role: str) -> str:
    """Name the role that decides. The committee decides itself: its secretary only enters it."""
    return "Utskottet" if role == Role.COMMITTEE else Role(role).swedish


def committee_on(decision_type: DecisionType, day: date) -> Delegate | None:
    """Give the line of the order by which the committee takes such a decision that day; None where it does not."""
    named = delegates(programme_in_force(), decision_type, on=day, out_of_hours=False)
    return next((each for each in named if each.role == Role.COMMITTEE), None)


def of_the_committee(day: date) -> frozenset[DecisionType]:
    """Give the decisions that the committee takes that day."""
    return frozenset(kind for kind in DecisionType if committee_on(kind, day) is not None)
