"""The main menu: where a role can go, and how much waits for her there.

To count what waits takes some seventy questions to the database, and the menu is on every page. So the figures are kept
within the process for some seconds, by session; what she does herself lets them be counted anew, and "Min dag" counts
always.
"""

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

from utvag.assignments.queries import has_assignment
from utvag.assignments.rules import OUTSIDERS
from utvag.config.refused import REFUSED
from utvag.desk.queries import count_drafts, count_waiting
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.foundation.http import COUNTED
from utvag.organisation.rules import Role
from utvag.organisation.views.sessions import session_of

KEPT_SECONDS: Final = 20
#: In the session: how many times she has sent something, and nothing of what.
ACTS: Final = "acts"


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the main menu."""

    label: str
    href: str
    is_current: bool
    count: int = 0
    counted: str = "väntar"


@dataclass(frozen=True, slots=True)
class Figures:
    """How many rows wait for her now, and how many drafts she has."""

    waiting: int
    drafts: int


def menu_of(request: HttpRequest, actor: Actor) -> tuple[Way, ...]:
    """Give the ways of a role; on a refusal without a figure: the same work for whatever does not exist."""
    moment, path = now(), request.path
    if not has_assignment(actor=actor, now=moment):
        return (Way("Min dag", "/", path == "/"),)
    if actor.role in OUTSIDERS:
        return (_only_way(path, Role(actor.role)),)
    figures = Figures(0, 0) if hasattr(request, REFUSED) else _figures(request, actor)
    return (
        *_ways(path, Role(actor.role), figures.waiting),
        Way("Mina utkast", "/utkast/", path == "/utkast/", figures.drafts, "sparade"),
    )


def note_act(request: HttpRequest) -> None:
    """Let whatever was counted before this moment be counted anew for her who acts."""
    request.session[ACTS] = request.session.get(ACTS, 0) + 1


def _figures(request: HttpRequest, actor: Actor) -> Figures:
    """Give what is counted already, unless the page has counted it anew itself."""
    place = f"menu-{session_of(request)}-{request.session.get(ACTS, 0)}"
    kept, fresh = cache.get(place), getattr(request, COUNTED, None)
    if kept is None or fresh is not None:
        waiting = count_waiting(actor=actor, now=now()) if fresh is None else fresh
        kept = (waiting, count_drafts(actor=actor, now=now()))
        cache.set(place, kept, KEPT_SECONDS)
    return Figures(*kept)


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
        new = Way("Kontakter", "/ingang/kontakter/", path.startswith("/ingang/"))
        accounts = Way("Konton", "/konton/andringar/", path.startswith("/konton/"))
        assigned = Way("Uppdrag", "/uppdrag/", path.startswith("/uppdrag/"))
        return own, cases, new, stand_in, accounts, assigned
    return own, cases, Way("Ny kontakt", "/ingang/ny/", path.startswith(("/ingang/ny/", "/ingang/kvitto/"))), stand_in
