"""The demo's lawful placements: one planned that lacks a signature, one that stands, and one that has ended."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from utvag.call_off.operations import open_call_off
from utvag.config.demo_municipality.beginnings import ENDED, PLANNED, STANDING, begin, need_a_home
from utvag.config.demo_municipality.followups import contact_weekly, visit_each_month
from utvag.config.demo_municipality.inquiries import investigate_whole
from utvag.config.demo_municipality.safety import plan_for_safety
from utvag.config.demo_municipality.team import Team
from utvag.decisions.models import Decision
from utvag.decisions.operations import give_notice, propose_decision, register_appeal, take_decision
from utvag.decisions.rules import DecisionType, NoticeWay, Outcome
from utvag.documents.operations import sign_by_copy
from utvag.documents.rules import Party
from utvag.foundation.clock import day_of
from utvag.journal.operations import correct_note, sign_note
from utvag.journal.rules import NoteKind, Written
from utvag.placement.models import Placement
from utvag.placement.operations import (
    choose_home,
    confirm_placement,
    end_placement,
    start_placement,
    write_agreement,
)
from utvag.placement.rules import (
    GOALS,
    EndReason,
    GoalOutcome,
    Initiator,
    PlacementState,
    ToldAgreement,
    ToldEnd,
)
from utvag.plans.operations import write_care_plan
from utvag.plans.rules import CarePlan, Measure, PlannedMeasure, Responsible
from utvag.providers.queries import home_ids

#: An own home that takes no children: none of the tours' households is offered it first.
HOME: Final = "Storspoven"
COPY: Final = b"%PDF-1.4\n% Underskriven kopia i demonstrationen. Den finns inte.\n%%EOF\n"


def plan_a_stay(team: Team) -> None:
    """All is there but the provider's signature; the person has appealed against where the home is."""
    case_id = begin(team, PLANNED)
    investigate_whole(team, case_id, ago=26)
    prepare(team, case_id, ago=18, starts_in=2, nights=180, parties=(Party.MUNICIPALITY,))
    received = team.before(4, 11)
    register_appeal(
        actor=team.coordinator,
        decision_id=Decision.objects.values_list("pk", flat=True).get(case=case_id),
        received_date=day_of(received),
        text="Jag vill bo närmare min syster (påhittat).",
        now=received,
    )


def stand(team: Team) -> None:
    """Two months in: a contact each week but one, visits, and notes."""
    case_id = begin(team, STANDING)
    investigate_whole(team, case_id, ago=64)
    start = (team.before(61).date() - team.today).days
    placement_id = prepare(team, case_id, ago=62, starts_in=start, nights=200)
    start_placement(actor=team.coordinator, placement_id=placement_id, now=team.before(61, 14))
    contact_weekly(team, team.coordinator, placement_id, since=58, until=9)
    visit_each_month(team, team.coordinator, placement_id, since=38)
    _grant_money(team, case_id)
    _keep_a_journal(team, case_id)


def come_to_an_end(team: Team) -> None:
    """A stay that reached its goal a fortnight ago."""
    case_id = begin(team, ENDED)
    investigate_whole(team, case_id, ago=99)
    start = (team.before(96).date() - team.today).days
    placement_id = prepare(team, case_id, ago=97, starts_in=start, nights=120)
    start_placement(actor=team.coordinator, placement_id=placement_id, now=team.before(96, 14))
    contact_weekly(team, team.coordinator, placement_id, since=93, until=15)
    visit_each_month(team, team.coordinator, placement_id, since=70)
    ended = team.before(13, 15)
    told = ToldEnd(
        end_date=day_of(ended),
        reason=EndReason.GOAL_REACHED,
        initiator=Initiator.PERSON,
        is_against_will=False,
        notice_days=None,
        outcomes=dict.fromkeys(GOALS, GoalOutcome.REACHED),
        notes="Flyttar till en egen lägenhet på annan ort.",
    )
    end_placement(actor=team.coordinator, placement_id=placement_id, told=told, now=ended)


