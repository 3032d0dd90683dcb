"""The ticket by which the key service knows who asks: minted at sign-in, carried in a cookie of its own, never stored.

The web keeps no ticket: the browser does, and the service keeps its hash. So a copy of the database opens nothing, and
a web process that is taken over can ask for those who are signed in, within the limits of the service.
"""

import logging
from typing import Final, Protocol, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin

from utvag.gateways.keystore import KeysRefused, KeysUnusable, Refusal, acting_as, acting_ticket, start_acting
from utvag.organisation.models import StaffAccount
from utvag.secrecy.envelope import key_service

logger = logging.getLogger(__name__)

COOKIE: Final = "utvag_key_ticket"
#: As the service names what it may be shown of a signing in.
DEMO_EVIDENCE, OUR_WORD = "demo", "word"
RETRY_SECONDS: Final = "10"


class _Handler(Protocol):
    def __call__(self, request: HttpRequest) -> HttpResponse: ...


class AskWithTicket(MiddlewareMixin):
    """Let every question of a request go with its ticket, and say calmly when keys are not to be had."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hold the ticket for as long as the request lasts."""
        came_with = request.COOKIES.get(COOKIE, "")
        with acting_as(came_with):
            response = cast("_Handler", super().__call__)(request)
            if acting_ticket() != came_with:
                _keep(response, acting_ticket())
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the service: she must sign in anew, has opened too much, or must wait."""
        if isinstance(exception, KeysUnusable):
            logger.warning("nycklarna går inte att nå")
            return _page("foundation/keys_unusable.html", 503)
        if not isinstance(exception, KeysRefused):
            return None
        logger.warning("nyckeltjänsten nekar (%s)", exception.refusal.value)
        if exception.refusal is Refusal.TICKET:
            wanted = request.get_full_path() if request.method == "GET" else "/"
            logout(request)
            return redirect_to_login(wanted)
        if exception.refusal in {Refusal.LIMIT, Refusal.SESSIONS}:
            return _page("foundation/keys_limit.html", 429)
        return _page("foundation/keys_unusable.html", 503)


@receiver(user_logged_in)
def mint(sender: object, request: HttpRequest, user: object, **_more: object) -> None:
    """Have a ticket minted for whoever has just signed in."""
    del sender, request
    service = key_service()
    if service is not None and isinstance(user, StaffAccount):
        start_acting(service.begin_session(user.pk, DEMO_EVIDENCE if settings.DEMO else OUR_WORD))


@receiver(user_logged_out)
def forget(sender: object, **_more: object) -> None:
    """Have the ticket of whoever signs out forgotten. A service that does not answer lets it run out by itself."""
    del sender
    service = key_service()
    if service is None or not acting_ticket():
        return
    try:
        service.end_session()
    except (KeysUnusable, KeysRefused):
        logger.warning("nyckeltjänsten svarar inte; biljetten slutar gälla av sig själv")
    start_acting("")


def _keep(response: HttpResponse, ticket: str) -> None:
    """Give the browser the ticket, or take it away; it goes with the browser's own session."""
    if ticket:
        response.set_cookie(COOKIE, ticket, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict")
    else:
        response.delete_cookie(COOKIE, samesite="Strict")


def _page(template: str, status: int) -> HttpResponse:
    # Without the request: the frame's own context opens the name of who is signed in.
    response = HttpResponse(render_to_string(template), status=status)
    response.headers["Retry-After"] = RETRY_SECONDS
    # We have said it ourselves, without the address of the page: Django would name it, and so the id of a case.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 (Django's own mark)
    return response
