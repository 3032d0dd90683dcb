"""Sign in and out. In the demo also as one of its made-up staff, with one click."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from utvag.foundation.clock import now
from utvag.foundation.http import open_to_all
from utvag.organisation.forms import SignIn
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import record_sign_in
from utvag.organisation.queries import demo_staff, is_demo
from utvag.organisation.views.leading import wanted_page

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
WRONG: Final = "Användarnamnet eller lösenordet stämmer inte. Kontrollera dem och försök igen."


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
    """Sign in with username and password."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        account = authenticate(request, username=given["username"], password=given["password"])
        if isinstance(account, StaffAccount):
            return _welcome(request, account)
        record_sign_in(account=None, now=now())
        form.add_error(None, WRONG)
    return render(request, "foundation/sign_in.html", {"form": form, "demo_logins": _demo_logins()})


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
    return _welcome(request, account)


@open_to_all(reason="signing out twice is no fault; it shows nothing")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _welcome(request: HttpRequest, account: StaffAccount) -> HttpResponse:
    """Start a new session and lead to where she was going, if that is a page of ours."""
    record_sign_in(account=account, now=now())
    login(request, account, backend=BACKEND)
    return redirect(wanted_page(request))


def _demo_logins() -> tuple[DemoLogin, ...]:
    if not settings.DEMO:
        return ()
    action = reverse("organisation:sign-in-to-demo")
    return tuple(DemoLogin(action, one.username, one.display_name, one.role.swedish) for one in demo_staff())
