"""The direct award of a home without an agreement, with its memo (LOU 2016:1145 19 a kap.)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.call_off.access import ENQUIRY, OpenedEnquiry, enquiry_for
from utvag.call_off.models import CallOff, DirectAward
from utvag.call_off.operations.steps import UnableToCallOff
from utvag.call_off.queries.awards import AwardBasis, award_basis, has_said_yes
from utvag.call_off.queries.steps import sealed_place
from utvag.call_off.rules import Award, Refusal, documentation_due, refused_award
from utvag.call_off.rules.papers import AwardFacts, award_sheet, limit_in_words
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.secrecy.envelope import seal

AWARD_DIRECTLY = "AWARD_DIRECTLY"


def award_directly(*, actor: Actor, enquiry_id: UUID, told: Award, now: datetime, draft_revision: int = 0) -> UUID:
    """Freeze the memo of a direct award, and give its id; one more is a new revision.

    :raises NotVisible: unless the actor is named on the case and chooses homes.
    :raises UnableToCallOff: when no yes is there, the memo lacks something, or the sum may not be bought directly.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = enquiry_for(actor, enquiry_id, today, action=AWARD_DIRECTLY)
        # One at a time: the revisions are counted, and the year's sum is added up.
        CallOff.objects.select_for_update().get(pk=opened.enquiry.call_off_id)
        if not has_said_yes(opened.enquiry):
            raise UnableToCallOff(Refusal.NO_YES)
        basis = award_basis(opened, fees=told.fees, today=today)
        if not basis.is_needed:
            raise UnableToCallOff(Refusal.AWARD_NOT_NEEDED)
        refusal = refused_award(told, basis.standing)
        if refusal is not None:
            raise UnableToCallOff(refusal)
        award_id = _write(actor, opened, basis, told, now)
        draft = DraftKey(FormKind.DIRECT_AWARD, opened.case.id, enquiry_id)
        drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
        subject = Subject(ENQUIRY, enquiry_id, opened.case.id)
        record(
            actor=actor,
            action=AWARD_DIRECTLY,
            subject=subject,
            purpose=opened.purpose,
            now=now,
            verdict=basis.standing.value,
        )
    return award_id


def _write(actor: Actor, opened: OpenedEnquiry, basis: AwardBasis, told: Award, now: datetime) -> UUID:
    row, award_id, today = opened.enquiry, uuid4(), day_of(now)
    due = documentation_due(basis.value, basis.limits, today)
    document = freeze_document(
        actor=actor,
        case_id=row.case_id,
        code_name=opened.case.code_name,
        kind=DocumentKind.DIRECT_AWARD_MEMO,
        subject=row.id,
        sheet=award_sheet(_facts(opened, basis, due, today), told),
        now=now,
    )
    texts = {"need": told.need, "market": told.market, "why": told.why, "urgency": told.urgency}
    told_all = texts | {"threshold_checked": told.threshold_checked, "fees": told.fees, "limits": _limits(basis)}
    DirectAward.objects.create(
        id=award_id,
        enquiry=row,
        case_id=row.case_id,
        home_id=row.home_id,
        provider_id=row.provider_id,
        revision=1 + DirectAward.objects.filter(enquiry=row).count(),
        value_kronor=basis.value,
        budget_year=today.year,
        is_urgent=bool(told.urgency.strip()),
        document_due_date=due,
        document_id=document.id,
        made_at=now,
        made_by=actor.id,
        sealed=seal(sealed_place(row.case_id, "directaward", award_id), told_all),
    )
    return award_id


def _limits(basis: AwardBasis) -> dict[str, str]:
    """Write the limits of the day with their sources, as the memo and the page say them."""
    held = (basis.limits.direct_award, basis.limits.eu_social_services)
    return {limit.kind.value: limit_in_words(limit) for limit in held}


def _facts(opened: OpenedEnquiry, basis: AwardBasis, due: date | None, today: date) -> AwardFacts:
    return AwardFacts(
        code_name=opened.case.code_name,
        home_code=opened.enquiry.home.code,
        provider_code=opened.enquiry.provider.code,
        start=opened.case.start_date,
        nights=basis.nights,
        daily_rate=basis.daily_rate,
        value=basis.value,
        spent=basis.spent,
        standing=basis.standing,
        limits=basis.limits,
        budget_year=today.year,
        document_due=due,
        steps=basis.steps,
    )
