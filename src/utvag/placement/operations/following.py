"""What follows on a standing placement: it is gone through, and prolonged."""

from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import may_choose
from utvag.cases.queries import staff_of
from utvag.decisions.queries import granted
from utvag.decisions.rules import DecisionType
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.periods import Period
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for
from utvag.placement.models import Extension, Placement, Review
from utvag.placement.operations.checking import ask_about, write_check
from utvag.placement.queries.reviews import review_place
from utvag.placement.rules import (
    BEFORE_START,
    PlacementState,
    Refusal,
    ReviewProposal,
    ToldReview,
    Verdict,
    review_holds,
)
from utvag.placement.sheets import review_minutes
from utvag.secrecy.envelope import Keyring

REVIEW, EXTEND = "REVIEW_PLACEMENT", "EXTEND_PLACEMENT"


class UnableToFollow(Unable):
    """The placement cannot be gone through, prolonged, moved from or ended so."""


def hold_review(*, actor: Actor, placement_id: UUID, told: ToldReview, now: datetime, draft_revision: int = 0) -> UUID:
    """Write down that a placement was gone through, and freeze the minutes; give the review's id.

    :raises NotVisible: unless the actor is named on the case and her role handles it.
    :raises UnableToFollow: when the placement does not stand, the day is wrong or the social worker is not the case's.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = standing_for(actor, placement_id, today, action=REVIEW)
        row = opened.placement
        if not row.from_date <= told.held_date <= today:
            raise UnableToFollow(Refusal.NO_SUCH_DAY)
        workers = {one.staff.id: one.staff.display_name for one in staff_of(row.case_id, today)}
        if told.social_worker not in workers:
            raise UnableToFollow(Refusal.NO_SUCH_SOCIAL_WORKER)
        frozen = freeze_document(
            actor=actor,
            case_id=row.case_id,
            code_name=row.case.code_name,
            kind=DocumentKind.REVIEW,
            subject=row.id,
            sheet=review_minutes(row, told, workers[told.social_worker]),
            now=now,
        )
        review_id = _write_review(actor, row, told, frozen.id, now)
        drop_draft(actor, row, FormKind.REVIEW_PLACEMENT, draft_revision, now)
        note(actor, opened, REVIEW, now)
    return review_id


def extend_placement(
    *, actor: Actor, placement_id: UUID, until_date: date, now: datetime, draft_revision: int = 0
) -> None:
    """Prolong a placement, on a review not older than three months and a taken decision that reaches as far.

    The home is checked for the new days. Yearly, or when the form of housing changes, a new investigation comes first.

    :raises NotVisible: unless the actor is named on the case and her role handles it.
    :raises UnableToFollow: when the review or the decision is missing, or the home is not clear for the new days.
    :raises RegisterUnusable: when nothing can be checked.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = standing_for(actor, placement_id, today, action=EXTEND)
        row = opened.placement
        if row.until_date is None or until_date <= row.until_date:
            raise UnableToFollow(Refusal.NO_SUCH_DAY)
        review = fresh_review(row, today)
        if review is None:
            raise UnableToFollow(Refusal.NO_REVIEW)
        decision_id = extension_decision(row, until_date)
        if decision_id is None:
            raise UnableToFollow(Refusal.NO_EXTENSION_DECISION)
        refuse_planned_move(row)
        _extend(actor, row, review, decision_id=decision_id, until_date=until_date, now=now)
        drop_draft(actor, row, FormKind.EXTEND_PLACEMENT, draft_revision, now)
        note(actor, opened, EXTEND, now)
        announce(cause=EXTEND, subject=row.id, now=now)


def fresh_review(row: Placement, today: date) -> Review | None:
    """Give the latest review, if it is fresh enough to prolong on and does not propose to end."""
    review = Review.objects.filter(placement=row, held_date__lte=today).order_by("-held_date", "-made_at").first()
    if review is None or not review_holds(review.held_date, today) or review.proposal == ReviewProposal.END:
        return None
    return review


def extension_decision(row: Placement, until_date: date) -> UUID | None:
    """Give the taken decision that prolongs the stay this far, if there is one."""
    if row.until_date is None:
        return None
    found = granted(case_id=row.case_id, types=(DecisionType.EXTENSION,), on=row.until_date)
    return next((one.id for one in found if one.until_date is None or until_date <= one.until_date), None)


def standing_for(actor: Actor, placement_id: UUID, today: date, *, action: str) -> OpenedPlacement:
    """Give a placement that stands, to one who handles its case. Part of a larger operation."""
    opened = placement_for(actor, placement_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, PLACEMENT, placement_id)
    if opened.placement.state != PlacementState.STANDING:
        raise UnableToFollow(Refusal.NOT_STANDING)
    return opened


def refuse_planned_move(row: Placement) -> None:
    """Refuse what a planned move decides already. Part of a larger operation."""
    if row.moves_to.filter(state__in=[state.value for state in BEFORE_START]).exists():
        raise UnableToFollow(Refusal.MOVE_IS_PLANNED)


def _write_review(actor: Actor, row: Placement, told: ToldReview, document_id: UUID, now: datetime) -> UUID:
    review_id = uuid4()
    Review.objects.create(
        id=review_id,
        placement=row,
        case_id=row.case_id,
        held_date=told.held_date,
        social_worker=told.social_worker,
        abstains_from_crime=told.abstains_from_crime.value,
        keeps_security=told.keeps_security.value,
        proposal=told.proposal.value,
        document_id=document_id,
        made_by=actor.id,
        made_at=now,
        sealed=Keyring().seal(
            review_place(row.case_id, review_id), {"need": told.need.strip(), "quality": told.quality.strip()}
        ),
    )
    return review_id


def _extend(
    actor: Actor, row: Placement, review: Review, *, decision_id: UUID, until_date: date, now: datetime
) -> None:
    """Check the home for the new days, and write the extension.

    :raises UnableToFollow: when it is not clear for all of them, or something is not checked.
    """
    today, from_until = day_of(now), row.until_date or until_date
    asked = ask_about(actor, row.case, row.home.code, Period(from_until, until_date), now=now)
    if asked.verdict is Verdict.NOT_CHECKED:
        raise UnableToFollow(Refusal.HOME_NOT_CHECKED)
    if asked.verdict is not Verdict.CLEAR:
        raise UnableToFollow(Refusal.HOME_NOT_AVAILABLE)
    extension = Extension.objects.create(
        placement=row,
        case_id=row.case_id,
        from_until=from_until,
        to_until=until_date,
        review_id=review.id,
        review_held_date=review.held_date,
        decision_id=decision_id,
        check_made=write_check(actor=actor, case=row.case, home_id=row.home_id, asked=asked, now=now),
        made_by=actor.id,
        made_date=today,
        made_at=now,
    )
    Placement.objects.filter(pk=row.pk).update(
        extension_id=extension.id, extended_until=until_date, until_date=until_date
    )


def drop_draft(actor: Actor, row: Placement, form: FormKind, revision: int, now: datetime) -> None:
    """Remove the draft that a form was sent from. Part of a larger operation."""
    drop_sent_draft(actor=actor, key=DraftKey(form, row.case_id, row.id), revision=revision, now=now)


def note(actor: Actor, opened: OpenedPlacement, action: str, now: datetime) -> None:
    """Write the log row of an act. Part of a larger operation."""
    subject = Subject(PLACEMENT, opened.placement.id, opened.placement.case_id)
    record(actor=actor, action=action, subject=subject, purpose=opened.purpose, now=now)
