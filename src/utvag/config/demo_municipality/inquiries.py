"""The demo's cases on their way: one being investigated, two that wait for a decision, one in call-off."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from utvag.call_off.operations import ask_provider, open_call_off, pass_step, propose_purchase, register_answer
from utvag.call_off.rules import AgeBand, AskedFor, Channel, NoReason, PassedReason, Point, Step, ToldAnswer
from utvag.call_off.rules import Answer as ProvidersAnswer
from utvag.config.demo_municipality.beginnings import (
    BUYING_OUTSIDE,
    CALLING_OFF,
    DECIDING,
    FOR_COMMITTEE,
    INTAKE,
    begin,
    hold_coordination,
    need_a_home,
    plan_coordination,
)
from utvag.config.demo_municipality.homes import TRAUMA
from utvag.config.demo_municipality.team import Team
from utvag.decisions.operations import enter_committee_decision, propose_decision
from utvag.decisions.rules import DecisionType, Minutes, Outcome
from utvag.desk.queries.call_off import shown_homes as shows_homes
from utvag.foundation.clock import day_of
from utvag.investigation.operations import (
    answer_precondition,
    complete_investigation,
    note_housing,
    open_investigation,
    save_section,
)
from utvag.investigation.rules import Children, HousingKind, Met, Precondition, SectionKind

TEXTS: Final = {
    SectionKind.NEEDS: "Behöver bo på annan ort, ha något att göra om dagarna och få ordning på ekonomin.",
    SectionKind.RISKS: "Två personer i det gamla nätverket letar. Risken är störst i hemkommunen.",
    SectionKind.RECEPTIVENESS: "Kommer till mötena och svarar i telefon. Klarar rutiner med stöd.",
    SectionKind.CHILDREN: "Barnet flyttar med och behöver en plats i förskolan.",
    SectionKind.MOTIVATION: "Har själv tagit kontakt och vill bryta helt.",
    SectionKind.ASSESSMENT: "Stöd och boende på annan ort behövs. Målen går inte att nå på hemorten.",
}


def investigate_new(team: Team) -> None:
    """A case taken in two weeks ago: half its parts are written, and the police are invited to a first meeting."""
    case_id = begin(team, INTAKE)
    open_investigation(actor=team.case_worker, case_id=case_id, now=team.before(12, 9))
    for kind in (SectionKind.NEEDS, SectionKind.RISKS, SectionKind.CHILDREN):
        _write(team, case_id, kind, ago=5, children=Children.COME_ALONG)
    for which, answer in ((Precondition.MOTIVATED, Met.MET), (Precondition.CONSENTS, Met.MET)):
        _meet(team, case_id, which, answer, ago=6)
    note_housing(
        actor=team.case_worker,
        case_id=case_id,
        kind=HousingKind.RELATIVES,
        from_date=day_of(team.before(12)),
        until_date=None,
        note="Hos en släkting tills vidare.",
        now=team.before(11, 14),
    )
    plan_coordination(team, case_id, written=4, held=-4)


def investigate_whole(team: Team, case_id: UUID, *, ago: int) -> None:
    """Write every part, hold the meeting with the police, and complete the investigation this many days ago."""
    open_investigation(actor=team.case_worker, case_id=case_id, now=team.before(ago + 28, 9))
    for kind in SectionKind:
        _write(team, case_id, kind, ago=ago + 10, children=Children.NONE)
    for which in Precondition:
        _meet(team, case_id, which, Met.MET, ago=ago + 8)
    hold_coordination(team, case_id, ago=ago + 4)
    complete_investigation(actor=team.case_worker, case_id=case_id, now=team.before(ago, 15))


def wait_for_a_decision(team: Team) -> None:
    """A finished investigation; the coordinator proposes housing, and the section head decides."""
    case_id = begin(team, DECIDING)
    investigate_whole(team, case_id, ago=8)
    propose_decision(
        actor=team.coordinator,
        case_id=case_id,
        decision_type=DecisionType.HOUSING_SUPPORT,
        from_date=team.today + timedelta(days=14),
        until_date=team.today + timedelta(days=194),
        reasons=TEXTS[SectionKind.ASSESSMENT],
        wording="Bistånd i form av boende med stöd på annan ort beviljas.",
        now=team.before(6, 14),
    )


def wait_for_the_committee(team: Team) -> None:
    """A young person in care by a court's order: the committee said no, and has a new proposal."""
    case_id = begin(team, FOR_COMMITTEE)
    investigate_whole(team, case_id, ago=12)
    first = _propose_for_the_committee(team, case_id, "Han behöver bo med stöd dygnet runt.", ago=11)
    enter_committee_decision(
        actor=team.committee,
        decision_id=first,
        outcome=Outcome.REJECTED,
        meeting_date=day_of(team.before(8)),
        minutes=Minutes("11/demo", "204"),
        reasons="Utskottet anser att det inte är utrett varför han inte kan bo på hemorten.",
        now=team.before(7, 10),
    )
    why = "På hemorten letar två personer efter honom. Han behöver bo på annan ort, med stöd dygnet runt."
    _propose_for_the_committee(team, case_id, why, ago=4)


