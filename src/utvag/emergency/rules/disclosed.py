"""An address has been disclosed: what must be done, by whom, by when, and what is left.

The programme's own requirements (Malmö, ASN-2023-1465, tender area C): 7.1 a routine for a disclosed address; 7.4
item 15, a new protected placement at once in consultation with the buyer; 7.6, the provider reports at once, at latest
the next day. Where they give no limit, the limit is the product's own and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from utvag.foundation.workdays import add_working_days


class DisclosedState(StrEnum):
    """Whether something is left to do."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class HowKnown(StrEnum):
    """How the address became known."""

    SEEN = "SEEN"
    TOLD = "TOLD"
    PROVIDER = "PROVIDER"
    AUTHORITY = "AUTHORITY"
    INTERNET = "INTERNET"
    UNKNOWN = "UNKNOWN"

    @property
    def swedish(self) -> str:
        """Give the words of the screens."""
        return _HOW[self]


_HOW: Final = {
    HowKnown.SEEN: "Någon har sett personen vid hemmet",
    HowKnown.TOLD: "Personen eller någon nära har berättat",
    HowKnown.PROVIDER: "Genom utföraren",
    HowKnown.AUTHORITY: "Genom en myndighet, ett brev eller ett register",
    HowKnown.INTERNET: "Genom telefon, bild eller sociala medier",
    HowKnown.UNKNOWN: "Vet inte än",
}


class StepKind(StrEnum):
    """What must be done, or considered, when an address is disclosed."""

    POLICE_TOLD = "POLICE_TOLD"
    PERSON_SAFE = "PERSON_SAFE"
    PROVIDER_TOLD = "PROVIDER_TOLD"
    POLICE_CONFIRMED = "POLICE_CONFIRMED"
    RESERVES_OPENED = "RESERVES_OPENED"
    NEW_PLACEMENT = "NEW_PLACEMENT"
    HOME_MARKED = "HOME_MARKED"
    PROVIDER_REPORT = "PROVIDER_REPORT"
    JOURNAL_NOTE = "JOURNAL_NOTE"
    SAFETY_PLAN = "SAFETY_PLAN"
    POPULATION_REGISTER = "POPULATION_REGISTER"
    LEX_SARAH = "LEX_SARAH"
    IVO = "IVO"


class Within(StrEnum):
    """How soon."""

    AT_ONCE = "AT_ONCE"
    ONE_HOUR = "ONE_HOUR"
    NEXT_DAY = "NEXT_DAY"
    NEXT_WORKING_DAY = "NEXT_WORKING_DAY"


@dataclass(frozen=True, slots=True)
class StepWords:
    """What the screens say of a step.

    :ivar told: whether it is done by telling somebody, so that who was told belongs to it.
    :ivar source: where the demand and its limit come from.
    """

    title: str
    how: str
    who: str
    within: Within
    source: str
    told: bool = False


ONE_OF_THE_CASE: Final = "Den som registrerade, eller någon annan på ärendet"
_PRODUCT: Final = "Utvägs förval; kommunen kan ha beslutat om en annan tid"
_DISCLOSED_ROUTINE: Final = "Krav 7.1: rutin för röjd adress"

STEPS: Final[dict[StepKind, StepWords]] = {
    StepKind.POLICE_TOLD: StepWords(
        "Ring polisen",
        "Ring 112 om det är bråttom, annars den polis som är utsedd. Säg kodnamnet och att adressen är röjd.",
        ONE_OF_THE_CASE,
        Within.AT_ONCE,
        "Krav 7.1: kontakt med polisen hela tiden",
        told=True,
    ),
    StepKind.PERSON_SAFE: StepWords(
        "Se till att personen är i säkerhet nu",
        "Skriv var alla i hushållet är nu och vem som är hos dem. Inget barn får glömmas.",
        "Utföraren och den som registrerade",
        Within.AT_ONCE,
        _DISCLOSED_ROUTINE,
        told=True,
    ),
    StepKind.PROVIDER_TOLD: StepWords(
        "Ring utföraren",
        "Utföraren följer sin rutin för röjd adress. Be att få rutinen om den inte är lämnad.",
        ONE_OF_THE_CASE,
        Within.AT_ONCE,
        _DISCLOSED_ROUTINE,
        told=True,
    ),
    StepKind.POLICE_CONFIRMED: StepWords(
        "Polisen har bekräftat att de vet",
        "Polissamverkan bekräftar på sin sida. Har polisen svarat på annat sätt, skriv vem som svarade.",
        "Polissamverkan",
        Within.ONE_HOUR,
        _PRODUCT,
        told=True,
    ),
    StepKind.RESERVES_OPENED: StepWords(
        "Öppna reservhemmen",
        "De kontrolleras igen när du öppnar dem. Finns inga, skriv det och välj bland alla hem.",
        ONE_OF_THE_CASE,
        Within.ONE_HOUR,
        _PRODUCT,
    ),
    StepKind.NEW_PLACEMENT: StepWords(
        "Ny skyddad placering",
        "Välj hem tillsammans med utföraren och den som har köpt platsen. Flytta aldrig utan ny kontroll.",
        "Jouren eller sektionschefen",
        Within.AT_ONCE,
        "Krav 7.4 punkt 15: ny skyddad placering genast, i samråd",
        told=True,
    ),
    StepKind.HOME_MARKED: StepWords(
        "Hemmet är märkt som känt i hotregistret",
        "Polissamverkan skriver in vem som känner till adressen. Då ser varje kontroll det.",
        "Polissamverkan",
        Within.ONE_HOUR,
        _PRODUCT,
    ),
    StepKind.PROVIDER_REPORT: StepWords(
        "Utförarens egen rapport har kommit",
        "Utföraren hör av sig genast, senast nästa dag.",
        "Utföraren",
        Within.NEXT_DAY,
        "Krav 7.6 (D7): genast, senast nästa dag",
        told=True,
    ),
    StepKind.JOURNAL_NOTE: StepWords(
        "Allt är skrivet i journalen",
        "Vad som hände, vad som gjordes, när och av vem.",
        "Handläggaren",
        Within.NEXT_DAY,
        _PRODUCT,
    ),
    StepKind.SAFETY_PLAN: StepWords(
        "Säkerhetsplanen är ändrad",
        "En plan för varje person, varje barn också.",
        "Utföraren tillsammans med personen",
        Within.NEXT_DAY,
        "Krav 7.4 punkt 3: skriftlig säkerhetsplan för var och en",
    ),
    StepKind.POPULATION_REGISTER: StepWords(
        "Sekretess och skyddad folkbokföring är genomgångna",
        "Fråga om personen behöver nytt eller starkare skydd i folkbokföringen, och vilka som har den gamla adressen.",
        "Handläggaren",
        Within.NEXT_WORKING_DAY,
        _PRODUCT,
    ),
    StepKind.LEX_SARAH: StepWords(
        "Avvikelse och lex Sarah är övervägda",
        "Skriv vad ni kom fram till, också när svaret är nej.",
        "Sektionschefen",
        Within.NEXT_WORKING_DAY,
        _PRODUCT,
    ),
    StepKind.IVO: StepWords(
        "Anmälan till IVO är övervägd",
        "Skriv vad ni kom fram till, också när svaret är nej.",
        "Sektionschefen",
        Within.NEXT_WORKING_DAY,
        _PRODUCT,
    ),
}

