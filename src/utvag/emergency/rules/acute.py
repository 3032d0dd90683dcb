"""What is still missing when a household was placed at night: each thing with its day, who does it, and why.

An acute placement stands on one decision for at most the programme's days. Everything that an ordinary one needs
before it starts (ADR 12) is needed all the same; here it becomes a duty with a clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.foundation.workdays import add_working_days
from utvag.law.profile import Programme

# This long before its last day, an acute placement without another stay after it is shouted about.
WARN_BEFORE: Final = timedelta(days=2)
_PRODUCT: Final = "Utvägs förval; kommunen kan ha beslutat om en annan tid"


class MissingKind(StrEnum):
    """What an acute placement begins without."""

    SAFETY_PLAN = "SAFETY_PLAN"
    DECISION = "DECISION"
    POLICE_ASSESSMENT = "POLICE_ASSESSMENT"
    CALL_OFF = "CALL_OFF"
    CARE_PLAN = "CARE_PLAN"
    AGREEMENT = "AGREEMENT"
    INVESTIGATION = "INVESTIGATION"


@dataclass(frozen=True, slots=True)
class AcuteFacts:
    """What there is of what is needed. None: nobody can say, which is never the same as done.

    :ivar safety_plans: how many persons of the household have one.
    """

    from_date: date
    household_size: int
    safety_plans: int
    has_decision: bool
    has_police_assessment: bool | None
    has_call_off: bool
    has_care_plan: bool
    is_agreement_signed: bool
    has_investigation: bool | None


class MissingState(StrEnum):
    """Where a missing thing stands."""

    DONE = "DONE"
    LATE = "LATE"
    TODAY = "TODAY"
    LATER = "LATER"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is needed, by a day.

    :ivar is_known: whether anybody can say that it is done or not.
    :ivar page: the name of the page where it is done; it takes the case's id.
    """

    kind: MissingKind
    title: str
    due_date: date
    state: MissingState
    is_known: bool
    who: str
    why: str
    source: str
    page: str


@dataclass(frozen=True, slots=True)
class _Need:
    title: str
    who: str
    why: str
    page: str


_NEEDS: Final = {
    MissingKind.SAFETY_PLAN: _Need(
        "Säkerhetsplan för var och en",
        "Utföraren tillsammans med personen",
        "Varje person som flyttar in ska ha en skriftlig säkerhetsplan, varje barn också.",
        "plans:case",
    ),
    MissingKind.DECISION: _Need(
        "Ordinarie beslut om boende",
        "Sektionschefen, på förslag av handläggaren",
        "Jourens beslut gäller bara den akuta tiden. Utan ett eget beslut slutar placeringen då.",
        "decisions:case",
    ),
    MissingKind.POLICE_ASSESSMENT: _Need(
        "Polisens hot- och riskbedömning",
        "Polisen, på begäran av samordnaren",
        "Hotet bedöms av polisen. Det som sades i natt är ingen bedömning.",
        "disclosure:case",
    ),
    MissingKind.CALL_OFF: _Need(
        "Avropet är nedskrivet",
        "Samordnaren",
        "Skriv varför varje tidigare steg inte gick, fast platsen redan är tagen.",
        "call_off:case",
    ),
    MissingKind.CARE_PLAN: _Need(
        "Vårdplan",
        "Handläggaren",
        "Utan plan kan ingen följa upp placeringen, och den kan inte gå över i en ordinarie.",
        "plans:case",
    ),
    MissingKind.AGREEMENT: _Need(
        "Placeringsavtal, undertecknat av båda",
        "Samordnaren och utföraren",
        "Ett avtal som inte är undertecknat av båda gäller inte (krav 7.3).",
        "documents:case",
    ),
    MissingKind.INVESTIGATION: _Need(
        "Utredning",
        "Handläggaren",
        "Personens behov, förutsättningar och motivation utreds i efterhand.",
        "investigation:case",
    ),
}


def decision_wording(from_date: date, until_date: date) -> str:
    """Give the wording of an acute decision. It names no home: the person may show it to anybody."""
    last = until_date - timedelta(days=1)
    return (
        f"Akut boende med stöd beviljas från och med {from_date.isoformat()}, längst till och med {last.isoformat()}."
    )


def missing_after_acute(facts: AcuteFacts, programme: Programme, today: date) -> tuple[Missing, ...]:
    """Give everything that an acute placement needs, the earliest day first; what is done stands last."""
    dues = _dues(facts.from_date, programme)
    done = _done(facts)
    found = []
    for kind, need in _NEEDS.items():
        due_date, source = dues[kind]
        is_done = done[kind]
        found.append(
            Missing(
                kind=kind,
                title=need.title,
                due_date=due_date,
                state=_state(due_date, today, is_done=is_done is True),
                is_known=is_done is not None,
                who=need.who,
                why=need.why,
                source=source,
                page=need.page,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.state is MissingState.DONE, one.due_date)))


def is_near_its_end(until_date: date, today: date) -> bool:
    """Say whether the last night is so near that somebody must act now."""
    return today >= until_date - WARN_BEFORE


def _dues(start: date, programme: Programme) -> dict[MissingKind, tuple[date, str]]:
    acute, next_day = programme.acute, add_working_days(start, 1)
    plan, agreement = acute["plan_due_days"], acute["agreement_due_days"]
    investigation = acute["investigation_due_days"]
    return {
        MissingKind.SAFETY_PLAN: (start, "Krav 7.4 punkt 3 (D9): vid inflyttning"),
        MissingKind.DECISION: (next_day, _PRODUCT),
        MissingKind.POLICE_ASSESSMENT: (next_day, _PRODUCT),
        MissingKind.CALL_OFF: (programme.last_day_after(agreement, start), agreement.source.title),
        MissingKind.CARE_PLAN: (programme.last_day_after(plan, start), plan.source.title),
        MissingKind.AGREEMENT: (programme.last_day_after(agreement, start), agreement.source.title),
        MissingKind.INVESTIGATION: (programme.last_day_after(investigation, start), investigation.source.title),
    }


def _done(facts: AcuteFacts) -> dict[MissingKind, bool | None]:
    return {
        MissingKind.SAFETY_PLAN: facts.safety_plans >= facts.household_size,
        MissingKind.DECISION: facts.has_decision,
        MissingKind.POLICE_ASSESSMENT: facts.has_police_assessment,
        MissingKind.CALL_OFF: facts.has_call_off,
        MissingKind.CARE_PLAN: facts.has_care_plan,
        MissingKind.AGREEMENT: facts.is_agreement_signed,
        MissingKind.INVESTIGATION: facts.has_investigation,
    }


def _state(due_date: date, today: date, *, is_done: bool) -> MissingState:
    if is_done:
        return MissingState.DONE
    if due_date == today:
        return MissingState.TODAY
    return MissingState.LATE if due_date < today else MissingState.LATER