def _propose_for_the_committee(team: Team, case_id: UUID, why: str, *, ago: int) -> UUID:
    return propose_decision(
        actor=team.coordinator,
        case_id=case_id,
        decision_type=DecisionType.LVU_PLACEMENT,
        from_date=team.today + timedelta(days=10),
        until_date=None,
        reasons=f"Förvaltningsrätten har beslutat om vård (2 § LVU). {why}",
        wording="Vården enligt LVU ska börja utanför det egna hemmet, i ett boende med stöd på annan ort.",
        now=team.before(ago, 14),
    )


def call_off(team: Team) -> None:
    """Step 1 is left; one provider said no, one yes, one has not answered. The purchase waits for the section head."""
    case_id = begin(team, CALLING_OFF)
    investigate_whole(team, case_id, ago=20)
    need_a_home(team, case_id, ago=16, starts_in=10, nights=180)
    coordinator, opened = team.coordinator, team.before(14, 9)
    open_call_off(actor=coordinator, case_id=case_id, now=opened)
    _pass(team, case_id, Step.OWN, "De egna hemmen ligger för långt från den vård som behövs.", ago=14)
    shown = shows_homes(actor=coordinator, case_id=case_id, now=opened).in_step(Step.FRAMEWORK)
    first, second, third = (home.home_id for home in shown[:3])
    _ask(team, case_id, first, asked=12, is_yes=False)
    enquiry_id = _ask(team, case_id, second, asked=9, is_yes=True)
    _ask(team, case_id, third, asked=8, is_yes=None)
    propose_purchase(actor=coordinator, enquiry_id=enquiry_id, now=team.before(4, 14))


def buy_outside(team: Team) -> None:
    """Both first steps are left; a provider without an agreement said yes, and the memo of the award is not written."""
    case_id = begin(team, BUYING_OUTSIDE)
    investigate_whole(team, case_id, ago=18)
    need_a_home(team, case_id, ago=16, starts_in=8, nights=90, required=(TRAUMA,))
    coordinator, opened = team.coordinator, team.before(13, 9)
    open_call_off(actor=coordinator, case_id=case_id, now=opened)
    _pass(team, case_id, Step.OWN, "De egna hemmen ger inget traumastöd.", ago=13)
    _pass(team, case_id, Step.FRAMEWORK, "Det enda hemmet med avtal har ingen plats före jul.", ago=12)
    home = shows_homes(actor=coordinator, case_id=case_id, now=opened).in_step(Step.OUTSIDE)[0]
    _ask(team, case_id, home.home_id, asked=10, is_yes=True)


def _pass(team: Team, case_id: UUID, step: Step, words: str, *, ago: int) -> None:
    now = team.before(ago, 10)
    pass_step(
        actor=team.coordinator,
        case_id=case_id,
        step=step,
        reason=PassedReason.NEED_NOT_MET,
        words=words,
        shown=shows_homes(actor=team.coordinator, case_id=case_id, now=now),
        now=now,
    )


def _ask(team: Team, case_id: UUID, home_id: UUID, *, asked: int, is_yes: bool | None) -> UUID:
    coordinator, sent = team.coordinator, team.before(asked, 10)
    due = day_of(sent) + timedelta(days=4)
    enquiry_id = ask_provider(
        actor=coordinator,
        case_id=case_id,
        home_id=home_id,
        asked_for=AskedFor(AgeBand.FROM_26_TO_40, 1, 0, 0, 0, due),
        order_reason="",
        shown=shows_homes(actor=coordinator, case_id=case_id, now=sent),
        now=sent,
    )
    if is_yes is None:
        return enquiry_id
    answered = team.before(asked - 2, 14)
    told = ToldAnswer(
        ProvidersAnswer.YES if is_yes else ProvidersAnswer.NO,
        day_of(answered),
        "Verksamhetschefen (påhittad)",
        Channel.SECURE_MESSAGE,
        points=dict.fromkeys(Point, "Det passar.") if is_yes else {},
        reasons=() if is_yes else (NoReason.NO_CAPACITY,),
    )
    register_answer(actor=coordinator, enquiry_id=enquiry_id, told=told, now=answered)
    return enquiry_id


def _write(team: Team, case_id: UUID, kind: SectionKind, *, ago: int, children: Children) -> None:
    text = TEXTS[kind] if children is Children.COME_ALONG or kind is not SectionKind.CHILDREN else "Inga barn."
    values = {"text": text} | ({"children": children.value} if kind is SectionKind.CHILDREN else {})
    save_section(
        actor=team.case_worker,
        case_id=case_id,
        kind=kind,
        values=values,
        is_done=True,
        based_on=0,
        now=team.before(ago, 10),
    )


def _meet(team: Team, case_id: UUID, which: Precondition, answer: Met, *, ago: int) -> None:
    now = team.before(ago, 11)
    answer_precondition(
        actor=team.case_worker,
        case_id=case_id,
        precondition=which,
        answer=answer,
        told_date=day_of(now),
        told_by="Polisens kontaktperson",
        now=now,
    )
