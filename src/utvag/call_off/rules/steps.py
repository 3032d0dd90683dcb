"""The three steps of a purchase, in their order (Malmö's purchasing routine ASN-2021-15613), and what passes one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID


class Step(IntEnum):
    """The order of purchase: the municipality's own, its framework or the region's, outside any agreement."""

    OWN = 1
    FRAMEWORK = 2
    OUTSIDE = 3

    @property
    def swedish(self) -> str:
        """Give the step's name on the screens."""
        return _STEPS[self]


_STEPS = {Step.OWN: "Egen verksamhet", Step.FRAMEWORK: "Ramavtal", Step.OUTSIDE: "Utanför avtal"}


class CallOffState(StrEnum):
    """Whether a home is still being looked for."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class PassedReason(StrEnum):
    """Why a step did not give a home."""

    NO_HOME_CLEAR = "NO_HOME_CLEAR"
    NEED_NOT_MET = "NEED_NOT_MET"
    PROVIDERS_SAID_NO = "PROVIDERS_SAID_NO"
    NO_ANSWER_IN_TIME = "NO_ANSWER_IN_TIME"
    URGENT = "URGENT"

    @property
    def swedish(self) -> str:
        """Give the reason as it is chosen and read."""
        return _PASSED[self].swedish

    @property
    def consequence(self) -> str:
        """Say what follows from choosing it."""
        return _PASSED[self].consequence


@dataclass(frozen=True, slots=True)
class _Passed:
    swedish: str
    consequence: str


_PASSED = {
    PassedReason.NO_HOME_CLEAR: _Passed(
        "Kontrollen visar inget hem i steget", "Går bara att välja när listan för steget är tom."
    ),
    PassedReason.NEED_NOT_MET: _Passed(
        "Hemmen i steget ger inte det personen behöver",
        "Skriv vilket behov. Sektionschefen läser det när köpet ska beslutas.",
    ),
    PassedReason.PROVIDERS_SAID_NO: _Passed(
        "Alla som går att fråga i steget har sagt nej", "Går bara att välja när varje hem i listan har svarat nej."
    ),
    PassedReason.NO_ANSWER_IN_TIME: _Passed(
        "Den som är frågad har inte svarat i tid", "Går bara att välja när sista dag för ett svar har passerat."
    ),
    PassedReason.URGENT: _Passed(
        "Det är för bråttom för att pröva steget", "Sektionschefen prövar i efterhand om brådskan gick att förutse."
    ),
}


@dataclass(frozen=True, slots=True)
class ShownHome:
    """A home that the check shows to case staff, in the order of the check: step, score, daily rate, code."""

    home_id: UUID
    code: str
    provider_id: UUID
    provider_code: str
    step: int
    is_clear: bool
    form: str = ""
    daily_rate: float = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What the check shows of a case to its staff; nothing else may be named or asked.

    :ivar is_usable: whether the check could be made at all; without it no step can be judged empty.
    :ivar is_sought: whether the case waits for a home; the check is not asked when one is chosen already.
    """

    homes: tuple[ShownHome, ...] = ()
    is_usable: bool = True
    register_version: int | None = None
    is_sought: bool = True

    def in_step(self, step: int) -> tuple[ShownHome, ...]:
        """Give the homes of one step."""
        return tuple(home for home in self.homes if home.step == step)

    def home(self, home_id: UUID) -> ShownHome | None:
        """Give one of them, or None."""
        return next((home for home in self.homes if home.home_id == home_id), None)


class Answer(StrEnum):
    """What a provider answered."""

    YES = "YES"
    NO = "NO"

    @property
    def swedish(self) -> str:
        """Give the answer on the screens."""
        return "Ja" if self is Answer.YES else "Nej"


@dataclass(frozen=True, slots=True)
class Asked:
    """An enquiry as the rules see it: whom, when an answer is due, and what it was."""

    home_id: UUID
    due_date: date
    answer: Answer | None = None


