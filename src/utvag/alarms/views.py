"""The page of the keys: how the key service stands, and its alarms."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from utvag.alarms.operations import take_alarm
from utvag.alarms.queries import keys_page
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, role_bound
from utvag.organisation.rules import Role


@role_bound(Role.SECTION_HEAD, Role.ADMINISTRATOR, Role.REVIEWER, Role.AUDITOR)
def keys(request: StaffRequest) -> HttpResponse:
    """Show how the keys are kept, and what has been refused."""
    return render(request, "alarms/keys.html", {"page": keys_page(actor=actor_of(request), now=now())})


@role_bound(Role.SECTION_HEAD, Role.ADMINISTRATOR, Role.REVIEWER)
@posted_only
def take(request: StaffRequest, key_alarm_id: UUID) -> HttpResponse:
    """Take an alarm."""
    take_alarm(actor=actor_of(request), alarm_id=key_alarm_id, now=now())
    return redirect("alarms:keys")
