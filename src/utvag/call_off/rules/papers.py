"""What stands on the papers of a call-off: the enquiry that a provider gets, and the memo of a direct award."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from utvag.call_off.rules.answers import AskedFor, Point
from utvag.call_off.rules.awards import Award, Standing
from utvag.call_off.rules.steps import Step
from utvag.documents.rules import Section, Sheet
from utvag.foundation.dates import swedish_day
from utvag.foundation.periods import Period
from utvag.law.terms import SERVICES, label
from utvag.law.thresholds import Amount, Thresholds

_NOT_YET = (
    "Ett ja är inte ett avtal. Placeringen gäller först när ett individuellt placeringsavtal är skrivet och "
    "undertecknat av er och av kommunen."
)


@dataclass(frozen=True, slots=True)
class EnquiryFacts:
    """What a provider needs to know of a stay: no name, no number, no place, no threat."""

    code_name: str
    home_code: str
    start: date
    nights: int
    required: tuple[str, ...]
    wanted: tuple[str, ...]
    asked_for: AskedFor


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What the memo of a direct award rests on.

    :ivar steps: the steps that were passed, each with its reason.
    :ivar spent: what the year's earlier memos on the provider come to.
    """

    code_name: str
    home_code: str
    provider_code: str
    start: date
    nights: int
    daily_rate: float
    value: int
    spent: int
    standing: Standing
    limits: Thresholds
    budget_year: int
    document_due: date | None
    steps: Sequence[tuple[str, str]] = field(repr=False, default=())


def enquiry_sheet(facts: EnquiryFacts) -> Sheet:
    """Write the enquiry to a provider."""
    asked = facts.asked_for
    return Sheet(
        title="Förfrågan om plats",
        lead=f"Kommunen söker ett hem för {facts.code_name}. Kodnamnet är allt ni får veta om vem det är. "
        "Använd det i allt ni skriver till oss.",
        sections=(
            Section(
                "Vad vi frågar om",
                rows=(
                    ("Hem", facts.home_code),
                    ("Från", swedish_day(facts.start)),
                    ("Antal dygn", str(facts.nights)),
                    ("Svara senast", swedish_day(asked.due_date)),
                ),
            ),
            Section("Hushållet", rows=asked.household()),
            _services("Det här måste hemmet ge", facts.required),
            _services("Det här önskas", facts.wanted),
            Section(
                "Svara ja eller nej, och på det här",
                paragraphs=("Säger ni ja, bedöm de fyra punkterna. Säger ni nej, berätta varför.",),
                items=tuple(point.swedish for point in Point),
            ),
            Section(
                "Innan någon flyttar in",
                paragraphs=(_NOT_YET,),
            ),
        ),
    )


def award_sheet(facts: AwardFacts, told: Award) -> Sheet:
    """Write the memo of a direct award (LOU 2016:1145 19 a kap. 11 §)."""
    limits = facts.limits
    return Sheet(
        title="Direktupphandling av ett hem",
        lead=f"Köp av en plats för {facts.code_name} hos utförare {facts.provider_code}, utan ramavtal.",
        sections=(
            Section("Behovet", paragraphs=(told.need,)),
            Section("Stegen före", rows=tuple(facts.steps)),
            Section("Vilka som har prövats", paragraphs=(told.market,)),
            Section("Varför den här utföraren", paragraphs=(told.why,)),
            Section("Värdet", rows=_value_rows(facts, told)),
            Section(
                "Gränserna den dagen",
                rows=(
                    ("Direktupphandling", limit_in_words(limits.direct_award)),
                    ("EU:s tröskelvärde", limit_in_words(limits.eu_social_services)),
                    ("Ställning", facts.standing.swedish),
                    *((("Kontrollerat av", told.threshold_checked),) if told.threshold_checked else ()),
                ),
            ),
            Section(
                "Synnerlig brådska",
                paragraphs=(
                    f"Åberopas enligt 19 a kap. 5 § lagen (2016:1145) om offentlig upphandling: {told.urgency}"
                    if told.urgency
                    else "Åberopas inte.",
                ),
            ),
            Section("Dokumentation", paragraphs=(_documentation(facts.document_due),)),
        ),
        sign_here=("Samordnare",),
    )


def purchase_reasons(steps: Sequence[tuple[str, str]]) -> str:
    """Write why a home is bought, for the one who decides: what each earlier step gave."""
    return "\n".join(f"Steg {step} gav inget hem: {why}" for step, why in steps)


def purchase_wording(home_code: str, provider_code: str, step: Step, stay: Period) -> str:
    """Write what the section head decides."""
    until = "" if stay.until_date is None else f" till {swedish_day(stay.until_date)}"
    return (
        f"Plats i {home_code} köps av utförare {provider_code} i steg {step.value}, {step.swedish.lower()}, "
        f"från {swedish_day(stay.from_date)}{until}. Utföraren har svarat ja på förfrågan."
    )


def kronor(amount: float) -> str:
    """Write whole kronor with a space between thousands."""
    return f"{amount:,.0f} kr".replace(",", "\N{NO-BREAK SPACE}")


def _services(heading: str, codes: tuple[str, ...]) -> Section:
    if not codes:
        return Section(heading, paragraphs=("Inget särskilt.",))
    return Section(heading, items=tuple(label(SERVICES, code).capitalize() for code in codes))


def _value_rows(facts: AwardFacts, told: Award) -> tuple[tuple[str, str], ...]:
    return (
        ("Hem", facts.home_code),
        ("Från", swedish_day(facts.start)),
        ("Dygnspris", kronor(facts.daily_rate)),
        ("Antal dygn", str(facts.nights)),
        ("Avgifter", kronor(told.fees)),
        ("Köpets värde", kronor(facts.value)),
        ("Tidigare köp av utföraren i år, enligt Utvägs promemorior", kronor(facts.spent)),
        (f"Summa {facts.budget_year}", kronor(facts.value + facts.spent)),
    )


def limit_in_words(amount: Amount) -> str:
    """Write a limit with where it stands; one that nobody has verified says so."""
    if amount.kronor is None:
        return f"Inte känt. {amount.source or 'Beloppet är inte kontrollerat.'}"
    return f"{kronor(amount.kronor)}. Källa: {amount.source}"


def _documentation(due: date | None) -> str:
    if due is None:
        return "Värdet ligger under gränsen för krav på skriftlig dokumentation."
    return f"Köpet ska dokumenteras skriftligt senast {swedish_day(due)} (19 a kap. 11 §)."
