"""The page that asks for a fresh touch, and leads back to what needed it."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, signed_in
from utvag.organisation.operations import note_touch
from utvag.organisation.queries import is_demo
from utvag.organisation.views.leading import wanted_page
from utvag.organisation.views.sessions import session_of


@signed_in
def touch(request: StaffRequest) -> HttpResponse:
    """Ask for a fresh touch. In the demo a marked button will do, since made-up staff have no keys."""
    wanted = wanted_page(request)
    shown = {"one_click": settings.DEMO and is_demo(), "leads_to": urlencode({"next": wanted}), "wanted": wanted}
    return render(request, "organisation/touch.html", shown)


@signed_in
@posted_only
def touch_in_demo(request: StaffRequest) -> HttpResponse:
    """Take one click for a touch. Two things must say that it is a demo: the process and the database.

    :raises Http404: outside the demo.
    """
    if not (settings.DEMO and is_demo()):
        raise Http404
    note_touch(actor=actor_of(request), session=session_of(request), now=now())
    return redirect(wanted_page(request))
