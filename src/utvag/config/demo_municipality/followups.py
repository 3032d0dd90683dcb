"""What was done in the demo's placements: contacts, visits, an old decision, and a disclosed address."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from utvag.cases.rules import Purpose
from utvag.config.demo_municipality.cases import STAYS
from utvag.config.demo_municipality.safety import plan_for_safety
from utvag.config.demo_municipality.staff import NAMINGS
from utvag.config.demo_municipality.team import Team
from utvag.decisions.operations import (
    answer_appeal,
    give_notice,
    propose_decision,
    register_appeal,
    take_decision,
)
from utvag.decisions.rules import AppealStep, DecisionType, NoticeWay, Outcome
from utvag.disclosure.queries import cases_open_to
from utvag.disclosure.rules import Party
from utvag.emergency.models import DisclosedStep
from utvag.emergency.operations import WhatIsKnown, do_step, register_disclosed
from utvag.emergency.rules import HowKnown, StepKind
from utvag.followup.operations import record_contact, record_visit
from utvag.followup.rules import ContactMade, Offer, VisitMade, Way, WithWhom
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, moment_of
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState
from utvag.threats.operations import record_register_checks
from utvag.threats.rules import CheckAnswer, CheckOutcome

OLD_DECISION_OF, DISCLOSED_OF = "Åsmyr", "Rönnliden"
#: Before SoL (2025:400): the old act's section stands in the decision.
OLD = datetime(2025, 5, 12).date()  # noqa: DTZ001
#: Nobody has talked to these for a week and more.
SILENT = frozenset({"Sanddyn", "Bokdal"})
WEEK, MONTH = 7, 28
#: What lies further back in the register's stays is not told, so that the demo starts soon.
TOLD_BACK = 30


def contact_weekly(team: Team, actor: Actor, placement_id: UUID, *, since: int, until: int) -> None:
    """Register a contact each week with the person and with the provider."""
    for ago in range(since, until - 1, -WEEK):
        at = team.before(ago, 10)
        for with_whom in WithWhom:
            made = ContactMade(with_whom, at, Way.PHONE, True, None, "Läget är lugnt (påhittat).")
            record_contact(actor=actor, placement_id=placement_id, contact=made, now=at + timedelta(hours=1))


def visit_each_month(team: Team, actor: Actor, placement_id: UUID, *, since: int) -> None:
    """Register a visit every fourth week, offered to the police and the social worker a week before."""
    for ago in range(since, 1, -MONTH):
        now = team.before(ago, 15)
        held = day_of(now)
        offered = held - timedelta(days=WEEK)
        visit = VisitMade(held, Offer(offered, attended=False), Offer(offered, attended=True), "Besök på boendet.")
        record_visit(actor=actor, placement_id=placement_id, visit=visit, now=now)


def follow_the_stays(team: Team) -> None:
    """Follow every stay of the register that somebody coordinates, over the last month."""
    since = {stay.code: stay.since for stay in STAYS}
    rows = Placement.objects.filter(code__in=since).only("code", "case_id")
    ids, cases = {row.code: row.pk for row in rows}, {row.code: row.case_id for row in rows}
    for naming in NAMINGS:
        if naming.purpose is Purpose.COORDINATION:
            for code in naming.placements:
                actor, days = team.actor(naming.login), since[code]
                plan_for_safety(actor, cases[code], now=team.before(days, 10))
                contact_weekly(
                    team, actor, ids[code], since=min(days - 4, TOLD_BACK), until=10 if code in SILENT else 2
                )
                visit_each_month(team, actor, ids[code], since=min(days - 20, TOLD_BACK))


def check_the_register(team: Team) -> None:
    """Let the police's side look its register up for every stay that is open to it, twice in the last month."""
    standing = Placement.objects.filter(state=PlacementState.STANDING.value).values_list("case_id", flat=True)
    for ago in (TOLD_BACK - 2, 3):
        now = team.before(ago, 11)
        to_look_up = sorted(cases_open_to(Party.POLICE, day_of(now)) & set(standing))
        answers = [CheckAnswer(case_id, CheckOutcome.NO_CHANGE) for case_id in to_look_up]
        record_register_checks(actor=team.liaison, answers=answers, now=now)


def decide_long_ago(team: Team, cases: Mapping[str, UUID]) -> None:
    """Take a decision under the old act; the appeal of it is handed on to the court and answered."""
    case_id, head, siv = cases[f"P-{OLD_DECISION_OF}"], team.head, team.coordinator

    def on(days: int, hour: int) -> datetime:
        return moment_of(OLD + timedelta(days=days), time(hour))

    decision_id = propose_decision(
        actor=siv,
        case_id=case_id,
        decision_type=DecisionType.HOUSING_SUPPORT,
        from_date=OLD + timedelta(days=14),
        until_date=None,
        reasons="Behovet går inte att möta på hemorten.",
        wording="Bistånd i form av boende med stöd beviljas.",
        now=on(0, 10),
    )
    take_decision(
        actor=head, decision_id=decision_id, outcome=Outcome.GRANTED, reasons="Jag delar skälen.", now=on(1, 10)
    )
    give_notice(
        actor=siv,
        decision_id=decision_id,
        given_date=OLD + timedelta(days=2),
        way=NoticeWay.HANDED_OVER,
        to_whom="Personen",
        now=on(2, 14),
    )
    appeal_id = register_appeal(
        actor=siv,
        decision_id=decision_id,
        received_date=OLD + timedelta(days=16),
        text="Jag vill bo närmare min bror (påhittat).",
        now=on(16, 10),
    )
    answer_appeal(
        actor=head, appeal_id=appeal_id, step=AppealStep.FORWARD, answer="Beslutet ändras inte.", now=on(17, 10)
    )
    answer_appeal(
        actor=head, appeal_id=appeal_id, step=AppealStep.COURT_UPHELD, answer="Domstolen avslår.", now=on(72, 10)
    )


def disclose(team: Team) -> None:
    """An address was disclosed two hours ago, and the first steps are done."""
    placement_id = Placement.objects.values_list("pk", flat=True).get(code=DISCLOSED_OF)
    learned = team.now - timedelta(hours=2)
    known = WhatIsKnown(HowKnown.PROVIDER, "Boendets personal", "En okänd bil stod utanför (påhittat).")
    disclosed = register_disclosed(
        actor=team.coordinator,
        placement_id=placement_id,
        learned_at=learned,
        known=known,
        now=learned + timedelta(minutes=5),
    )
    for minutes, kind in ((10, StepKind.POLICE_TOLD), (20, StepKind.PERSON_SAFE), (25, StepKind.PROVIDER_TOLD)):
        step = DisclosedStep.objects.filter(disclosed=disclosed, kind=kind.value).order_by("number").first()
        if step is not None and step.done_at is None:
            do_step(
                actor=team.coordinator,
                step_id=step.pk,
                now=learned + timedelta(minutes=minutes),
                told="Den som har jour",
                note="Gjort.",
            )
