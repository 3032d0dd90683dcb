"""One document of every kind, made as people make it: the table that a new kind must be added to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.decisions.givens import given_notice
from tests.disclosure.givens import given_consent, given_disclosure, given_form
from tests.emergency.givens import given_all_done, given_disclosed, given_home_for
from tests.givens import NOW, PERSON, TODAY, case_id, given_register
from tests.log_review.givens import LATER as LATER_THAT_DAY
from tests.log_review.givens import given_item, given_judged, given_looks, given_reviewer
from tests.meetings.givens import given_held, given_meeting, given_task
from tests.personas import Personas
from tests.placement.lawful import (
    OUTSIDE,
    given_called_off,
    given_care_plan,
    given_decided,
    given_person,
    given_safety_plan,
    given_startable,
    given_started,
)
from tests.stand_in.givens import given_stand_in
from tests.threats.givens import given_threat
from utvag.decisions.rules import DecisionType
from utvag.disclosure.operations import note_receipt
from utvag.disclosure.rules import ReceiptOutcome
from utvag.documents.rules import DocumentKind
from utvag.emergency.operations import close_disclosed
from utvag.foundation.actors import Actor
from utvag.log_review.operations import make_extract, make_minutes
from utvag.log_review.rules import Judged
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.placement.operations import end_placement, hold_review
from utvag.placement.rules import (
    GOALS,
    EndReason,
    GoalOutcome,
    Initiator,
    Kept,
    ReviewProposal,
    ToldEnd,
    ToldReview,
)
from utvag.threats.operations import print_weekly_sheet

LATER, LATER_DAY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC), date(2027, 2, 1)


@dataclass(frozen=True)
class Made:
    """How a document of a kind comes about, and what it must say.

    :ivar names: whether a person's name may stand on it.
    """

    make: Callable[[Personas], object]
    title: str
    says: tuple[str, ...]
    names: bool = False


def decision(personas: Personas) -> None:
    given_decided(personas, DecisionType.PROTECTED_HOUSING)


def notice(personas: Personas) -> None:
    given_notice(personas.coordinator, given_decided(personas, DecisionType.HOUSING_SUPPORT), TODAY)


def log_extract(personas: Personas) -> None:
    given_looks(personas)
    make_extract(actor=personas.coordinator, case_id=case_id(), withhold_police=False, reason="", now=LATER_THAT_DAY)


def handover_brief(personas: Personas) -> None:
    given_stand_in(personas)


def review_minutes(personas: Personas) -> None:
    reviewer = given_reviewer()
    given_judged(reviewer, given_item(personas.case_worker, personas.coordinator), Judged.FINDING)
    make_minutes(actor=reviewer, now=LATER_THAT_DAY)


def minutes(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(),))


def enquiry(personas: Personas) -> None:
    given_register(providers=OUTSIDE)
    given_called_off(personas, "H-CLEAR", 3, ("PURCHASE_DECISION",))


def memo(personas: Personas) -> None:
    given_register(providers=OUTSIDE)
    given_called_off(personas, "H-CLEAR", 3)


def review(personas: Personas) -> None:
    told = ToldReview(
        LATER_DAY,
        personas.case_worker.id,
        Kept.YES,
        Kept.NOT_KNOWN,
        ReviewProposal.PROLONG,
        "Behovet är kvar.",
        "Personalen håller det som är avtalat.",
    )
    hold_review(actor=personas.coordinator, placement_id=given_started(personas), told=told, now=LATER)


def final_report(personas: Personas) -> None:
    told = ToldEnd(
        reason=EndReason.GOAL_REACHED,
        initiator=Initiator.PERSON,
        is_against_will=False,
        notice_days=30,
        end_date=LATER_DAY,
        outcomes=dict.fromkeys(GOALS, GoalOutcome.PARTLY),
        notes="Ett eget kontrakt från mars.",
    )
    end_placement(actor=personas.coordinator, placement_id=given_started(personas), told=told, now=LATER)


def weekly_sheet(personas: Personas) -> None:
    given_consent(personas.coordinator)
    given_threat(personas.liaison)
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    print_weekly_sheet(actor=personas.liaison, now=NOW)


def address_report(personas: Personas) -> None:
    disclosed = given_disclosed(personas.coordinator, given_home_for(personas))
    given_all_done(personas.coordinator, disclosed)
    close_disclosed(actor=personas.coordinator, disclosed_id=disclosed, now=NOW)


def receipt(personas: Personas) -> None:
    given_consent(personas.coordinator)
    note_receipt(
        actor=personas.coordinator,
        disclosure_id=given_disclosure(personas.coordinator),
        outcome=ReceiptOutcome.RECEIVED,
        noted_date=TODAY,
        how="Svar på telefon",
        now=NOW,
    )


def consent_form(personas: Personas) -> None:
    """Make a consent form to be signed."""
    given_form(personas.coordinator)


NEW_LAW = "socialtjänstlagen (2025:400)"
EVERY_KIND: Mapping[DocumentKind, Made] = {
    DocumentKind.DECISION: Made(
        decision,
        "Beslut: Skyddat boende, efter behovsprövning",
        (
            NEW_LAW,
            "Beslutsdag 22 november 2026",
            "Skäl som räcker till.",
            "Så här överklagar du",
            "Delegationen står i",
        ),
        names=True,
    ),
    DocumentKind.DECISION_NOTICE: Made(
        notice,
        "Underrättelse om beslut",
        (
            "Boende med stöd: bifall",
            "Du fick del av beslutet 22 november 2026",
            "Sista dag att överklaga 14 december 2026",
            "Så här överklagar du",
            "Jag har fått del av beslutet",
        ),
    ),
    DocumentKind.CARE_PLAN: Made(
        lambda personas: given_care_plan(personas.coordinator),
        "Vårdplan",
        ("Version 1.", NEW_LAW, "Mål och insatser", "Gås igenom senast 20 februari 2027"),
    ),
    DocumentKind.SAFETY_PLAN: Made(
        lambda personas: given_safety_plan(personas.coordinator, given_person()),
        "Säkerhetsplan",
        ("Vem planen gäller", "Larm", "Om adressen blir röjd", "Ring 112"),
        names=True,
    ),
    DocumentKind.PLACEMENT_AGREEMENT: Made(
        given_startable,
        "Individuellt placeringsavtal",
        ("Från och med 1 december 2026", "Pris per dygn 900 kr", "För kommunen", "För utföraren"),
    ),
    DocumentKind.MEETING_MINUTES: Made(
        minutes,
        "Anteckningar från samordningsmöte",
        ("22 november 2026 kl. 10.00", "Polisen", "var med", "Uppgifter", "29 november 2026"),
    ),
    DocumentKind.PROVIDER_ENQUIRY: Made(
        enquiry,
        "Förfrågan om plats",
        ("Kodnamnet är allt ni får veta", "Svara senast 24 november 2026", "Ett ja är inte ett avtal."),
    ),
    DocumentKind.DIRECT_AWARD_MEMO: Made(
        memo,
        "Direktupphandling av ett hem",
        ("700 000 kr. Källa: Lagen (2016:1145)", "Inte känt. Tröskelvärdet i kronor", "Stegen före", "Samordnare"),
    ),
    DocumentKind.REVIEW: Made(
        review,
        "Genomlysning av placeringen",
        ("Datum 1 februari 2027", "Behovet är kvar.", "Personen håller sig från brott Ja"),
    ),
    DocumentKind.FINAL_REPORT: Made(
        final_report,
        "Slutrapport för placeringen",
        (
            "Placeringen varade från 1 december 2026 till och med 1 februari 2027.",
            "Uppsägningstid 30 dagar",
            "Resultat",
        ),
    ),
    DocumentKind.LOG_EXTRACT: Made(
        log_extract,
        "Vem har läst om mig",
        ("22 november 2026", "Handläggare", "Öppnade ärendet", "Handläggning", "Anställdas namn."),
    ),
    DocumentKind.HANDOVER_BRIEF: Made(
        handover_brief,
        "Överlämning till ersättare",
        ("Namn stranger ersätter Namn coordinator", "22 november 2026", "Överlämningskanarie", "Fler som är utsedda"),
    ),
    DocumentKind.LOG_REVIEW_MINUTES: Made(
        review_minutes,
        "Protokoll över granskning av loggen, vecka 47 2026",
        ("Namn case-worker, handläggare", "Öppnade ärendet", "Avvikelse", "Följs upp", "29 november 2026"),
    ),
    DocumentKind.WEEKLY_SHEET: Made(
        weekly_sheet,
        "Veckoblad nummer 1",
        ("Kryssa i ett svar på varje rad.", "Registerslagningar", "30 november 2026", "Övrigt"),
    ),
    DocumentKind.ADDRESS_DISCLOSED_REPORT: Made(
        address_report,
        "Rapport: adress röjd",
        (
            "Vi fick veta 22 november 2026 kl. 10.00",
            "Genast, från 22 november 2026 kl. 10.00",
            "Senast 23 november 2026",
        ),
    ),
    DocumentKind.CONSENT_FORM: Made(
        consent_form,
        "Samtycke till att socialtjänsten lämnar uppgifter om mig",
        (
            "Polisen får inga nya uppgifter om: vem personen är, hot och risker.",
            "Till 21 april 2027",
            "Du kan ta tillbaka samtycket när du vill",
            "Den som samtycker",
        ),
    ),
    DocumentKind.DISCLOSURE_RECEIPT: Made(
        receipt,
        "Kvitto på utlämnande",
        (
            "Till Polisen",
            "Grund Samtycke",
            "Mottaget enligt besked 22 november 2026",
            "Svar på telefon",
            "För mottagaren",
        ),
    ),
}
SECRETS = ("Namnkanarie", PERSON, "Umeå", "Platskanarie")


def reader_of(kind: DocumentKind, personas: Personas) -> Actor:
    """Say who opens a document of a kind: the case's coordinator; the police's own the liaison; else a reviewer."""
    if kind is DocumentKind.LOG_REVIEW_MINUTES:
        account = StaffAccount.objects.get(role=Role.REVIEWER)
        return Actor(account.pk, account.role)
    return personas.liaison if kind is DocumentKind.WEEKLY_SHEET else personas.coordinator
