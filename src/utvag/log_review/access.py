"""Who may ask the log about a case, and who reviews the log.

Those who hold a case, coordinator and section head named on it, ask who looked in it. The reviewer judges the accesses
of others, never her own and never those of her own unit; she is named on no case and sees no person.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.cases.access import CASE, OpenedCase, case_for, may_choose, may_decide
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.log_review.models import Alarm, Canary, Item
from utvag.organisation.models import StaffAccount
from utvag.organisation.queries import keeps_weakly
from utvag.organisation.rules import Role, Weakening

ITEM: Final = "REVIEW_ITEM"
REVIEW: Final = "REVIEW"


def holds_cases(actor: Actor) -> bool:
    """Say whether the role holds cases, so that it answers for who looks in them; the wall is another question."""
    return actor.role in {Role.COORDINATOR, Role.SECTION_HEAD}


def case_of_holder(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to the coordinator or section head who is named on it.

    :raises NotVisible: for everybody else, and when there is no such case.
    """
    if not holds_cases(actor):
        raise NotVisible(action, CASE, case_id)
    return case_for(actor, case_id, today, action=action)


def ask_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft of a question about who looked.

    :raises NotVisible: for everybody but those who hold the case.
    """
    case_of_holder(actor, case_id, today, action=FormKind.ASK_ABOUT_LOOK.value)
    return DraftKey(FormKind.ASK_ABOUT_LOOK, case_id)


def makes_extracts(actor: Actor) -> bool:
    """Say whether the role makes a person's own extract; the wall is another question."""
    return may_choose(actor) or may_decide(actor)


def case_for_extract(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to one who handles it or decides in it, to make the person's own extract of its log.

    :raises NotVisible: for everybody else, and when there is no such case.
    """
    if not makes_extracts(actor):
        raise NotVisible(action, CASE, case_id)
    return case_for(actor, case_id, today, action=action)


def extract_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft of an extract.

    :raises NotVisible: for everybody but those who may make it.
    """
    case_for_extract(actor, case_id, today, action=FormKind.LOG_EXTRACT.value)
    return DraftKey(FormKind.LOG_EXTRACT, case_id)


def reviews(actor: Actor) -> bool:
    """Say whether the role reviews the log."""
    return actor.role == Role.REVIEWER


def require_reviewer(actor: Actor, action: str) -> None:
    """Let only a reviewer through.

    :raises NotVisible: for everybody else.
    """
    if not reviews(actor):
        raise NotVisible(action, "LOG", None)


def items_for(actor: Actor) -> QuerySet[Item]:
    """Give the accesses that a reviewer may judge: of others, and of other units than hers. To all others: nothing.

    In a small municipality her own unit's too: there is no other.
    """
    if not reviews(actor):
        return Item.objects.none()
    if keeps_weakly(Weakening.REVIEWER_IN_THE_UNIT):
        return Item.objects.exclude(account=actor.id)
    unit = StaffAccount.objects.values_list("unit", flat=True).filter(pk=actor.id).first()
    others = Item.objects.exclude(account=actor.id)
    # One without a unit is in no unit of somebody's.
    return others if unit is None else others.filter(~Q(account__unit=unit) | Q(account__unit__isnull=True))


def item_for(actor: Actor, item_id: UUID, *, action: str) -> Item:
    """Give an access to a reviewer who may judge it.

    :raises NotVisible: for everybody else, she whose access it is and her unit's reviewer among them.
    """
    found = items_for(actor).filter(pk=item_id).select_related("flag").first()
    if found is None:
        raise NotVisible(action, ITEM, item_id)
    return found


def judge_draft(actor: Actor, item_id: UUID) -> DraftKey:
    """Give the key of the draft of a judgement.

    :raises NotVisible: for everybody but the reviewer who may judge it.
    """
    item_for(actor, item_id, action=FormKind.JUDGE_ACCESS.value)
    return DraftKey(FormKind.JUDGE_ACCESS, None, item_id)


def alarms_for(actor: Actor) -> QuerySet[Alarm]:
    """Give the alarms that a reviewer is told: not those about herself."""
    return (
        Alarm.objects.filter(Q(account__isnull=True) | ~Q(account=actor.id)) if reviews(actor) else Alarm.objects.none()
    )


def canary_for(actor: Actor, canary_id: UUID, *, action: str) -> Canary:
    """Give a marked case to a reviewer, locked.

    :raises NotVisible: for everybody else, and when it is not marked.
    """
    rows = Canary.objects.filter(pk=canary_id, ended_at__isnull=True)
    found = rows.select_for_update().first() if reviews(actor) else None
    if found is None:
        raise NotVisible(action, "CANARY", canary_id)
    return found
