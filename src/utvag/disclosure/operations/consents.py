"""Take in a person's written consent, and withdraw it. What it let somebody see is derived, so it stops at once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.disclosure.access import CONSENT, case_to_handle, consent_draft, consent_for
from utvag.disclosure.models import Consent, ConsentForm, ConsentParty, ConsentScope, Disclosure
from utvag.disclosure.queries.pages import consent_place
from utvag.disclosure.rules import ContentCategory, GivenHow, Party, Refusal
from utvag.drafts.operations import drop_sent_draft
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.secrecy.envelope import seal

GIVE, WITHDRAW = "GIVE_CONSENT", "WITHDRAW_CONSENT"


class UnableToConsent(Unable):
    """A consent could not be registered or withdrawn."""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """What a person has consented to in writing.

    :ivar reservation: what she has kept back, in her words.
    """

    given_date: date
    from_date: date
    until_date: date
    parties: frozenset[Party]
    categories: frozenset[ContentCategory]
    how: GivenHow
    is_written: bool = True
    reservation: str = field(default="", repr=False)


def give_consent(*, actor: Actor, case_id: UUID, given: ConsentGiven, now: datetime, draft_revision: int = 0) -> UUID:
    """Register a written consent (OSL 10 kap. 1 § and 12 kap. 2 §).

    :raises NotVisible: when the actor does not handle the case.
    :raises UnableToConsent: when it is not in writing, names nobody or nothing, or its days are wrong.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_to_handle(actor, case_id, today, action=GIVE)
        refuse_consent(given, today)
        consent = write_consent(actor, case_id, given, now)
        key = consent_draft(actor, case_id, today, action=GIVE)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(
            actor=actor,
            action=GIVE,
            subject=Subject(CONSENT, consent.id, case_id),
            purpose=opened.purpose,
            now=now,
        )
    return consent.id


def withdraw_consent(*, actor: Actor, consent_id: UUID, now: datetime) -> None:
    """Withdraw a consent from this moment: nothing more is told by it, and what it opened is closed.

    :raises NotVisible: when the actor does not handle its case, and when there is no such consent.
    :raises UnableToConsent: when it is withdrawn already, or something was given out in this very moment.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        case_id = consent_for(actor, consent_id, today, action=WITHDRAW).case_id
        row = Consent.objects.select_for_update().get(pk=consent_id)
        if row.withdrawn_at is not None:
            raise UnableToConsent(Refusal.ALREADY_WITHDRAWN)
        if Disclosure.objects.filter(consent=row, disclosed_at__gte=now).exists():
            raise UnableToConsent(Refusal.DISCLOSED_LATER)
        row.withdrawn_at, row.withdrawn_by = now, actor.id
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        purpose = purpose_on(actor, case_id, today)
        record(actor=actor, action=WITHDRAW, subject=Subject(CONSENT, consent_id, case_id), purpose=purpose, now=now)


def refuse_consent(given: ConsentGiven, today: date) -> None:
    """Refuse what no consent can say. For this package.

    :raises UnableToConsent: with the first that is wrong.
    """
    refused = {
        Refusal.NOT_WRITTEN: not given.is_written,
        Refusal.NO_PARTY: not given.parties,
        Refusal.NO_CATEGORY: not given.categories,
        Refusal.GIVEN_LATER: given.given_date > today,
        Refusal.FROM_BEFORE_GIVEN: given.from_date < given.given_date,
        Refusal.DATES_REVERSED: given.until_date <= given.from_date,
    }
    for refusal, holds in refused.items():
        if holds:
            raise UnableToConsent(refusal)


def write_consent(
    actor: Actor, case_id: UUID, given: ConsentGiven, now: datetime, *, form: ConsentForm | None = None
) -> Consent:
    """Write a consent as it was given; on its form, under the id that the form was made for. For this package."""
    consent_id = uuid4() if form is None else form.consent
    told = {"how": given.how.value, "reservation": given.reservation}
    consent = Consent.objects.create(
        id=consent_id,
        case_id=case_id,
        given_date=given.given_date,
        from_date=given.from_date,
        until_date=given.until_date,
        form=form,
        registered_by=actor.id,
        registered_at=now,
        sealed=seal(consent_place(case_id, consent_id), told),
    )
    ConsentParty.objects.bulk_create(ConsentParty(consent=consent, party=one.value) for one in sorted(given.parties))
    ConsentScope.objects.bulk_create(
        ConsentScope(consent=consent, category=one.value) for one in sorted(given.categories)
    )
    return consent