class Refusal(StrEnum):
    """Why something about a call-off could not be done."""

    NOT_OPEN = "NOT_OPEN"
    LAST_STEP = "LAST_STEP"
    STEP_NOT_REACHED = "STEP_NOT_REACHED"
    STEP_CHANGED = "STEP_CHANGED"
    REASON_MISSING = "REASON_MISSING"
    HOMES_ARE_CLEAR = "HOMES_ARE_CLEAR"
    NOT_ALL_SAID_NO = "NOT_ALL_SAID_NO"
    NOBODY_IS_LATE = "NOBODY_IS_LATE"
    CANNOT_CHECK = "CANNOT_CHECK"
    HOME_NOT_SHOWN = "HOME_NOT_SHOWN"
    ALREADY_ASKED = "ALREADY_ASKED"
    ORDER_WITHOUT_REASON = "ORDER_WITHOUT_REASON"
    DUE_DATE_PASSED = "DUE_DATE_PASSED"
    PROVIDER_BLOCKED = "PROVIDER_BLOCKED"
    NO_LICENCE = "NO_LICENCE"
    NO_AGREEMENT = "NO_AGREEMENT"
    ALREADY_ANSWERED = "ALREADY_ANSWERED"
    ANSWER_DAY_WRONG = "ANSWER_DAY_WRONG"
    ANSWERED_BY_NOBODY = "ANSWERED_BY_NOBODY"
    POINTS_MISSING = "POINTS_MISSING"
    REASONS_MISSING = "REASONS_MISSING"
    NO_YES = "NO_YES"
    NO_DECISION_NEEDED = "NO_DECISION_NEEDED"
    ALREADY_PROPOSED = "ALREADY_PROPOSED"
    CANNOT_PROPOSE = "CANNOT_PROPOSE"
    AWARD_MISSING = "AWARD_MISSING"
    AWARD_NOT_NEEDED = "AWARD_NOT_NEEDED"
    THRESHOLD_NOT_CHECKED = "THRESHOLD_NOT_CHECKED"
    ABOVE_THRESHOLD = "ABOVE_THRESHOLD"


def refused_pass(
    *, step: int, reason: PassedReason, words: str, shown: Shown, asked: Iterable[Asked], today: date
) -> Refusal | None:
    """Say why a step cannot be passed for a reason, or None where it can.

    A reason that the check or the enquiries contradict is refused; the others need words.
    """
    if step >= Step.OUTSIDE:
        return Refusal.LAST_STEP
    if not words.strip():
        return Refusal.REASON_MISSING
    homes, enquiries = shown.in_step(step), tuple(asked)
    match reason:
        case PassedReason.NO_HOME_CLEAR if not shown.is_usable:
            return Refusal.CANNOT_CHECK
        case PassedReason.NO_HOME_CLEAR if homes:
            return Refusal.HOMES_ARE_CLEAR
        case PassedReason.PROVIDERS_SAID_NO if not _all_said_no(homes, enquiries):
            return Refusal.NOT_ALL_SAID_NO
        case PassedReason.NO_ANSWER_IN_TIME if not any(is_late(one, today) for one in enquiries):
            return Refusal.NOBODY_IS_LATE
    return None


def is_late(asked: Asked, today: date) -> bool:
    """Say whether the day for an answer has passed without one."""
    return asked.answer is None and asked.due_date < today


def next_in_order(homes: Iterable[ShownHome], asked: Iterable[Asked]) -> ShownHome | None:
    """Give the home that is next to ask in a step: the first of the check's order that nobody has asked yet."""
    already = {one.home_id for one in asked}
    return next((home for home in homes if home.home_id not in already), None)


def _all_said_no(homes: tuple[ShownHome, ...], asked: tuple[Asked, ...]) -> bool:
    """Say whether somebody was asked, each of them said no, and no home that can be asked is left."""
    if not asked or any(one.answer is not Answer.NO for one in asked):
        return False
    return next_in_order(homes, asked) is None
