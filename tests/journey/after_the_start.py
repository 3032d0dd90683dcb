"""The second half of a case's way: what follows on the move-in, the night when the address is known, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.call_off.givens import FRAME_SECOND
from tests.emergency.givens import KNOWN, given_reserves
from tests.followup.givens import contact, visit
from tests.givens import ENEMY, home_id
from tests.journey.before_the_start import ENOUGH, is_agreed, is_granted, moves_in
from tests.journey.way import PURPOSES, SECOND_OWN, Way
from tests.plans.givens import SAFETY
from utvag.call_off.operations import open_call_off
from utvag.cases.operations import extend_staff, open_case_on_call
from utvag.decisions.operations import propose_decision
from utvag.decisions.rules import Change, DecisionType
from utvag.emergency.models import DisclosedStep
from utvag.emergency.operations import (
    close_disclosed,
    confirm_police_know,
    do_step,
    mark_home_known,
    open_reserves,
    place_at_once,
    register_disclosed,
)
from utvag.emergency.rules import OpeningGround, StepKind
from utvag.followup.operations import record_contact, record_visit
from utvag.followup.rules import WithWhom
from utvag.placement.models import Placement
from utvag.placement.operations import end_placement, extend_placement, hold_review, move_placement
from utvag.placement.rules import (
    GOALS,
    EndReason,
    GoalOutcome,
    Initiator,
    Kept,
    ReviewProposal,
    ToldEnd,
    ToldMove,
    ToldReview,
)
from utvag.plans.operations import write_safety_plan

FIRST_END, LONGER = date(2027, 3, 7), date(2027, 6, 7)


def is_kept_by_its_staff(way: Way, until: date) -> None:
    """The section head lets those who work with the case go on, and herself."""
    for name in ("coordinator", "case_worker", "section_head"):
        account = way.by(name).id
        extend_staff(actor=way.by("section_head"), case_id=way.case, account_id=account, until_date=until, now=way.now)
        purpose = PURPOSES[name]
        way.wrote(("section_head", "EXTEND_STAFF", "CASE", account, purpose))


def is_talked_with(way: Way) -> None:
    """The coordinator talks with the person and with the provider."""
    for whom in WithWhom:
        made = record_contact(
            actor=way.by("coordinator"),
            placement_id=way.ids["placement"],
            contact=contact(whom, at=way.now),
            now=way.now,
        )
        way.wrote(("coordinator", "RECORD_CONTACT", "FOLLOWUP_CONTACT", made))


def is_visited(way: Way) -> None:
    """The police and the social worker are offered to come along."""
    made = record_visit(
        actor=way.by("coordinator"), placement_id=way.ids["placement"], visit=visit(way.today), now=way.now
    )
    way.wrote(("coordinator", "RECORD_VISIT", "FOLLOWUP_VISIT", made))


def is_reviewed(way: Way) -> None:
    """The placement is gone through, before anybody decides to prolong it."""
    told = ToldReview(
        way.today, way.by("case_worker").id, Kept.YES, Kept.YES, ReviewProposal.PROLONG, need=ENOUGH, quality=ENOUGH
    )
    hold_review(actor=way.by("coordinator"), placement_id=way.ids["placement"], told=told, now=way.now)
    way.wrote(("coordinator", "REVIEW_PLACEMENT", "PLACEMENT", way.ids["placement"]))


def is_prolonged(way: Way) -> None:
    """Three more months are decided, and then the stay is prolonged."""
    decision = propose_decision(
        actor=way.by("case_worker"),
        case_id=way.case,
        decision_type=DecisionType.EXTENSION,
        from_date=FIRST_END,
        until_date=LONGER,
        reasons=ENOUGH,
        wording=ENOUGH,
        change=Change(way.ids["decision"]),
        now=way.now,
    )
    way.wrote(("case_worker", "PROPOSE_DECISION", "DECISION", decision))
    is_granted(way, decision)
    extend_placement(actor=way.by("coordinator"), placement_id=way.ids["placement"], until_date=LONGER, now=way.now)
    way.wrote(("coordinator", "EXTEND_PLACEMENT", "PLACEMENT", way.ids["placement"]))


def gets_reserves(way: Way) -> None:
    """By night, while nobody needs them, the worker makes reserve homes; what it does is no act of the case's staff."""
    assert given_reserves(way.now)
    assert {row[2:4] for row in way.fresh()} == {("WORKER", "MAKE_RESERVES")}
    way.skips()


def is_disclosed_at_night(way: Way) -> None:
    """One on call opens the case by its code name, and registers that the address is known."""
    on_call = way.by("on_call")
    open_case_on_call(actor=on_call, code_name="Granskog", reason=ENOUGH, now=way.now)
    way.wrote(("on_call", "OPEN_CASE_ON_CALL", "CASE", way.case))
    way.ids["disclosed"] = register_disclosed(
        actor=on_call, placement_id=way.ids["placement"], learned_at=way.now, known=KNOWN, now=way.now
    )
    way.wrote(("on_call", "REGISTER_ADDRESS_DISCLOSED", "ADDRESS_DISCLOSED", way.ids["disclosed"]))


