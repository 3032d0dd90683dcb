"""Consents with parties, scope and days; the register of every disclosure. Nothing here says what was told."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.disclosure.rules import CONSENT, ContentCategory, DisclosureState, Party, ProtectedAddress, ReceiptOutcome
from utvag.documents.rules import DocumentKind
from utvag.foundation.words import words_of
from utvag.organisation.rules import Role


class Ground(models.Model):
    """A ground for disclosure with its days, as loaded from `law/grounds.toml`. Secrecy: open, it is the law."""

    key = models.TextField(primary_key=True)
    from_date = models.DateField()
    # The last day there is, where no end is known.
    until_date = models.DateField()
    needs_under_21 = models.BooleanField()
    may_recur = models.BooleanField()
    # What is weighed is decided by the section head first; a consent or a plain duty is not.
    needs_decision = models.BooleanField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="ground_from_before_until"),
            # OSL 10 kap. 27 § does not apply to 26 kap. 1–6 §§.
            models.CheckConstraint(condition=~Q(key__startswith="OSL_10_27"), name="ground_never_the_general_clause"),
        )

    def __str__(self) -> str:
        return self.key


class GroundParty(models.Model):
    """To whom a ground lets something be given. Secrecy: open, it is the law."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="parties")
    party = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["ground", "party"], name="ground_party_once"),
            models.CheckConstraint(condition=Q(party__in=words_of(Party)), name="ground_party_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.ground_id} {self.party}"


class ConsentForm(models.Model):
    """A consent form, frozen to be signed on paper; the person's signature stands on its hash, in `documents`.

    A later form of the same consent supersedes the earlier ones, which stay. Secrecy: what it asks is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consent_forms")
    # The consent that it is, or will be once somebody has signed it.
    consent = models.UUIDField()
    number = models.SmallIntegerField()
    from_date = models.DateField()
    until_date = models.DateField()
    document_id = models.UUIDField()
    document_kind = models.TextField(default=DocumentKind.CONSENT_FORM.value)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="consent_form_from_before_until"),
            models.CheckConstraint(
                condition=Q(document_kind=DocumentKind.CONSENT_FORM.value), name="consent_form_is_a_consent_form"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="consent_form_numbered_from_one"),
            models.UniqueConstraint(fields=["consent", "number"], name="consent_form_numbered_once"),
            models.UniqueConstraint(fields=["document_id"], name="consent_form_one_per_document"),
            # The far end of the consent's composite key.
            models.UniqueConstraint(
                fields=["id", "consent", "case", "until_date"], name="consent_form_with_its_consent"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Consent(models.Model):
    """A person's written consent. Secrecy: how it was given and its reservation are sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    given_date = models.DateField()
    from_date = models.DateField()
    until_date = models.DateField()
    # The frozen form that was signed; None where it was another paper.
    form = models.ForeignKey(ConsentForm, on_delete=models.PROTECT, null=True, related_name="+")
    registered_by = models.UUIDField()
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="consent_from_before_until"),
            models.CheckConstraint(condition=Q(given_date__lte=F("from_date")), name="consent_holds_when_given"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_by_somebody_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class ConsentParty(models.Model):
    """Who a consent lets be told. Secrecy: open words from a closed list."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="parties")
    party = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["consent", "party"], name="consent_party_once"),
            models.CheckConstraint(condition=Q(party__in=words_of(Party)), name="consent_party_is_known"),
        )

    def __str__(self) -> str:
        return self.party


class ConsentScope(models.Model):
    """What a consent lets be told, in general. Secrecy: open words from a closed list."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="scope")
    category = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["consent", "category"], name="consent_scope_once"),
            models.CheckConstraint(condition=Q(category__in=words_of(ContentCategory)), name="consent_scope_is_known"),
        )

    def __str__(self) -> str:
        return self.category


