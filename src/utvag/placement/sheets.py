"""What stands on the papers of a placement. Code names only: no person's name, no address (OSL 26 kap. 14 c §)."""

from datetime import date, timedelta
from typing import Final

from utvag.documents.rules import Section, Sheet
from utvag.foundation.dates import swedish_day
from utvag.law.terms import FORMS, SERVICES, label
from utvag.placement.models import Placement
from utvag.placement.rules import GOALS, ToldAgreement, ToldEnd, ToldReview
from utvag.providers.queries import HomeShape

REPORTING: Final = (
    "Utföraren håller minst ett enskilt stödsamtal i veckan med personen.",
    "Utföraren rapporterar varje vecka om samtalen till handläggaren.",
    (
        "Läggs personen in på sjukhus, blir adressen röjd eller avlider personen får handläggaren veta det genast, "
        "senast nästa dag."
    ),
    "Om missförhållanden, hot och misstänkt brott får handläggaren veta genast, muntligt och sedan skriftligt.",
    "Misstänkt brott mot personen polisanmäls genast med utförarens hjälp.",
    "Planerade ändringar av målgrupp, bemanning, chef eller resurser meddelas genast, senast inom sju dagar.",
    "Blir adressen röjd ordnar utföraren genast ett nytt skyddat boende i samråd med kommunen.",
)


def placement_agreement(row: Placement, told: ToldAgreement, home: HomeShape, municipality: str) -> Sheet:
    """Put the individual placement agreement together."""
    services = tuple(label(SERVICES, code).capitalize() for code in home.offers)
    return Sheet(
        title="Individuellt placeringsavtal",
        lead="Avtalet gäller först när båda parter har skrivit under.",
        sections=(
            Section(
                "Parter och tid",
                rows=(
                    ("Kommun", municipality),
                    ("Utförare", home.provider_code),
                    ("Ärende", row.case.code_name),
                    ("Hem", f"{home.code}, {label(FORMS, home.form)}"),
                    ("Från och med", swedish_day(row.from_date)),
                    ("Till och med", _last_day(row.until_date)),
                    ("Pris per dygn", f"{home.daily_rate} kr"),
                    ("Antal personer", str(row.household_size or 1)),
                ),
            ),
            Section("Insatser", paragraphs=_lines(told.services), items=services),
            Section("Kontaktperson hos utföraren", paragraphs=_lines(told.contact)),
            Section("Rapportering", items=REPORTING),
            Section("Övrigt", paragraphs=_lines(told.other) or ("Inget övrigt är avtalat.",)),
        ),
        sign_here=("För kommunen", "För utföraren"),
    )


def review_minutes(row: Placement, told: ToldReview, social_worker: str) -> Sheet:
    """Put the minutes of a review together."""
    return Sheet(
        title="Genomlysning av placeringen",
        lead="Placeringen är genomgången tillsammans med ansvarig socialsekreterare.",
        sections=(
            Section(
                "Genomgången",
                rows=(
                    ("Ärende", row.case.code_name),
                    ("Datum", swedish_day(told.held_date)),
                    ("Ansvarig socialsekreterare", social_worker),
                    ("Personen håller sig från brott", told.abstains_from_crime.swedish),
                    ("Personen sköter sin säkerhet med polisen", told.keeps_security.swedish),
                    ("Förslag", told.proposal.swedish),
                ),
            ),
            Section("Behovet av stöd", paragraphs=_lines(told.need)),
            Section("Utförarens kvalitet", paragraphs=_lines(told.quality)),
        ),
    )


def final_report(row: Placement, told: ToldEnd) -> Sheet:
    """Put the final report together."""
    notice = "ingen" if told.notice_days is None else f"{told.notice_days} dagar"
    return Sheet(
        title="Slutrapport för placeringen",
        lead=f"Placeringen varade från {swedish_day(row.from_date)} till och med {swedish_day(told.end_date)}. "
        "Här står varför den slutade och vad den gav.",
        sections=(
            Section(
                "Avslutet",
                rows=(
                    ("Ärende", row.case.code_name),
                    ("Första dag", swedish_day(row.from_date)),
                    ("Sista dag", swedish_day(told.end_date)),
                    ("Orsak", told.reason.swedish),
                    ("Initiativ", told.initiator.swedish),
                    ("Mot personens vilja", "Ja" if told.is_against_will else "Nej"),
                    ("Uppsägningstid", notice),
                ),
            ),
            Section("Resultat", rows=tuple((GOALS[key], outcome.swedish) for key, outcome in told.outcomes.items())),
            Section("Sammanfattning", paragraphs=_lines(told.notes)),
        ),
    )


def _last_day(until: date | None) -> str:
    return "tills vidare" if until is None else swedish_day(until - timedelta(days=1))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
