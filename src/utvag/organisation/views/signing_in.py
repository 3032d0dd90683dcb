"""Sign in with a key, and out. In the demo also as one of its made-up staff, with one click."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from utvag.foundation.clock import now
from utvag.foundation.http import open_to_all
from utvag.gateways.passkeys import request_options
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import UnableToUseKey, ask_key, record_demo_sign_in, sign_in_with_key
from utvag.organisation.queries import demo_staff, is_demo
from utvag.organisation.rules import KeyPurpose, Method
from utvag.organisation.views.identities import identified, providers
from utvag.organisation.views.leading import wanted_page
from utvag.organisation.views.sessions import EMERGENCY_ONLY, anonymous_session, leave, own_site, session_of, start

WRONG: Final = "Nyckeln gick inte att logga in med. Försök igen, eller använd en annan nyckel."
#: Why the page is shown, by the word in its address.
CAUSES: Final = {
    "vila": "Du loggades ut efter 15 minuter utan att göra något. Logga in, så kommer du tillbaka till samma sida.",
    "dag": "Du loggades ut efter 8 timmar. Logga in igen, så kommer du tillbaka till samma sida.",
    "avslutad": "Den här inloggningen är avslutad. Logga in igen.",
    "sparat": "Du loggades ut innan formuläret kom fram. Det du skrev är sparat: logga in, så kan du skicka det.",
    "ny-nyckel": "Nyckeln är sparad. Logga in med den.",
    "tyst": "Kommunens inloggning svarar inte. Försök igen om en stund, eller ring den som sköter era konton.",
    "okand": "Kommunens inloggning gav inget konto här. Försök igen, eller ring den som sköter era konton.",
}


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A button of the demo's sign-in page."""

    action: str
    value: str
    name: str
    role: str
    about: str = ""


@open_to_all(reason="nobody is signed in before she has signed in; it shows made-up staff only, and only in the demo")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show how to sign in."""
    return _page(request)


@open_to_all(reason="a random question to whatever key the browser has; says nothing of any account")
@require_POST
def ask(request: HttpRequest) -> JsonResponse:
    """Ask the browser's key a question."""
    challenge = ask_key(purpose=KeyPurpose.SIGN_IN, session=anonymous_session(request), account=None, now=now())
    return JsonResponse(dict(request_options(own_site(), challenge=challenge)))


@open_to_all(reason="takes a key's answer; one refusal, whatever is wrong")
@require_POST
def sign_in_by_key(request: HttpRequest) -> HttpResponse:
    """Sign in with what a key answered."""
    said = identified(request)
    must_be_identified = any(one.is_required for one in providers())
    in_emergency = said is None and must_be_identified and request.POST.get("emergency") == "yes"
    try:
        account_id = sign_in_with_key(
            site=own_site(),
            text=request.POST.get("answer", ""),
            session=session_of(request),
            now=now(),
            identified=said[0] if said else None,
            must_be_identified=must_be_identified,
            in_emergency=in_emergency,
        )
    except UnableToUseKey:
        return _page(request, wrong=WRONG)
    wanted = wanted_page(request)
    start(request, StaffAccount.objects.get(pk=account_id), Method.PASSKEY)
    if in_emergency:
        request.session[EMERGENCY_ONLY] = True
    return redirect(wanted)


@open_to_all(reason="one-click sign-in as made-up staff; does not exist outside the demo")
@require_POST
def sign_in_to_demo(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's staff. Two things must say that it is a demo: the process and the database.

    :raises Http404: outside the demo, or when there is no such account.
    """
    if not (settings.DEMO and is_demo()):
        raise Http404
    account = StaffAccount.objects.filter(username=request.POST.get("account", ""), is_active=True).first()
    if account is None:
        raise Http404
    wanted = wanted_page(request)
    record_demo_sign_in(account=account, now=now())
    start(request, account, Method.DEMO)
    return redirect(wanted)


@open_to_all(reason="signing out twice is no fault; it shows nothing")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget the session."""
    leave(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _page(request: HttpRequest, *, wrong: str = "") -> HttpResponse:
    leads_to, said = urlencode({"next": wanted_page(request)}), identified(request)
    shown = {
        "wrong": wrong,
        "cause": CAUSES.get(request.GET.get("slut", ""), ""),
        "leads_to": leads_to,
        "providers": providers(),
        "identified": said[1] if said else "",
        "is_asked_first": said is None and any(one.is_required for one in providers()),
        "demo_logins": _demo_logins(leads_to),
    }
    return render(request, "organisation/sign_in.html", shown)


def _demo_logins(leads_to: str) -> tuple[DemoLogin, ...]:
    if not settings.DEMO:
        return ()
    action = f"{reverse('organisation:sign-in-to-demo')}?{leads_to}"
    return tuple(DemoLogin(action, one.username, one.display_name, one.role.swedish) for one in demo_staff())