class Disclosure(models.Model):
    """That something was given out, or is proposed to be: to whom, when, why and by whose decision, never what it said.

    What rests on a consent or a plain duty is REGISTERED. What is weighed is PROPOSED, opens nothing, and is DECIDED or
    DECLINED by another person's own act; a row changes in no other way.

    Secrecy: the balance, the receiver's function and what it was about are sealed under the case's key. By foreign keys
    the database holds it to the ground's days and receivers, and to the consent's case, days, parties and scope.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    party = models.TextField()
    category = models.TextField()
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="+")
    ground_from = models.DateField()
    ground_until = models.DateField()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="disclosures", null=True)
    consent_from = models.DateField(null=True)
    consent_until = models.DateField(null=True)
    state = models.TextField()
    needs_decision = models.BooleanField()
    # None until it may be given out; a proposal with a moment says that it was told before anybody decided.
    disclosed_at = models.DateTimeField(null=True)
    # The Swedish day of that moment; a check compares them.
    disclosed_date = models.DateField(null=True)
    recurs_until = models.DateField(null=True)
    may_recur = models.BooleanField()
    needs_under_21 = models.BooleanField()
    person = models.UUIDField(null=True)
    age = models.SmallIntegerField(null=True)
    protected_address = models.TextField()
    decided_by = models.UUIDField(null=True)
    decided_role = models.TextField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_sealed = models.BinaryField(null=True)
    registered_by = models.UUIDField()
    registered_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(party__in=words_of(Party)), name="disclosure_party_is_known"),
            models.CheckConstraint(
                condition=Q(category__in=words_of(ContentCategory)), name="disclosure_category_is_known"
            ),
            models.CheckConstraint(
                condition=Q(protected_address__in=[ProtectedAddress.NO.value, ProtectedAddress.LAWYER_SAYS_YES.value]),
                name="disclosure_of_protected_address_by_lawyer",
            ),
            models.CheckConstraint(
                condition=Q(
                    ground=CONSENT, consent__isnull=False, consent_from__isnull=False, consent_until__isnull=False
                )
                | (~Q(ground=CONSENT) & Q(consent__isnull=True, consent_from__isnull=True, consent_until__isnull=True)),
                name="disclosure_consent_when_ground_is_consent",
            ),
            models.CheckConstraint(
                condition=Q(ground_from__lte=F("disclosed_date"), ground_until__gt=F("disclosed_date")),
                name="disclosure_ground_in_force",
            ),
            models.CheckConstraint(
                condition=Q(consent_from__isnull=True)
                | Q(consent_from__lte=F("disclosed_date"), consent_until__gt=F("disclosed_date")),
                name="disclosure_within_consent_days",
            ),
            models.CheckConstraint(
                condition=Q(disclosed_at__isnull=True)
                | Q(disclosed_at__lte=F("registered_at"))
                | Q(decided_at__isnull=False, disclosed_at=F("decided_at")),
                name="disclosure_registered_after",
            ),
            models.CheckConstraint(
                condition=Q(needs_under_21=False) | Q(person__isnull=False, age__isnull=False, age__lt=21),
                name="disclosure_under_21_where_needed",
            ),
            models.CheckConstraint(
                condition=Q(age__isnull=True) | Q(age__gte=0, age__lte=130), name="disclosure_age_is_an_age"
            ),
            models.CheckConstraint(
                condition=Q(recurs_until__isnull=True) | Q(may_recur=True, recurs_until__gt=F("disclosed_date")),
                name="disclosure_recurs_where_it_may",
            ),
            models.CheckConstraint(condition=Q(state__in=words_of(DisclosureState)), name="disclosure_state_is_known"),
            models.CheckConstraint(
                condition=Q(needs_decision=False, state=DisclosureState.REGISTERED.value)
                | Q(needs_decision=True) & ~Q(state=DisclosureState.REGISTERED.value),
                name="disclosure_proposed_where_it_is_weighed",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[DisclosureState.DECIDED.value, DisclosureState.DECLINED.value],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    decided_role__isnull=False,
                )
                | Q(
                    state__in=[DisclosureState.REGISTERED.value, DisclosureState.PROPOSED.value],
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    decided_role__isnull=True,
                    decision_sealed__isnull=True,
                ),
                name="disclosure_decided_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("registered_by")),
                name="disclosure_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_role__isnull=True)
                | Q(decided_role__in=[Role.SECTION_HEAD.value, Role.ON_CALL.value]),
                name="disclosure_decided_by_head_or_on_call",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("registered_at")),
                name="disclosure_decided_after_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisclosureState.DECLINED.value) | Q(decision_sealed__isnull=False),
                name="disclosure_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(disclosed_at__isnull=False, disclosed_date__isnull=False)
                | Q(
                    state__in=[DisclosureState.PROPOSED.value, DisclosureState.DECLINED.value],
                    disclosed_at__isnull=True,
                    disclosed_date__isnull=True,
                ),
                name="disclosure_has_its_moment",
            ),
            # The far end of the receipt's composite key.
            models.UniqueConstraint(fields=["id", "state"], name="disclosure_with_its_state"),
        )
        indexes = (models.Index(fields=["case", "disclosed_at"], name="disclosure_of_case"),)

    def __str__(self) -> str:
        return str(self.id)


class Receipt(models.Model):
    """Whether a receiver has got what was given; the latest counts. Secrecy: how it is known is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    # The database holds (disclosure, state) together: nothing is received that was not given out.
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="receipts")
    disclosure_state = models.TextField()
    outcome = models.TextField()
    noted_date = models.DateField()
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=words_of(ReceiptOutcome)), name="receipt_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(disclosure_state__in=[DisclosureState.REGISTERED.value, DisclosureState.DECIDED.value]),
                name="receipt_of_what_was_given_out",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
