"""What happens to every request and answer: nothing is kept in caches, and what is not visible does not exist."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.deprecation import MiddlewareMixin

from utvag.assignments.access import ASSIGNMENT
from utvag.assignments.queries import has_assignment
from utvag.assignments.rules import Asked, is_bound, may_ask
from utvag.audit.operations import one_look, record_denial
from utvag.break_glass.operations import end_what_has_run_out
from utvag.break_glass.queries import glass_of, standing_of
from utvag.config.menu import note_act
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import AccessKind, access_of
from utvag.organisation.models import StaffAccount
from utvag.organisation.views.sessions import EMERGENCY_ONLY
from utvag.secrecy.envelope import SealDestroyed

NextHandler = Callable[[HttpRequest], HttpResponse]

METHODS: Final = ("GET", "HEAD", "POST")
#: What it takes to open a case in an emergency: the page, and the touch that it asks for.
TO_BREAK_GLASS: Final = frozenset(
    {"break_glass:open", "organisation:touch", "organisation:ask-touch", "organisation:touch-in-demo"}
)


def keep_out_of_caches(get_response: NextHandler) -> NextHandler:
    """Forbid every cache to keep a page, and every other site to hold one. Static files never come here."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response

    return handle


def refuse_other_methods(get_response: NextHandler) -> NextHandler:
    """Refuse every method that no page uses, TRACE among them."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return handle


def empty_the_browser_at_sign_out(get_response: NextHandler) -> NextHandler:
    """Ask the browser to throw away what it holds of us when somebody signs out."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.resolver_match and request.resolver_match.view_name == "organisation:sign-out":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return handle


def look_as_oneself(get_response: NextHandler) -> NextHandler:
    """Let the database know, for as long as a request lasts, who asks: the second wall. Nobody signed in, no row."""

    def handle(request: HttpRequest) -> HttpResponse:
        account = request.user
        if not isinstance(account, StaffAccount):
            return get_response(request)
        if request.method == "POST":
            note_act(request)
        with one_look(actor=Actor(account.pk, account.role), now=now()):
            return get_response(request)

    return handle


class EndBreakGlass(MiddlewareMixin):
    """End an emergency whose hour is over before anything of it is read; let a locked account do nothing but leave."""

    def process_view(self, request: HttpRequest, view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """Look at the account before each view, on every request, so that nothing depends on another process."""
        if not isinstance(request.user, StaffAccount):
            return None
        actor, moment = Actor(request.user.pk, request.user.role), now()
        standing = standing_of(actor=actor, now=moment)
        if standing.has_run_out:
            end_what_has_run_out(actor=actor, now=moment, account=actor.id)
        access = access_of(view)
        if (access is not None and access.kind is AccessKind.OPEN) or not standing.is_locked:
            return None
        return render(request, "break_glass/locked.html", status=HTTPStatus.LOCKED)


class HoldToEmergency(MiddlewareMixin):
    """Let who signed in with her key alone, past the provider that is asked first, open a case in an emergency first.

    While that is open she works as otherwise, and somebody reviews it, or her account is locked.
    """

    def process_view(self, request: HttpRequest, view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """Look before each view, so that the hour's end ends it in a session that is open."""
        account, match, access = request.user, request.resolver_match, access_of(view)
        if not isinstance(account, StaffAccount) or not request.session.get(EMERGENCY_ONLY):
            return None
        if (access is not None and access.kind is AccessKind.OPEN) or (match and match.view_name in TO_BREAK_GLASS):
            return None
        if glass_of(actor=Actor(account.pk, account.role), now=now()) is not None:
            return None
        return redirect("break_glass:open")


class SayThatItIsDisposedOf(MiddlewareMixin):
    """Say so where a page would show what was sealed with a key that is destroyed."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 410 instead of a fault: it was there, and is gone."""
        if not isinstance(exception, SealDestroyed):
            return None
        return render(request, "disposal/disposed.html", status=HTTPStatus.GONE)


class HoldToAssignments(MiddlewareMixin):
    """Let a provider, a controller and an auditor ask for what their assignment of today is for, and nothing else."""

    def process_view(self, request: HttpRequest, view: object, _args: object, _kwargs: object) -> None:
        """Look at the assignment before each view, so that one that ends also ends in an open session.

        :raises Http404: where none stands, or the address is another's.
        """
        account = request.user
        if not isinstance(account, StaffAccount) or not is_bound(account.role):
            return
        actor, moment = Actor(account.pk, account.role), now()
        has_one = has_assignment(actor=actor, now=moment)
        if not may_ask(actor.role, _asked(request, view), has_assignment=has_one):
            denied = NotVisible("VIEW", ASSIGNMENT, None)
            record_denial(actor=actor, denied=denied, now=moment)
            raise Http404


def _asked(request: HttpRequest, view: object) -> Asked:
    access, match = access_of(view), request.resolver_match
    return Asked(
        name="" if match is None else match.view_name,
        is_open=access is not None and access.kind is AccessKind.OPEN,
        roles=() if access is None else access.roles,
    )


class HideWhatIsNotVisible(MiddlewareMixin):
    """Answer 404 for what the actor may not see, after the log has its row."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Turn ``NotVisible`` into Django's 404, the same page as for what does not exist.

        :raises Http404: instead of NotVisible.
        """
        if not isinstance(exception, NotVisible):
            return
        if not exception.recorded and isinstance(request.user, StaffAccount):
            actor = Actor(request.user.pk, request.user.role)
            record_denial(actor=actor, denied=exception, now=now())
        raise Http404 from None