def prepare(
    team: Team,
    case_id: UUID,
    *,
    ago: int,
    starts_in: int,
    nights: int,
    parties: tuple[Party, ...] = (Party.MUNICIPALITY, Party.PROVIDER),
) -> UUID:
    """Choose a home and write everything that somebody needs to move in; give the placement's id."""
    coordinator, now = team.coordinator, team.before(ago, 11)
    need_a_home(team, case_id, ago=ago, starts_in=starts_in, nights=nights)
    placement_id = choose_home(
        actor=coordinator,
        case_id=case_id,
        home_id=home_ids([HOME])[HOME],
        reason="Hemmet är ledigt, ligger långt från hotet och har program om dagarna.",
        now=team.before(ago, 10),
    )
    if Placement.objects.get(pk=placement_id).state == PlacementState.PROPOSED:
        confirm_placement(
            actor=team.head, placement_id=placement_id, reason="Jag har läst det som inte är kontrollerat.", now=now
        )
    open_call_off(actor=coordinator, case_id=case_id, now=now)
    _decide(team, case_id, ago=ago, starts_in=starts_in, nights=nights)
    _plan(team, case_id, ago=ago)
    agreed = ToldAgreement("Stödsamtal varje vecka.", "Boendets samordnare, 000-00 00 00")
    document_id = write_agreement(actor=coordinator, placement_id=placement_id, told=agreed, now=team.before(ago, 12))
    for party in parties:
        sign_by_copy(
            actor=coordinator,
            document_id=document_id,
            party=party,
            signatory="Cecilia Chefsdotter" if party is Party.MUNICIPALITY else "Verksamhetschefen (påhittad)",
            capacity="Chef",
            signed_date=day_of(now),
            upload=COPY,
            now=team.before(ago, 13),
        )
    return placement_id


def _decide(team: Team, case_id: UUID, *, ago: int, starts_in: int, nights: int) -> None:
    first = team.today + timedelta(days=starts_in)
    decision_id = propose_decision(
        actor=team.coordinator,
        case_id=case_id,
        decision_type=DecisionType.HOUSING_SUPPORT,
        from_date=first,
        until_date=first + timedelta(days=nights),
        reasons="Behovet går inte att möta på hemorten.",
        wording="Bistånd i form av boende med stöd på annan ort beviljas.",
        now=team.before(ago, 11),
    )
    now = team.before(ago, 12)
    take_decision(
        actor=team.head, decision_id=decision_id, outcome=Outcome.GRANTED, reasons="Jag delar skälen.", now=now
    )
    give_notice(
        actor=team.case_worker,
        decision_id=decision_id,
        given_date=day_of(now),
        way=NoticeWay.HANDED_OVER,
        to_whom="Personen",
        now=team.before(ago, 14),
    )


def _grant_money(team: Team, case_id: UUID) -> None:
    """Grant financial assistance; the person has not been told yet."""
    decision_id = propose_decision(
        actor=team.second_case_worker,
        case_id=case_id,
        decision_type=DecisionType.FINANCIAL_ASSISTANCE,
        from_date=team.today,
        until_date=team.today + timedelta(days=30),
        reasons="Personen har inga egna inkomster än.",
        wording="Försörjningsstöd beviljas för en månad.",
        now=team.before(3, 10),
    )
    take_decision(
        actor=team.head,
        decision_id=decision_id,
        outcome=Outcome.GRANTED,
        reasons="Jag delar skälen.",
        now=team.before(3, 14),
    )


def _plan(team: Team, case_id: UUID, *, ago: int) -> None:
    now = team.before(ago, 11)
    review = day_of(now) + timedelta(days=120)
    care = CarePlan(
        needs="Någonstans att bo, något att göra om dagarna och ordning på skulderna.",
        measures=(
            PlannedMeasure(Measure.HOUSING, "Ett eget boende inom ett år", Responsible.MUNICIPALITY),
            PlannedMeasure(Measure.OCCUPATION, "Praktik inom två månader", Responsible.PROVIDER),
            PlannedMeasure(Measure.DEBT_RESTRUCTURING, "En plan för skulderna", Responsible.MUNICIPALITY),
        ),
        other_principals="Regionen: samtal varannan vecka",
        own_view="Vill börja om.",
        responsible="Hugo Handläggarsson",
        from_date=day_of(now),
        review_date=review,
    )
    write_care_plan(actor=team.case_worker, case_id=case_id, plan=care, now=now)
    plan_for_safety(team.case_worker, case_id, now=now)


def _keep_a_journal(team: Team, case_id: UUID) -> None:
    def note(ago: int, kind: NoteKind, heading: str, text: str, *, is_sensitive: bool = False) -> Written:
        return Written(kind, team.before(ago, 9), is_sensitive, heading, text)

    hugo = team.case_worker
    moved = note(60, NoteKind.VISIT, "Inflyttning", "Flyttade in och fick nycklar.")
    sign_note(actor=hugo, case_id=case_id, written=moved, now=team.before(60, 11))
    wrong = note(40, NoteKind.PHONE, "Samtal om praktik", "Praktiken börjar på måndag.")
    note_id = sign_note(actor=hugo, case_id=case_id, written=wrong, now=team.before(40, 11))
    right = note(40, NoteKind.PHONE, "Samtal om praktik", "Praktiken börjar på onsdag, inte på måndag.")
    correct_note(actor=hugo, note_id=note_id, written=right, now=team.before(39, 11))
    hidden = note(20, NoteKind.NOTE, "Hälsa", "Uppgifter om hälsan (påhittade).", is_sensitive=True)
    sign_note(actor=hugo, case_id=case_id, written=hidden, now=team.before(20, 11))
