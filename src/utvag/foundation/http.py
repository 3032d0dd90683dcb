"""The request of a signed-in employee, and the access that every view must declare.

A view without a declaration fails the build. Wrong role and stranger get the same answer: 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Concatenate, Final, ParamSpec, Protocol, cast
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible

ACCESS_ATTRIBUTE: Final = "utvag_access"
POSTED_ATTRIBUTE: Final = "utvag_posted_only"
#: On a request whose page has itself counted what waits for her: the menu says the same figure.
COUNTED: Final = "utvag_counted"


class Staff(Protocol):
    """What the web needs to know of a signed-in employee."""

    @property
    def pk(self) -> UUID: ...

    @property
    def role(self) -> str: ...


class StaffRequest(HttpRequest):
    """A request whose user is signed in. Only the type: Django makes the object."""

    user: Staff  # type: ignore[assignment]  # narrower than Django's union: the view is behind a declaration


class AccessKind(StrEnum):
    """Whom a view is for."""

    OPEN = "OPEN"
    SIGNED_IN = "SIGNED_IN"
    CASE_BOUND = "CASE_BOUND"
    ROLE_BOUND = "ROLE_BOUND"


@dataclass(frozen=True, slots=True)
class Access:
    """A view's declaration."""

    kind: AccessKind
    reason: str = ""
    roles: tuple[str, ...] = ()


P = ParamSpec("P")
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def actor_of(request: StaffRequest) -> Actor:
    """Give the actor of a request."""
    return Actor(request.user.pk, request.user.role)


def access_of(view: object) -> Access | None:
    """Give a view's declaration, or None where it has none."""
    return getattr(view, ACCESS_ATTRIBUTE, None)


def open_to_all(*, reason: str) -> Callable[[OpenView[P]], OpenView[P]]:
    """Declare a view that needs no login, and why. It may show nothing of any person."""

    def declare(view: OpenView[P]) -> OpenView[P]:
        setattr(view, ACCESS_ATTRIBUTE, Access(AccessKind.OPEN, reason=reason))
        opened: OpenView[P] = login_not_required(view)
        return opened

    return declare


def signed_in(view: StaffView[P]) -> View[P]:
    """Declare a view for every employee; it shows only what is the actor's own."""
    return _declared(view, Access(AccessKind.SIGNED_IN))


def case_bound(view: StaffView[P]) -> View[P]:
    """Declare a view for the named staff of a case; its operation or query asks the wall."""
    return _declared(view, Access(AccessKind.CASE_BOUND))


def role_bound(*roles: str) -> Callable[[StaffView[P]], View[P]]:
    """Declare a view for some roles; all others get 404 and a DENIED row in the log."""

    def declare(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.user.role not in roles:
                raise NotVisible("VIEW", "PAGE", None)
            return view(request, *args, **kwargs)

        access = Access(AccessKind.ROLE_BOUND, roles=tuple(str(role) for role in roles))
        return _declared(cast("StaffView[P]", guarded), access)

    return declare


def posted_only(view: StaffView[P]) -> StaffView[P]:
    """Let a view answer a sent form only; to look at its address is to find nothing."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            raise Http404
        return view(request, *args, **kwargs)

    setattr(guarded, POSTED_ATTRIBUTE, True)
    return cast("StaffView[P]", guarded)


def is_posted_only(view: object) -> bool:
    """Say whether a view answers a sent form only."""
    return bool(getattr(view, POSTED_ATTRIBUTE, False))


def _declared(view: StaffView[P], access: Access) -> View[P]:
    setattr(view, ACCESS_ATTRIBUTE, access)
    return cast("View[P]", view)
