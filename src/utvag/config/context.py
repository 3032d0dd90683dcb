"""What every page is given: who is signed in, what waits for her, and where she can go."""

from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from utvag.assignments.queries import has_assignment
from utvag.assignments.rules import OUTSIDERS
from utvag.break_glass.queries import glass_of
from utvag.break_glass.rules import MAY_OPEN
from utvag.config.menu import menu_of
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN, now
from utvag.organisation.models import StaffAccount
from utvag.organisation.queries import staff_shapes
from utvag.organisation.rules import News


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The signed-in employee, as the header shows her."""

    display_name: str = field(repr=False)
    role: str
    href: str = "/konto/"


@dataclass(frozen=True, slots=True)
class Told:
    """What a session has to tell the one who sits there."""

    title: str
    text: str
    href: str = "/konto/"
    seen: str = "/konto/sett/"


def page_context(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a page what it shows."""
    context: dict[str, object] = {"is_demo": settings.DEMO}
    account = getattr(request, "user", None)
    if not isinstance(account, StaffAccount):
        return context
    actor = Actor(account.pk, account.role)
    shape = staff_shapes([actor.id])[actor.id]
    # Made only where the frame is drawn: a part of a page that is fetched anew has none.
    menu = SimpleLazyObject(partial(menu_of, request, actor))
    return context | {
        "staff": SignedIn(shape.display_name, shape.role.swedish),
        "navigation": menu,
        "shows_log_proof": SimpleLazyObject(lambda: _shows_log_proof(actor)),
        "news": _news(request),
        "glass": SimpleLazyObject(lambda: glass_of(actor=actor, now=now())),
        "may_break_glass": actor.role in MAY_OPEN,
    }


def _news(request: HttpRequest) -> Told | None:
    news, at = getattr(request, "session_news", (News.NONE, None))
    if news is News.NONE or at is None:
        return None
    time = at.astimezone(SWEDEN)
    when = f"{time.day}/{time.month} {time:%H.%M}"
    if news is News.CODE_USED:
        return Told("En kod har använts", f"En ny nyckel gjordes till ditt konto med en kod {when}. Var det inte du?")
    return Told("Ny inloggning", f"Någon loggade in med ditt konto {when}. Var det inte du?")


def _shows_log_proof(actor: Actor) -> bool:
    return actor.role not in OUTSIDERS and has_assignment(actor=actor, now=now())
