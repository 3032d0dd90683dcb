"""Who is signed in at each request; what happens when her time is out; and that nobody signs in by password."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from utvag.foundation.clock import now
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import Followed, follow_session, hold_form
from utvag.organisation.rules import FORM_IS_HELD, EndedWhy
from utvag.organisation.views import session_of

#: Where a session that is over notes whose it was and why it ended: so that a form that comes late finds its writer.
OVER: Final = "over"
#: What the sign-in page's address says.
WORDS: Final = {EndedWhy.IDLE: "vila", EndedWhy.ABSOLUTE: "dag"}
ENDED, HELD = "avslutad", "sparat"
TOKEN, DRAFT_BUTTON, BY_ITSELF = "csrfmiddlewaretoken", "utkast", "auto"


class NoPasswords(BaseBackend):
    """Lets nobody in: staff come in by a key, through ``organisation``. Django wants a backend to name in a session."""

    def get_user(self, user_id: Any) -> StaffAccount | None:
        """Give the account of a session that has begun."""
        return StaffAccount.objects.filter(pk=user_id, is_active=True).first()


class FindStaff(AuthenticationMiddleware):
    """Gives each request its user: the account of a session that has its row, its time and its role still."""

    def process_request(self, request: HttpRequest) -> None:
        """Look only when somebody asks."""
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]  # as Django's own does


class AskToSignIn(LoginRequiredMiddleware):
    """Lead whoever is not signed in to sign in, say why, and hold what she sent."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Lead to the sign-in page, and from there back."""
        del view_func
        whose, why = _ended(request)
        wanted, word = request.get_full_path(), WORDS.get(why, ENDED) if why else ""
        if whose is not None and _is_sent_by_hand(request):
            _hold(request, whose)
            wanted, word = reverse("organisation:held"), HELD
        asked = {"next": wanted} | ({"slut": word} if word else {})
        return HttpResponseRedirect(f"{reverse('organisation:sign-in')}?{urlencode(asked)}")


def _user_of(request: HttpRequest) -> StaffAccount | AnonymousUser:
    if not request.session.get("_auth_user_id"):
        return AnonymousUser()
    followed = follow_session(session=session_of(request), is_activity=_is_activity(request), now=now())
    if followed.account is None:
        _note_over(request, followed)
        return AnonymousUser()
    request.session_news = (followed.news, followed.news_at)  # type: ignore[attr-defined]  # the frame shows it
    return followed.account


def _is_activity(request: HttpRequest) -> bool:
    """Say whether a person did something: what a page asks for by itself, and a draft that saves itself, is nothing."""
    return "HX-Request" not in request.headers and not _saves_by_itself(request)


def _saves_by_itself(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get(DRAFT_BUTTON) == BY_ITSELF


def _is_sent_by_hand(request: HttpRequest) -> bool:
    return request.method == "POST" and "HX-Request" not in request.headers and not _saves_by_itself(request)


def _note_over(request: HttpRequest, followed: Followed) -> None:
    """Empty the session but for whose it was: its key is worth nothing any more, and stays known for a late form."""
    whose = request.session["_auth_user_id"]
    # What else stands for being signed in, such as the ticket to the key service, ends with it.
    user_logged_out.send(sender=StaffAccount, request=request, user=None)
    request.session.clear()
    if followed.over is not None:
        request.session[OVER] = [whose, followed.over.value, now().isoformat()]


def _ended(request: HttpRequest) -> tuple[UUID | None, EndedWhy | None]:
    """Give whose time was out in this session, and why it ended."""
    if OVER not in request.session:
        return None, None
    whose, word, at = request.session[OVER]
    why = EndedWhy(word)
    is_recent = now() - datetime.fromisoformat(at) < FORM_IS_HELD
    return (UUID(whose) if why.is_by_time and is_recent else None), why


def _hold(request: HttpRequest, whose: UUID) -> None:
    """Hold a form's fields; a file is too large to wait sealed in a row, and the page says that it did not come."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != TOKEN}
    hold_form(account_id=whose, path=request.get_full_path(), fields=fields, had_files=bool(request.FILES), now=now())
