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
from utvag.config.refused import REFUSED
from utvag.desk.queries import count_drafts, count_waiting
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN, now
from utvag.organisation.models import StaffAccount
from utvag.organisation.queries import staff_shapes
from utvag.organisation.rules import News, Role


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


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the main menu."""

    label: str
    href: str
    is_current: bool
    count: int = 0
    counted: str = "väntar"


def page_context(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a page what it shows."""
    context: dict[str, object] = {"is_demo": settings.DEMO}
    account = getattr(request, "user", None)
    if not isinstance(account, StaffAccount):
        return context
    actor = Actor(account.pk, account.role)
    shape = staff_shapes([actor.id])[actor.id]
    # Counted only where the frame is drawn: a part of a page that is fetched anew has none.
    menu = SimpleLazyObject(partial(_menu, actor, request.path, counts=not hasattr(request, REFUSED)))
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


def _menu(actor: Actor, path: str, *, counts: bool) -> tuple[Way, ...]:
    moment = now()
    if not has_assignment(actor=actor, now=moment):
        return (Way("Min dag", "/", path == "/"),)
    if actor.role in OUTSIDERS:
        return (_only_way(path, Role(actor.role)),)
    waiting = count_waiting(actor=actor, now=moment) if counts else 0
    drafts = count_drafts(actor=actor, now=moment) if counts else 0
    return (
        *_ways(path, Role(actor.role), waiting),
        Way("Mina utkast", "/utkast/", path == "/utkast/", drafts, "sparade"),
    )


def _shows_log_proof(actor: Actor) -> bool:
    return actor.role not in OUTSIDERS and has_assignment(actor=actor, now=now())


def _only_way(path: str, role: Role) -> Way:
    if role is Role.PROVIDER:
        return Way("Dina placeringar", "/utforare/", path.startswith("/utforare/"))
    return Way("Fakturor", "/ekonomi/", path.startswith("/ekonomi/"))


def _ways(path: str, role: Role, waiting: int) -> tuple[Way, ...]:
    own = Way("Min dag", "/", path == "/", waiting)
    if role is Role.POLICE_LIAISON:
        sheet = Way("Veckobladet", "/polissamverkan/vecka/", path.startswith("/polissamverkan/vecka/"))
        theirs = path.startswith("/polissamverkan/") and not sheet.is_current
        return own, Way("Polissamverkan", "/polissamverkan/", theirs), sheet
    if role is Role.ADMINISTRATOR:
        return own, Way("Konton", "/konton/", path.startswith("/konton/"))
    if role is Role.COMMITTEE:
        return own, Way("Utskottet", "/utskottet/", path.startswith("/utskottet/"))
    if role is Role.AUDITOR:
        cells = Way("Åtkomst", "/revisor/atkomst/", path.startswith("/revisor/atkomst/"))
        weak = Way("Försvagningar", "/revisor/forsvagningar/", path.startswith("/revisor/forsvagningar/"))
        return own, Way("Säkerhetskraven", "/revisor/asvs/", path.startswith("/revisor/asvs/")), cells, weak
    if role is Role.REVIEWER:
        return own, Way("Granskning", "/granskning/", path.startswith("/granskning/"))
    if role is Role.ON_CALL:
        new = Way("Ny kontakt", "/ingang/ny/", path.startswith("/ingang/"))
        open_one = Way("Öppna ett ärende", "/jour/", path.startswith("/jour/"))
        return own, open_one, new, Way("Ärenden", "/arenden/", path.startswith(("/arenden/", "/placeringar/")))
    is_head = role is Role.SECTION_HEAD
    # The contact of a case is a page of the case, unless one is a section head, who has a list of them.
    of_cases = ("/arenden/", "/placeringar/") if is_head else ("/arenden/", "/placeringar/", "/ingang/kontakter/")
    cases = Way("Ärenden", "/arenden/", path.startswith(of_cases))
    stand_in = Way("Ersättare", "/ersattare/", path.startswith("/ersattare/"))
    if is_head:
        new = Way("Nya kontakter", "/ingang/kontakter/", path.startswith("/ingang/"))
        accounts = Way("Konton", "/konton/andringar/", path.startswith("/konton/"))
        assigned = Way("Uppdrag", "/uppdrag/", path.startswith("/uppdrag/"))
        return own, cases, new, stand_in, accounts, assigned
    return own, cases, Way("Ny kontakt", "/ingang/ny/", path.startswith(("/ingang/ny/", "/ingang/kvitto/"))), stand_in
