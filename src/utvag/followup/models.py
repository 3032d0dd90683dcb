"""What was done because a placement stands: contacts and visits. Written once."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value

from utvag.followup.rules import Way, WithWhom
from utvag.foundation.words import words_of
from utvag.placement.models import Placement


def _day_registered() -> Func:
    """Give the Swedish day on which a row was written, as PostgreSQL counts it."""
    return Func(
        Value("Europe/Stockholm"),
        F("registered_at"),
        function="timezone",
        template="(%(function)s(%(expressions)s))::date",
        output_field=models.DateField(),
    )


class Contact(models.Model):
    """A contact with the person or the provider, reached or not. Secrecy: what was said is sealed, case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    with_whom = models.TextField()
    at = models.DateTimeField()
    way = models.TextField()
    was_reached = models.BooleanField()
    next_date = models.DateField(null=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(with_whom__in=words_of(WithWhom)), name="contact_with_is_known"),
            models.CheckConstraint(condition=Q(way__in=words_of(Way)), name="contact_way_is_known"),
            models.CheckConstraint(condition=Q(at__lte=F("registered_at")), name="contact_has_been_made"),
        )
        indexes = (models.Index(fields=["placement", "with_whom", "at"], name="contact_of_placement"),)

    def __str__(self) -> str:
        return str(self.id)


class Visit(models.Model):
    """A visit to the person and the provider. Secrecy: what was seen is sealed, case's key.

    Both the police and the social worker have been offered to come along: there is no visit without the two days.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    held_date = models.DateField()
    police_offered_date = models.DateField()
    police_attended = models.BooleanField()
    social_worker_offered_date = models.DateField()
    social_worker_attended = models.BooleanField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(held_date__lte=_day_registered()), name="visit_has_been_made"),
            models.CheckConstraint(
                condition=Q(police_offered_date__lte=F("held_date")), name="visit_police_offered_before"
            ),
            models.CheckConstraint(
                condition=Q(social_worker_offered_date__lte=F("held_date")), name="visit_social_worker_offered_before"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