def is_placed_at_night(way: Way) -> None:
    """The police are rung, the reserve homes opened, and the household is placed in one of them before midnight."""
    on_call = way.by("on_call")
    does(way, "on_call", StepKind.POLICE_TOLD)
    opening = open_reserves(
        actor=on_call,
        placement_id=way.ids["placement"],
        ground=OpeningGround.ADDRESS_DISCLOSED,
        reason=ENOUGH,
        now=way.now,
    )
    way.wrote(("on_call", "OPEN_RESERVES", "RESERVE_HOMES", opening))
    way.ids["acute"] = place_at_once(
        actor=on_call,
        case_id=way.case,
        home_id=home_id(FRAME_SECOND),
        reason=ENOUGH,
        ground=OpeningGround.ADDRESS_DISCLOSED,
        now=way.now,
    )
    decision = Placement.objects.get(pk=way.ids["acute"]).decision_id
    way.wrote(
        ("on_call", "TAKE_DECISION_AT_ONCE", "DECISION", decision),
        ("on_call", "PLACE_AT_ONCE", "PLACEMENT", way.ids["acute"]),
    )


def does(way: Way, who: str, kind: StepKind) -> None:
    """One step of the routine is done."""
    for step in DisclosedStep.objects.filter(kind=kind.value).order_by("number").values_list("pk", flat=True):
        do_step(actor=way.by(who), step_id=step, told="Vakthavande", note=ENOUGH, now=way.now)
        way.wrote((who, "DO_DISCLOSED_STEP", "DISCLOSED_STEP", step))


def is_known_to_the_police(way: Way) -> None:
    """The liaison confirms, and enters who knows the home: that is two rows, one of them in the register."""
    confirm_police_know(actor=way.by("liaison"), disclosed_id=way.ids["disclosed"], now=way.now)
    way.wrote(("liaison", "CONFIRM_POLICE_KNOW", "ADDRESS_DISCLOSED", way.ids["disclosed"]))
    mark_home_known(actor=way.by("liaison"), disclosed_id=way.ids["disclosed"], person=ENEMY, now=way.now)
    way.wrote(
        ("liaison", "ADD_ADDRESS_KNOWLEDGE", "REGISTER_ENTRY", way.newest_entry()),
        ("liaison", "MARK_HOME_KNOWN", "ADDRESS_DISCLOSED", way.ids["disclosed"]),
    )


def is_gone_through_by_day(way: Way) -> None:
    """The safety plans are written anew and the rest of the routine is done; then the report is frozen."""
    days: dict[str, date] = {"from_date": way.today, "review_date": way.today + timedelta(days=90)}
    for name in ("person", "child"):
        made = write_safety_plan(
            actor=way.by("case_worker"),
            case_id=way.case,
            person_id=way.ids[name],
            plan=replace(SAFETY, **days),  # type: ignore[arg-type]  # by name
            now=way.now,
        )
        way.wrote(("case_worker", "WRITE_SAFETY_PLAN", "PLAN", made))
    for kind in (StepKind.PERSON_SAFE, StepKind.PROVIDER_TOLD, StepKind.PROVIDER_REPORT, StepKind.JOURNAL_NOTE):
        does(way, "case_worker", kind)
    does(way, "case_worker", StepKind.SAFETY_PLAN)
    does(way, "coordinator", StepKind.POPULATION_REGISTER)
    does(way, "section_head", StepKind.LEX_SARAH)
    does(way, "section_head", StepKind.IVO)
    close_disclosed(actor=way.by("coordinator"), disclosed_id=way.ids["disclosed"], now=way.now)
    way.wrote(("coordinator", "CLOSE_ADDRESS_DISCLOSED", "ADDRESS_DISCLOSED", way.ids["disclosed"]))


def moves_on(way: Way, day: date) -> None:
    """From the acute home to one of the municipality's own, on papers of its own and a call-off of its own."""
    call_off = open_call_off(actor=way.by("coordinator"), case_id=way.case, now=way.now)
    way.wrote(("coordinator", "OPEN_CALL_OFF", "CALL_OFF", call_off))
    told = ToldMove(home_id(SECOND_OWN), day, LONGER, Initiator.SOCIAL_SERVICES, ENOUGH)
    way.ids["moved"] = move_placement(
        actor=way.by("coordinator"), placement_id=way.ids["acute"], told=told, now=way.now
    )
    way.wrote(("coordinator", "MOVE_PLACEMENT", "PLACEMENT", way.ids["moved"]))
    is_agreed(way, "moved")
    way.on(day)
    moves_in(way, "moved")


def ends(way: Way) -> None:
    """The person has a home of her own: the final report is frozen and the case is closed."""
    told = ToldEnd(
        end_date=way.today,
        reason=EndReason.GOAL_REACHED,
        initiator=Initiator.PERSON,
        is_against_will=False,
        notice_days=14,
        outcomes=dict.fromkeys(GOALS, GoalOutcome.REACHED),
        notes=ENOUGH,
    )
    end_placement(actor=way.by("coordinator"), placement_id=way.ids["moved"], told=told, now=way.now)
    way.wrote(("coordinator", "END_PLACEMENT", "PLACEMENT", way.ids["moved"]))
