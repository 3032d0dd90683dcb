"""The page that asks for a fresh touch, and leads back to what needed it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, signed_in
from utvag.gateways.passkeys import request_options
from utvag.organisation.operations import TouchNeeded, UnableToUseKey, ask_key, note_touch, touch_with_key
from utvag.organisation.queries import has_fresh_touch, is_demo
from utvag.organisation.rules import KeyPurpose
from utvag.organisation.views.leading import wanted_page
from utvag.organisation.views.sessions import ask_for_touch, own_site, session_of

P = ParamSpec("P")
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]
WRONG: Final = "Nyckeln gick inte att bekräfta med. Försök igen, eller använd en annan av dina nycklar."


def after_touch(view: StaffView[P]) -> StaffView[P]:
    """Show a page that leads to an act only after a fresh touch, so that nothing is typed or pressed in vain."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        is_shown = request.method != "POST"
        if is_shown and not has_fresh_touch(actor=actor_of(request), session=session_of(request), now=now()):
            return ask_for_touch(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except TouchNeeded:
            return ask_for_touch(request.get_full_path())

    return cast("StaffView[P]", guarded)


@signed_in
def touch(request: StaffRequest) -> HttpResponse:
    """Ask for a fresh touch, and take what the key answers."""
    if request.method != "POST":
        return _page(request)
    try:
        touch_with_key(
            actor=actor_of(request),
            site=own_site(),
            text=request.POST.get("answer", ""),
            session=session_of(request),
            now=now(),
        )
    except UnableToUseKey:
        return _page(request, wrong=WRONG)
    return redirect(wanted_page(request))


@signed_in
@posted_only
def ask(request: StaffRequest) -> JsonResponse:
    """Ask the employee's key a question."""
    challenge = ask_key(purpose=KeyPurpose.TOUCH, session=session_of(request), account=request.user.pk, now=now())
    return JsonResponse(dict(request_options(own_site(), challenge=challenge)))


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


def _page(request: StaffRequest, **more: Any) -> HttpResponse:
    wanted = wanted_page(request)
    shown = {"one_click": settings.DEMO and is_demo(), "leads_to": urlencode({"next": wanted}), "wanted": wanted}
    return render(request, "organisation/touch.html", shown | more)
