"""What is said of who has looked, what is flagged or drawn, and what the reviewer says of it. Written once."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.documents.models import Document
from utvag.foundation.words import words_of
from utvag.log_review.rules import MOST_ENTRIES, AlarmKind, Judged, LookOutcome, Origin, Rule


class LookOver(models.Model):
    """Somebody who holds a case has gone through who looked, up to a moment. Secrecy: open ids and moments."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until_at = models.DateTimeField()
    outcome = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=words_of(LookOutcome)), name="look_over_outcome_is_known"),
            models.CheckConstraint(condition=Q(until_at__lte=F("at")), name="look_over_of_what_has_been"),
        )
        indexes = (models.Index(fields=["case", "account", "-until_at"], name="look_over_latest"),)

    def __str__(self) -> str:
        return str(self.id)


class Flag(models.Model):
    """Something in the log that the reviewer is to look at: which rule, and whose rows.

    Secrecy: ids and codes; what an owner asks is sealed under the review key of the employee it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    rule = models.TextField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    # The Swedish day of the first of the rows: the same rule flags an employee once a day in a case.
    day = models.DateField()
    entries = ArrayField(models.UUIDField())
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(null=True)
    # The emergency that it is about, as the log names it: each is flagged, and once.
    opening = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(case__isnull=False, opening__isnull=False, rule=Rule.BREAK_GLASS.value)
                | (Q(opening__isnull=True) & ~Q(rule=Rule.BREAK_GLASS.value)),
                name="log_flag_of_an_emergency_names_it",
            ),
            models.CheckConstraint(
                condition=Q(entries__len__gte=1, entries__len__lte=MOST_ENTRIES), name="log_flag_names_its_rows"
            ),
            models.CheckConstraint(condition=Q(rule__in=words_of(Rule)), name="log_flag_rule_is_known"),
            models.CheckConstraint(
                condition=Q(
                    rule=Rule.OWNER_ASKS.value,
                    case__isnull=False,
                    made_by__isnull=False,
                    sealed__isnull=False,
                )
                | (~Q(rule=Rule.OWNER_ASKS.value) & Q(made_by__isnull=True, sealed__isnull=True)),
                name="log_flag_text_is_an_owners",
            ),
            # Nobody asks the reviewer about her own look.
            models.CheckConstraint(
                condition=Q(made_by__isnull=True) | ~Q(made_by=F("account")), name="log_flag_by_somebody_else"
            ),
            models.UniqueConstraint(
                fields=["rule", "account", "case", "day"],
                condition=Q(opening__isnull=True),
                name="log_flag_once_a_day",
                nulls_distinct=False,
            ),
        )
        indexes = (models.Index(fields=["case", "made_at"], name="log_flag_of_case"),)

    def __str__(self) -> str:
        return str(self.id)


class OtherLook(models.Model):
    """Somebody who is not named on a case was in it on a day, so that those who hold it are told. Secrecy: open ids."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "account", "day"], name="other_look_once_a_day"),)

    def __str__(self) -> str:
        return str(self.id)


class Canary(models.Model):
    """A made-up case that nobody has a reason to open. Secrecy: which case it is, is sealed under the review's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("marked_at")), name="canary_ends_after_it_began"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Sample(models.Model):
    """A week of which accesses were drawn, and the checkpoint whose root drew them. Secrecy: numbers."""

    week = models.DateField(primary_key=True)
    # Of the first checkpoint after the week that enough witnesses had signed; its root is in the log.
    checkpoint = models.BigIntegerField()
    accesses = models.IntegerField()
    drawn = models.IntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="sample_week_is_a_monday"),
            # At least one in twenty.
            models.CheckConstraint(
                condition=Q(drawn__gte=0, drawn__lte=F("accesses")) & Q(accesses__lte=F("drawn") * 20),
                name="sample_is_large_enough",
            ),
        )

    def __str__(self) -> str:
        return str(self.week)


class Item(models.Model):
    """One access that the reviewer is to judge, drawn or flagged. Secrecy: ids and codes, as in the log."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    origin = models.TextField()
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, null=True, related_name="items")
    flag = models.OneToOneField(Flag, on_delete=models.PROTECT, null=True, related_name="item")
    entry = models.UUIDField()
    at = models.DateTimeField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.TextField()
    action = models.TextField()
    purpose = models.TextField()
    is_denied = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(flag__isnull=True, origin=Origin.SAMPLE.value, sample__isnull=False)
                | Q(flag__isnull=False, origin=Origin.FLAG.value, sample__isnull=True),
                name="review_item_is_drawn_or_flagged",
            ),
            models.UniqueConstraint(fields=["sample", "entry"], name="review_item_drawn_once"),
            # The far end of the judgement's composite key: whose access it was.
            models.UniqueConstraint(fields=["id", "account"], name="review_item_with_its_account"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Judgement(models.Model):
    """What the reviewer says of an access, in turns. Secrecy: her words are sealed under the employee's review key.

    The database refuses one of her own access, and of an access by somebody in her own unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="judgements")
    number = models.SmallIntegerField()
    # Of the item: held to it by a composite foreign key.
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField()
    at = models.DateTimeField()
    follow_up_date = models.DateField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=words_of(Judged)), name="judgement_outcome_is_known"),
            models.CheckConstraint(condition=~Q(reviewer=F("account")), name="judgement_of_another_than_oneself"),
            models.CheckConstraint(
                condition=Q(
                    follow_up_date__isnull=False, outcome__in=[Judged.ASKED_MANAGER.value, Judged.FINDING.value]
                )
                | Q(follow_up_date__isnull=True, outcome__in=[Judged.ATTESTED.value, Judged.CLOSED.value]),
                name="judgement_is_followed_up_on_a_day",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="judgement_is_counted"),
            models.UniqueConstraint(fields=["item", "number"], name="judgement_numbered_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Minutes(models.Model):
    """The frozen minutes of a week's review. Secrecy: open ids; the document is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    week = models.DateField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(week__iso_week_day=1), name="minutes_week_is_a_monday"),)

    def __str__(self) -> str:
        return str(self.id)


class Alarm(models.Model):
    """A row of the log that the reviewer is told of at once. Secrecy: ids and codes."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.TextField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.UUIDField(unique=True)
    at = models.DateTimeField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(AlarmKind)), name="log_alarm_kind_is_known"),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="log_alarm_seen_by_somebody",
            ),
            # Whom an alarm is about does not put it aside.
            models.CheckConstraint(
                condition=Q(seen_by__isnull=True) | Q(account__isnull=True) | ~Q(seen_by=F("account")),
                name="log_alarm_seen_by_another",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
