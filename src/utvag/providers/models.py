"""Providers and their homes."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Q

from utvag.foundation.words import words_of


class SupplyState(StrEnum):
    """Whether a provider or home is in the register now."""

    ACTIVE = "ACTIVE"
    REMOVED = "REMOVED"


class Provider(models.Model):
    """Who runs homes. Secrecy: name, agreements, licences, blocks and staff are sealed under the provider's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.TextField(unique=True)
    state = models.TextField(default=SupplyState.ACTIVE.value)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(SupplyState)), name="provider_state_is_known"),
        )

    def __str__(self) -> str:
        return self.code


class Home(models.Model):
    """A home with beds. Secrecy: what it offers is sealed under the home's key (OSL 26:14 c).

    The street address is a class of its own, under a key of its own: what opens the rest does not open it. Where it
    lies for the check is sealed under the engine's key: empty only before an older version's rows are sealed apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.TextField(unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="homes")
    state = models.TextField(default=SupplyState.ACTIVE.value)
    sealed = models.BinaryField()
    address_sealed = models.BinaryField(null=True)
    sealed_place = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(SupplyState)), name="home_state_is_known"),
        )

    def __str__(self) -> str:
        return self.code
