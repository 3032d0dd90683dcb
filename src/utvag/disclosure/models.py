"""Consents with parties, scope and days; the register of every disclosure. Nothing here says what was told."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.disclosure.rules import CONSENT, ContentCategory, Party, ProtectedAddress, ReceiptOutcome
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


class Consent(models.Model):
    """A person's written consent. Secrecy: how it was given and its reservation are sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    given_date = models.DateField()
    from_date = models.DateField()
    until_date = models.DateField()
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
    """That something was given out: to whom, when, why and by whose decision, never what it said.

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
    disclosed_at = models.DateTimeField()
    # The Swedish day of that moment; a trigger compares them.
    disclosed_date = models.DateField()
    recurs_until = models.DateField(null=True)
    may_recur = models.BooleanField()
    needs_under_21 = models.BooleanField()
    person = models.UUIDField(null=True)
    age = models.SmallIntegerField(null=True)
    protected_address = models.TextField()
    decided_by = models.UUIDField()
    decided_role = models.TextField()
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
                condition=Q(disclosed_at__lte=F("registered_at")), name="disclosure_registered_after"
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
            models.CheckConstraint(
                condition=Q(ground=CONSENT) | Q(decided_role=Role.SECTION_HEAD.value),
                name="disclosure_without_consent_by_head",
            ),
            # The committee discloses nothing.
            models.CheckConstraint(
                condition=Q(decided_role__in=[role.value for role in Role if role is not Role.COMMITTEE]),
                name="disclosure_role_is_known",
            ),
        )
        indexes = (models.Index(fields=["case", "disclosed_at"], name="disclosure_of_case"),)

    def __str__(self) -> str:
        return str(self.id)


class Receipt(models.Model):
    """Whether a receiver has got what was given; the latest counts. Secrecy: how it is known is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="receipts")
    outcome = models.TextField()
    noted_date = models.DateField()
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=words_of(ReceiptOutcome)), name="receipt_outcome_is_known"),
        )

    def __str__(self) -> str:
        return str(self.id)
