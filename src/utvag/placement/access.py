"""Who may see a placement and what was found about it: the staff named on its case; findings also the liaison."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from utvag.cases.access import case_for, purpose_on, visible_to
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.placement.models import Finding, Placement

PLACEMENT, FINDING = "PLACEMENT", "FINDING"


@dataclass(frozen=True, slots=True)
class OpenedPlacement:
    """A placement of a case that the actor is named on, and why she is."""

    placement: Placement
    purpose: Purpose


def is_liaison(actor: Actor) -> bool:
    """Say whether the actor may read the secret reasons."""
    return actor.role == Role.POLICE_LIAISON


def placements_visible_to(actor: Actor, today: date) -> QuerySet[Placement]:
    """Give the placements of the cases that the actor is named on today."""
    return Placement.objects.filter(case__in=visible_to(actor, today))


def placement_for(actor: Actor, placement_id: UUID, today: date, *, action: str) -> OpenedPlacement:
    """Give a placement to somebody who is named on its case.

    :raises NotVisible: for everybody else, and when there is no such placement.
    """
    rows = placements_visible_to(actor, today).select_related("case", "home", "check_made")
    placement = rows.filter(pk=placement_id).first()
    if placement is None:
        raise NotVisible(action, PLACEMENT, placement_id)
    return OpenedPlacement(placement, purpose_on(actor, placement.case_id, today))


def findings_visible_to(actor: Actor, today: date) -> QuerySet[Finding]:
    """Give what was found about the actor's own cases; to the police liaison, about every case."""
    if is_liaison(actor):
        return Finding.objects.all()
    return Finding.objects.filter(placement__in=placements_visible_to(actor, today))


def finding_for(actor: Actor, finding_id: UUID, today: date, *, action: str) -> Finding:
    """Give a finding to somebody who must act on it.

    :raises NotVisible: for everybody else, and when there is no such finding.
    """
    rows = findings_visible_to(actor, today).select_related("placement")
    finding = rows.filter(pk=finding_id, resolved_at__isnull=True).first()
    if finding is None:
        raise NotVisible(action, FINDING, finding_id)
    return finding


def choice_draft(actor: Actor, case_id: UUID, home_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft for choosing a home.

    :raises NotVisible: when she is not named on the case.
    """
    case_for(actor, case_id, today, action=action)
    return DraftKey(FormKind.CHOOSE_HOME, case_id, home_id)


def proposal_draft(actor: Actor, placement_id: UUID, form: FormKind, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft about a proposal.

    :raises NotVisible: when she is not named on its case.
    """
    opened = placement_for(actor, placement_id, today, action=action)
    return DraftKey(form, opened.placement.case_id, placement_id)
