"""The first half of a case's way: from the first contact to the day when somebody moves in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.call_off.givens import ASKED_FOR, FRAME_HOME, YES
from tests.cases.givens import household_of
from tests.disclosure.givens import CONSENT, DISCLOSURE
from tests.givens import TOLD, home_id
from tests.journal.givens import written
from tests.journey.way import Way
from tests.organisation.givens import given_touch
from tests.placement.lawful import AGREED
from tests.plans.givens import CARE, SAFETY
from tests.threats.givens import THREAT
from utvag.call_off.operations import ask_provider, open_call_off, pass_step, propose_purchase, register_answer
from utvag.call_off.rules import PassedReason
from utvag.cases.operations import Member, record_member, register_contact, state_needs, take_contact
from utvag.cases.rules import Needs, Relation
from utvag.decisions.operations import give_notice, propose_decision, take_decision
from utvag.decisions.rules import DecisionType, NoticeWay, Outcome
from utvag.desk.queries.call_off import shown_homes
from utvag.disclosure.operations import give_consent, register_disclosure
from utvag.documents.operations import sign_by_copy, sign_electronically
from utvag.documents.rules import Party
from utvag.investigation.models import SectionVersion
from utvag.investigation.operations import (
    answer_precondition,
    complete_investigation,
    open_investigation,
    save_section,
)
from utvag.investigation.rules import Met, Precondition, SectionKind
from utvag.journal.operations import sign_note
from utvag.meetings.models import MeetingTask, Participant
from utvag.meetings.operations import finish_task, hold_meeting, plan_meeting
from utvag.meetings.rules import Invitation, MeetingKind, ParticipantRole, PlaceKind, TaskToDo
from utvag.placement.operations import choose_home, start_placement, write_agreement
from utvag.plans.operations import write_care_plan, write_safety_plan
from utvag.threats.models import RegisterCheck
from utvag.threats.operations import record_assessment, record_register_checks, record_threat
from utvag.threats.rules import CheckAnswer, CheckOutcome

MEETING_DAY, MOVE_IN = date(2026, 11, 27), date(2026, 12, 7)
ENOUGH = "Skäl som är långa nog att läsa om ett år."


def is_taken_in(way: Way) -> None:
    """The case worker answers, everybody gets the same receipt, and the section head makes a case of it."""
    contact = register_contact(actor=way.by("case_worker"), told=TOLD, now=way.now)
    way.wrote(("case_worker", "REGISTER_CONTACT", "FIRST_CONTACT", contact, "INTAKE"))
    made = take_contact(
        actor=way.by("section_head"),
        contact_id=contact,
        code_name="Granskog",
        coordinator_id=way.by("coordinator").id,
        case_worker_id=way.by("case_worker").id,
        now=way.now,
    )
    assert made is not None
    way.ids |= {"contact": contact, "case": made}
    way.wrote(
        ("section_head", "NAME_STAFF", "CASE", way.by("coordinator").id, "COORDINATION"),
        ("section_head", "NAME_STAFF", "CASE", way.by("section_head").id, "DECISION"),
        ("section_head", "NAME_STAFF", "CASE", way.by("case_worker").id, "CASE_WORK"),
        ("section_head", "TAKE_CONTACT", "FIRST_CONTACT", contact, "INTAKE"),
    )


def gets_its_household(way: Way) -> None:
    """Where they come from is written, and what a home must manage is stated."""
    child = household_of(way.case)["Barnkanarie"]
    for word, member in (
        ("person", Member(None, TOLD.name or "", TOLD.number or "", None, "Malmö", False, "Fosie")),
        ("child", Member(Relation.CHILD, child.name, "", date(2020, 2, 29), "Malmö", False, "Fosie")),
    ):
        way.ids[word] = record_member(
            actor=way.by("case_worker"),
            case_id=way.case,
            member=member,
            identity_id=household_of(way.case)[member.name].id,
            now=way.now,
        )
        way.wrote(("case_worker", "RECORD_MEMBER", "IDENTITY", way.ids[word]))
    needs = Needs(start_date=MOVE_IN, nights=90, companions=(child.register_person,))
    state_needs(actor=way.by("case_worker"), case_id=way.case, needs=needs, now=way.now)
    way.wrote(("case_worker", "STATE_NEEDS", "CASE", way.case))


def is_consented_to(way: Way) -> None:
    """The person consents, and the police are told why they are asked."""
    given = replace(CONSENT, given_date=way.today, from_date=way.today, until_date=way.today + timedelta(days=180))
    consent = give_consent(actor=way.by("case_worker"), case_id=way.case, given=given, now=way.now)
    way.wrote(("case_worker", "GIVE_CONSENT", "CONSENT", consent))
    new = replace(DISCLOSURE, disclosed_at=way.now)
    told = register_disclosure(actor=way.by("case_worker"), case_id=way.case, new=new, now=way.now)
    way.wrote(("case_worker", "REGISTER_DISCLOSURE", "DISCLOSURE", told))


def is_assessed_by_the_police(way: Way) -> None:
    """The liaison, who sees the code name alone, assesses the threat and the places of each in the household."""
    for one in household_of(way.case).values():
        new = replace(THREAT, person=one.register_person, valid_until=way.today + timedelta(days=180))
        made = record_threat(actor=way.by("liaison"), new=new, now=way.now)
        way.wrote(("liaison", "RECORD_THREAT", "THREAT_ASSESSMENT", made))
        made = record_assessment(
            actor=way.by("liaison"),
            person=one.register_person,
            from_date=way.today,
            until_date=date(2027, 12, 31),
            forbidden=(),
            now=way.now,
        )
        way.wrote(("liaison", "RECORD_ASSESSMENT", "REGISTER_ENTRY", made))


def is_investigated(way: Way) -> None:
    """Every part is written, and the police's four conditions are answered."""
    way.ids["investigation"] = open_investigation(actor=way.by("case_worker"), case_id=way.case, now=way.now)
    way.wrote(("case_worker", "OPEN_NEW_INVESTIGATION", "INVESTIGATION", way.ids["investigation"]))
    for kind in SectionKind:
        values = {"text": ENOUGH} | ({"children": "COME_ALONG"} if kind is SectionKind.CHILDREN else {})
        save_section(
            actor=way.by("case_worker"),
            case_id=way.case,
            kind=kind,
            values=values,
            is_done=True,
            based_on=0,
            children_from=MOVE_IN if kind is SectionKind.CHILDREN else None,
            now=way.now,
        )
        version = SectionVersion.objects.get(kind=kind.value).pk
        way.wrote(("case_worker", "SAVE_SECTION", f"SECTION_{kind}", version))
    for condition in Precondition:
        answer_precondition(
            actor=way.by("case_worker"),
            case_id=way.case,
            precondition=condition,
            answer=Met.MET,
            told_date=way.today,
            told_by="Polisens samordnare",
            now=way.now,
        )
        way.wrote(("case_worker", "ANSWER_PRECONDITION", "INVESTIGATION", way.ids["investigation"]))


