"""Which session a request belongs to, how one begins, and how to ask for a fresh touch in it."""

from typing import Final

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.gateways.passkeys import Site
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import sign_out
from utvag.organisation.rules import Method, session_name

BACKEND: Final = "utvag.config.sessions.NoPasswords"


def session_of(request: HttpRequest) -> str:
    """Give what the session is called where it is written down: the SHA-256 of its key, never the key."""
    return session_name(str(request.session.session_key))


def ask_for_touch(back: str) -> HttpResponse:
    """Lead to the page that asks for a fresh touch, and from there back to a page of ours.

    :param back: a page to look at: what was typed in a form that was sent does not come back.
    """
    return redirect(f"{reverse('organisation:touch')}?{urlencode({'next': back})}")


def own_site() -> Site:
    """Give the site that keys are made for."""
    return Site(str(settings.UTVAG_ADDRESS))


def anonymous_session(request: HttpRequest) -> str:
    """Give the session of one who is not signed in, made where there is none: a question belongs to a session."""
    if request.session.session_key is None:
        request.session.create()
    return session_of(request)


#: In the session of one who signed in without the identity provider that the municipality asks first.
EMERGENCY_ONLY: Final = "emergency_only"


def start(request: HttpRequest, account: StaffAccount, method: Method) -> None:
    """Begin a session under a key of its own; what the browser's session was before, ends."""
    leave(request)
    request.sign_in_method = method  # type: ignore[attr-defined]  # organisation/apps.py reads it
    login(request, account, backend=BACKEND)


def leave(request: HttpRequest) -> None:
    """End the session, if somebody is signed in, and forget all that it held."""
    account = request.user
    if isinstance(account, StaffAccount) and account.is_authenticated:
        sign_out(actor=Actor(account.pk, account.role), session=session_of(request), now=now())
    logout(request)