# Done by hand these say nothing alone: where the person is, who answered, why there is no reserve, what was considered.
_WITH_WORDS: Final = frozenset(
    {
        StepKind.PERSON_SAFE,
        StepKind.POLICE_CONFIRMED,
        StepKind.RESERVES_OPENED,
        StepKind.NEW_PLACEMENT,
        StepKind.HOME_MARKED,
        StepKind.LEX_SARAH,
        StepKind.IVO,
    }
)

# "At once" has no hour on the clock; after this long the page says that it is late.
AT_ONCE_GRACE: Final = timedelta(minutes=30)
ONE_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, by a moment.

    :ivar number: which person of the household, for what is done for each; 1 for all else.
    """

    kind: StepKind
    number: int
    due_at: datetime


class StepClock(StrEnum):
    """Where a step stands against its clock."""

    DONE = "DONE"
    LATE = "LATE"
    NOW = "NOW"
    LATER = "LATER"


def steps_after(learned_at: datetime, household_size: int, zone: tzinfo) -> tuple[Step, ...]:
    """Give everything that must be done or considered, the most urgent first, with its moment.

    :param learned_at: when the municipality learned of it: every clock starts there, not when it was written down.
    :param zone: where the days are counted.
    """
    steps = []
    for kind in StepKind:
        count = household_size if kind is StepKind.SAFETY_PLAN else 1
        due_at = due_moment(STEPS[kind].within, learned_at, zone)
        steps += [Step(kind, number, due_at) for number in range(1, count + 1)]
    return tuple(steps)


def due_moment(within: Within, learned_at: datetime, zone: tzinfo) -> datetime:
    """Give the last moment of a limit. A next day ends at its midnight, whichever day it is: 7.6 counts no holidays."""
    match within:
        case Within.AT_ONCE:
            return learned_at
        case Within.ONE_HOUR:
            return learned_at + ONE_HOUR
        case Within.NEXT_DAY:
            return _end_of(learned_at.astimezone(zone).date() + timedelta(days=1), zone)
        case Within.NEXT_WORKING_DAY:
            return _end_of(add_working_days(learned_at.astimezone(zone).date(), 1), zone)


def clock_of(within: Within, due_at: datetime, done_at: datetime | None, now: datetime) -> StepClock:
    """Say where a step stands: what is to be done at once is never "later"."""
    if done_at is not None:
        return StepClock.DONE
    if within is Within.AT_ONCE:
        return StepClock.NOW if now <= due_at + AT_ONCE_GRACE else StepClock.LATE
    if now >= due_at:
        return StepClock.LATE
    return StepClock.NOW if within is Within.ONE_HOUR else StepClock.LATER


def needs_note(kind: StepKind) -> bool:
    """Say whether a step is nothing without words: what was considered must be read afterwards."""
    return kind in _WITH_WORDS


def is_for_liaison(kind: StepKind) -> bool:
    """Say whether the step is done on the police liaison's side."""
    return kind in {StepKind.POLICE_CONFIRMED, StepKind.HOME_MARKED}


def may_close(done: Iterable[bool]) -> bool:
    """Say whether the event may be closed: when nothing at all is left. An event without steps was never handled."""
    steps = tuple(done)
    return bool(steps) and all(steps)


def _end_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)