def is_called_to_a_meeting(way: Way) -> None:
    """The coordinator calls the authorities, and the police look in their register before it."""
    way.ids["meeting"] = plan_meeting(
        actor=way.by("coordinator"),
        case_id=way.case,
        kind=MeetingKind.COORDINATION,
        planned_at=datetime(2026, 11, 27, 9, tzinfo=UTC),
        place_kind=PlaceKind.VIDEO,
        invited=(Invitation(ParticipantRole.CASE_WORKER), Invitation(ParticipantRole.PERSON)),
        where="",
        about=ENOUGH,
        now=way.now,
    )
    way.wrote(("coordinator", "PLAN_MEETING", "MEETING", way.ids["meeting"]))


def is_looked_up_by_the_police(way: Way) -> None:
    """The liaison says that it is done, and no word of what was found."""
    answer = CheckAnswer(way.case, CheckOutcome.NO_CHANGE, MEETING_DAY)
    record_register_checks(actor=way.by("liaison"), answers=[answer], now=way.now)
    way.wrote(("liaison", "RECORD_REGISTER_CHECK", "CASE", RegisterCheck.objects.get().pk))


def is_coordinated(way: Way) -> None:
    """The meeting is held with the police, its task is done, a note is signed, and the investigation is complete."""
    task = TaskToDo("Ring utföraren", way.today + timedelta(days=7), way.by("case_worker").id)
    hold_meeting(
        actor=way.by("coordinator"),
        meeting_id=way.ids["meeting"],
        held_at=way.now,
        present=list(Participant.objects.filter(meeting=way.ids["meeting"]).values_list("pk", flat=True)),
        also_present=(),
        minutes=ENOUGH,
        decided=ENOUGH,
        tasks=(task,),
        now=way.now,
    )
    way.wrote(("coordinator", "HOLD_MEETING", "MEETING", way.ids["meeting"]))
    done = MeetingTask.objects.get().pk
    finish_task(actor=way.by("case_worker"), task_id=done, now=way.now)
    way.wrote(("case_worker", "FINISH_MEETING_TASK", "MEETING_TASK", done))
    note = sign_note(actor=way.by("case_worker"), case_id=way.case, written=written(at=way.now), now=way.now)
    way.wrote(("case_worker", "SIGN_NOTE", "JOURNAL_NOTE", note))
    complete_investigation(actor=way.by("case_worker"), case_id=way.case, now=way.now)
    way.wrote(("case_worker", "COMPLETE_INVESTIGATION", "INVESTIGATION", way.ids["investigation"]))


def leaves_the_first_step(way: Way) -> None:
    """The municipality's own homes are full; that is the reason, and the check bears it out."""
    call_off = open_call_off(actor=way.by("coordinator"), case_id=way.case, now=way.now)
    way.wrote(("coordinator", "OPEN_CALL_OFF", "CALL_OFF", call_off))
    shown = shown_homes(actor=way.by("coordinator"), case_id=way.case, now=way.now)
    way.wrote(("coordinator", "CHECK_HOMES", "CASE", way.case))
    pass_step(
        actor=way.by("coordinator"),
        case_id=way.case,
        step=1,
        reason=PassedReason.NO_HOME_CLEAR,
        words=ENOUGH,
        shown=shown,
        now=way.now,
    )
    way.wrote(("coordinator", "PASS_STEP", "CALL_OFF", call_off))
    way.ids["enquiry"] = ask_provider(
        actor=way.by("coordinator"),
        case_id=way.case,
        home_id=home_id(FRAME_HOME),
        asked_for=replace(ASKED_FOR, due_date=way.today + timedelta(days=2)),
        order_reason="",
        shown=shown,
        now=way.now,
    )
    way.wrote(("coordinator", "ASK_PROVIDER", "ENQUIRY", way.ids["enquiry"]))


