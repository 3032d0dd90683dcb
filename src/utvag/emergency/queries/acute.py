"""What an acute placement still lacks, gathered from the packages that know."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from utvag.audit.operations import Subject, one_act, record
from utvag.call_off.queries import open_step
from utvag.cases.access import visible_to
from utvag.decisions.queries import granted
from utvag.documents.models import Document, Signature
from utvag.documents.rules import DocumentKind, Party
from utvag.emergency.queries.programme import programme_in_force
from utvag.emergency.queries.what_if import household_of_placement
from utvag.emergency.rules import AcuteFacts, Missing, MissingState, is_near_its_end, missing_after_acute
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.investigation.models import Investigation
from utvag.investigation.rules import InvestigationState
from utvag.law.decision_types import DecisionType
from utvag.placement.access import PLACEMENT, placement_for
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementOrigin, PlacementState
from utvag.plans.models import Plan
from utvag.plans.rules import PlanKind
from utvag.secrecy.envelope import Keyring
from utvag.threats.queries import current_threat_assessment
from utvag.threats.rules import AssessmentState

_IN_FORCE = frozenset({AssessmentState.CURRENT, AssessmentState.ENDS_SOON})
HOUSING = (DecisionType.HOUSING_SUPPORT, DecisionType.PROTECTED_HOUSING, DecisionType.PROTECTED_HOUSING_UNASSESSED)


@dataclass(frozen=True, slots=True)
class AcuteShape:
    """An acute placement with what it lacks.

    :ivar is_near_its_end: whether its last night is so near that somebody must act now.
    """

    placement_id: UUID
    placement_code: str
    case_id: UUID
    from_date: date
    until_date: date
    is_standing: bool
    is_near_its_end: bool
    missing: tuple[Missing, ...]


def acute_placement(*, actor: Actor, placement_id: UUID, now: datetime) -> AcuteShape | None:
    """Give what an acute placement lacks, or None for one that is not acute; the opening is logged.

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, day_of(now), action="OPEN_ACUTE_PLACEMENT")
        row = opened.placement
        if row.origin != PlacementOrigin.ACUTE or row.until_date is None:
            return None
        subject = Subject(PLACEMENT, row.id, row.case_id)
        record(actor=actor, action="OPEN_ACUTE_PLACEMENT", subject=subject, purpose=opened.purpose, now=now)
        return AcuteShape(
            placement_id=row.id,
            placement_code=row.code,
            case_id=row.case_id,
            from_date=row.from_date,
            until_date=row.until_date,
            is_standing=row.state == PlacementState.STANDING,
            is_near_its_end=is_near_its_end(row.until_date, day_of(now)),
            missing=missing_for(row, day_of(now)),
        )


def missing_for(row: Placement, today: date) -> tuple[Missing, ...]:
    """Give what one acute placement needs. The caller has passed the wall."""
    return missing_after_acute(_facts(row, today), programme_in_force(), today)


def acute_work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the acute placements of the actor's cases that lack something or are near their end."""
    today = day_of(now)
    rows = _standing().filter(case__in=visible_to(actor, today)).order_by("until_date", "code")
    return tuple(work for row in rows if (work := _work(row, today)) is not None)


def acute_coming_of(*, case_ids: set[UUID], today: date) -> tuple[Coming, ...]:
    """Give the last days of acute placements and the days of what they lack. The caller has passed the wall."""
    found: list[Coming] = []
    for row in _standing().filter(case__in=case_ids).order_by("until_date", "code"):
        ids = {"placement_id": row.id}
        left = [one for one in missing_for(row, today) if one.state is not MissingState.DONE]
        found += [
            Coming(max(one.due_date, today), one.title, one.why, one.who, "emergency:acute", ids, row.case.code_name)
            for one in left
        ]
        if row.until_date is not None:
            why = "En akut placering får inte stå längre. Utan ett ordinarie beslut slutar den."
            title = "Den akuta placeringen slutar"
            found.append(Coming(row.until_date, title, why, "", "emergency:acute", ids, row.case.code_name))
    return tuple(found)


def _standing() -> QuerySet[Placement]:
    rows = Placement.objects.filter(origin=PlacementOrigin.ACUTE.value, state=PlacementState.STANDING.value)
    return rows.select_related("case")


def _work(row: Placement, today: date) -> Work | None:
    left = [one for one in missing_for(row, today) if one.state is not MissingState.DONE]
    is_near = row.until_date is not None and is_near_its_end(row.until_date, today)
    if not left and not is_near:
        return None
    is_late = is_near or any(one.state is MissingState.LATE for one in left)
    why = f"{len(left)} saker fattas efter den akuta placeringen."
    return Work(
        code_name=row.case.code_name,
        tag="Akut placering slutar snart" if is_near else "Akut placering",
        why=f"Den akuta placeringen slutar. {why}" if is_near else why,
        urgency=Urgency.DANGER if is_late else Urgency.ATTENTION,
        page="emergency:acute",
        ids={"placement_id": row.id},
        since=row.started_at,
        due_date=row.until_date if is_near else min(one.due_date for one in left),
    )


def _facts(row: Placement, today: date) -> AcuteFacts:
    persons = Plan.objects.filter(case=row.case_id, kind=PlanKind.SAFETY.value).values("person").distinct()
    return AcuteFacts(
        from_date=row.from_date,
        household_size=len(household_of_placement(row, Keyring())),
        safety_plans=persons.count(),
        has_decision=bool(granted(case_id=row.case_id, types=HOUSING, on=today)),
        has_police_assessment=_has_police_assessment(row.case_id, today),
        has_call_off=open_step(case_id=row.case_id) is not None,
        has_care_plan=Plan.objects.filter(case=row.case_id, kind=PlanKind.CARE.value).exists(),
        is_agreement_signed=_is_agreement_signed(row),
        has_investigation=_is_investigated(row.case_id),
    )


def _is_investigated(case_id: UUID) -> bool:
    """Say whether an investigation of the case has been completed; one that was discontinued is none."""
    return Investigation.objects.filter(case=case_id, state=InvestigationState.COMPLETED.value).exists()


def _has_police_assessment(case_id: UUID, today: date) -> bool | None:
    """Say whether the police have assessed each of the household; None where nobody of it is known to the register."""
    held = current_threat_assessment(case_ids=[case_id], on=today).get(case_id, ())
    return all(one.state in _IN_FORCE for one in held) if held else None


def _is_agreement_signed(row: Placement) -> bool:
    """Say whether both have signed one placement agreement that was frozen for this stay or later."""
    agreements = Document.objects.filter(case=row.case_id, kind=DocumentKind.PLACEMENT_AGREEMENT.value)
    signed = Signature.objects.filter(document__in=agreements, signed_date__gte=row.from_date)
    by = {Party.MUNICIPALITY.value, Party.PROVIDER.value}
    parties: dict[UUID, set[str]] = {}
    for document, party in signed.values_list("document", "party"):
        parties.setdefault(document, set()).add(party)
    return any(by <= each for each in parties.values())
