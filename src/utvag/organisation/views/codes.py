"""Come in with a code on paper: it leads to a new key, and to nothing else."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from utvag.foundation.clock import now
from utvag.foundation.http import open_to_all
from utvag.gateways.passkeys import creation_options
from utvag.organisation.forms import NameKey, UseCode
from utvag.organisation.operations import (
    Accepted,
    UnableToUseCode,
    UnableToUseKey,
    accept_code,
    add_key_with_code,
    ask_key,
)
from utvag.organisation.queries import known_key_ids
from utvag.organisation.rules import KeyPurpose
from utvag.organisation.views.sessions import anonymous_session, leave, own_site, session_of

#: Where the session notes that a code was taken: ids and a time, no code.
TAKEN: Final = "code_taken"
WRONG: Final = (
    "Användarnamnet och koden hör inte ihop, eller så är koden använd eller för gammal. Kontrollera dem. "
    "Efter fem fel går det inte att försöka på en kvart."
)
GONE: Final = "Koden gäller inte längre. Skriv in den igen, eller be om en ny."
REFUSED: Final = "Det gick inte att spara nyckeln. Försök igen, eller med en annan nyckel eller enhet."


@open_to_all(reason="takes a code on paper; the same answer whether or not anybody has the username")
def use_code(request: HttpRequest) -> HttpResponse:
    """Take in a code, and lead on to the making of a key."""
    form = UseCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accepted = accept_code(now=now(), **form.cleaned_data)
        except UnableToUseCode:
            form.add_error(None, WRONG)
        else:
            _note(request, accepted, now())
            return redirect("organisation:new-key")
    return render(request, "organisation/use_code.html", {"form": form})


@open_to_all(reason="makes a key for whoever has just shown a code, in the same session; to others it does not exist")
def new_key(request: HttpRequest) -> HttpResponse:
    """Make a key with the code that was taken."""
    accepted, accepted_at = _taken(request)
    form = NameKey(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_key_with_code(
                accepted=accepted,
                accepted_at=accepted_at,
                site=own_site(),
                text=request.POST.get("answer", ""),
                name=form.cleaned_data["name"],
                session=session_of(request),
                now=now(),
            )
        except UnableToUseCode:
            form.add_error(None, GONE)
        except UnableToUseKey:
            form.add_error(None, REFUSED)
        else:
            leave(request)
            return redirect(f"{reverse('organisation:sign-in')}?slut=ny-nyckel")
    return render(request, "organisation/new_key.html", {"form": form, "ask": reverse("organisation:ask-new-key")})


@open_to_all(reason="asks the browser to make a key, for whoever has just shown a code in the same session")
@require_POST
def ask_new_key(request: HttpRequest) -> JsonResponse:
    """Ask the browser to make a key."""
    accepted, _ = _taken(request)
    return ask_to_make(request, accepted.account_id)


def ask_to_make(request: HttpRequest, account_id: UUID) -> JsonResponse:
    """Ask the browser to make a key for an account. The caller has asked who may."""
    challenge = ask_key(purpose=KeyPurpose.NEW_KEY, session=session_of(request), account=account_id, now=now())
    options = creation_options(
        own_site(), challenge=challenge, handle=account_id.bytes, label="Utväg", known=known_key_ids(account_id)
    )
    return JsonResponse(dict(options))


def _note(request: HttpRequest, accepted: Accepted, at: datetime) -> None:
    leave(request)
    anonymous_session(request)
    request.session[TAKEN] = [str(accepted.code_id), str(accepted.account_id), at.isoformat()]


def _taken(request: HttpRequest) -> tuple[Accepted, datetime]:
    if TAKEN not in request.session:
        raise Http404
    code_id, account_id, at = request.session[TAKEN]
    return Accepted(UUID(code_id), UUID(account_id)), datetime.fromisoformat(at)