def is_bought(way: Way) -> None:
    """The provider says yes, and the section head decides on the purchase."""
    told = replace(YES, answered_date=way.today)
    register_answer(actor=way.by("coordinator"), enquiry_id=way.ids["enquiry"], told=told, now=way.now)
    way.wrote(("coordinator", "REGISTER_ANSWER", "ENQUIRY", way.ids["enquiry"]))
    purchase = propose_purchase(actor=way.by("coordinator"), enquiry_id=way.ids["enquiry"], now=way.now)
    way.wrote(("coordinator", "PROPOSE_DECISION", "DECISION", purchase))
    is_granted(way, purchase)
    way.ids["placement"] = choose_home(
        actor=way.by("coordinator"), case_id=way.case, home_id=home_id(FRAME_HOME), reason=ENOUGH, now=way.now
    )
    way.wrote(("coordinator", "CHOOSE_HOME", "PLACEMENT", way.ids["placement"]))


def is_granted(way: Way, decision: UUID) -> None:
    """The section head takes what is proposed."""
    take_decision(
        actor=way.by("section_head"), decision_id=decision, outcome=Outcome.GRANTED, reasons=ENOUGH, now=way.now
    )
    way.wrote(("section_head", "TAKE_DECISION", "DECISION", decision))


def is_decided(way: Way) -> None:
    """Housing is proposed by the case worker, taken by the section head, and the person is told."""
    decision = propose_decision(
        actor=way.by("case_worker"),
        case_id=way.case,
        decision_type=DecisionType.HOUSING_SUPPORT,
        from_date=MOVE_IN,
        until_date=date(2027, 3, 7),
        reasons=ENOUGH,
        wording=ENOUGH,
        now=way.now,
    )
    way.ids["decision"] = decision
    way.wrote(("case_worker", "PROPOSE_DECISION", "DECISION", decision))
    is_granted(way, decision)
    give_notice(
        actor=way.by("case_worker"),
        decision_id=decision,
        given_date=way.today,
        way=NoticeWay.HANDED_OVER,
        to_whom="Personen",
        now=way.now,
    )
    way.wrote(("case_worker", "GIVE_NOTICE", "DECISION", decision))


def is_planned(way: Way) -> None:
    """A care plan for the household, and a safety plan for each, the child too."""
    days: dict[str, date] = {"from_date": MOVE_IN, "review_date": MOVE_IN + timedelta(days=90)}
    made = write_care_plan(
        actor=way.by("case_worker"), case_id=way.case, plan=replace(CARE, **days), now=way.now  # type: ignore[arg-type]  # by name
    )  # fmt: skip
    way.wrote(("case_worker", "WRITE_CARE_PLAN", "PLAN", made))
    for name in ("person", "child"):
        made = write_safety_plan(
            actor=way.by("case_worker"),
            case_id=way.case,
            person_id=way.ids[name],
            plan=replace(SAFETY, **days),  # type: ignore[arg-type]  # by name
            now=way.now,
        )
        way.wrote(("case_worker", "WRITE_SAFETY_PLAN", "PLAN", made))


def is_agreed(way: Way, placement: str) -> None:
    """The agreement is frozen; the provider signs the paper, and the municipality with the coordinator's key."""
    coordinator = way.by("coordinator")
    made = write_agreement(actor=coordinator, placement_id=way.ids[placement], told=AGREED, now=way.now)
    way.wrote(("coordinator", "WRITE_AGREEMENT", "PLACEMENT", way.ids[placement]))
    sign_by_copy(
        actor=coordinator,
        document_id=made,
        party=Party.PROVIDER,
        signatory="Underskriftskanarie",
        capacity="Chef",
        signed_date=way.today,
        upload=b"%PDF-1.7 signed",
        now=way.now,
    )
    way.wrote(("coordinator", "SIGN_DOCUMENT", "DOCUMENT", made))
    touched = given_touch(coordinator, now=way.now)
    way.wrote(("coordinator", "TOUCH", "STAFF_ACCOUNT", coordinator.id, "TOUCH"))
    sign_electronically(actor=coordinator, document_id=made, capacity="Samordnare", session=touched, now=way.now)
    way.wrote(("coordinator", "SIGN_DOCUMENT", "DOCUMENT", made))


def moves_in(way: Way, placement: str = "placement") -> None:
    """Everything is there, and the household moves in."""
    start_placement(actor=way.by("coordinator"), placement_id=way.ids[placement], now=way.now)
    way.wrote(("coordinator", "START_PLACEMENT", "PLACEMENT", way.ids[placement]))
