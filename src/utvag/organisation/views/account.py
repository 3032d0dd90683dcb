"""One's own keys, codes and sessions."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, signed_in
from utvag.organisation.forms import NameKey
from utvag.organisation.operations import (
    UnableToUseKey,
    add_key,
    drop_held_form,
    end_other_sign_ins,
    end_sign_in,
    make_recovery_codes,
    remove_key,
    rename_key,
    see_news,
)
from utvag.organisation.queries import KeyShape, codes_left, held_form, key_of, my_keys, my_sign_ins
from utvag.organisation.rules import Refusal
from utvag.organisation.views.codes import REFUSED, ask_to_make
from utvag.organisation.views.leading import wanted_page
from utvag.organisation.views.sessions import own_site, session_of
from utvag.organisation.views.touching import after_touch

KNOWN = "Den nyckeln är redan din. Välj en annan nyckel eller enhet."
LAST = "Det är din enda nyckel. Lägg till en annan först, så att du kommer in."


@signed_in
def account(request: StaffRequest) -> HttpResponse:
    """Show one's own keys, codes and sessions."""
    actor, moment = actor_of(request), now()
    shown = {
        "keys": my_keys(actor=actor),
        "codes_left": codes_left(actor=actor),
        "sign_ins": my_sign_ins(actor=actor, session=session_of(request), now=moment),
    }
    return render(request, "organisation/account.html", shown)


@signed_in
@after_touch
def add(request: StaffRequest) -> HttpResponse:
    """Add a key."""
    form = NameKey(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text, name = request.POST.get("answer", ""), form.cleaned_data["name"]
        try:
            add_key(
                actor=actor_of(request),
                site=own_site(),
                text=text,
                name=name,
                session=session_of(request),
                now=now(),
            )
        except UnableToUseKey as refused:
            form.add_error(None, KNOWN if refused.refusal is Refusal.KEY_KNOWN else REFUSED)
        else:
            return redirect("organisation:account")
    return render(request, "organisation/add_key.html", {"form": form, "ask": reverse("organisation:ask-add-key")})


@signed_in
@posted_only
def ask_add(request: StaffRequest) -> JsonResponse:
    """Ask the browser to make a key."""
    return ask_to_make(request, request.user.pk)


@signed_in
def rename(request: StaffRequest, passkey_id: UUID) -> HttpResponse:
    """Call a key something else."""
    actor = actor_of(request)
    key = key_of(actor=actor, key_id=passkey_id)
    form = NameKey(request.POST or None, initial={"name": key.name})
    if request.method == "POST" and form.is_valid():
        rename_key(actor=actor, key_id=passkey_id, name=form.cleaned_data["name"], now=now())
        return redirect("organisation:account")
    return render(request, "organisation/rename_key.html", {"form": form, "key": key})


@signed_in
def remove(request: StaffRequest, passkey_id: UUID) -> HttpResponse:
    """Take a key away. Another's key does not exist, whether or not she has confirmed."""
    return _remove(request, key_of(actor=actor_of(request), key_id=passkey_id))


@after_touch
def _remove(request: StaffRequest, key: KeyShape) -> HttpResponse:
    wrong = ""
    if request.method == "POST":
        try:
            remove_key(actor=actor_of(request), key_id=key.id, session=session_of(request), now=now())
        except UnableToUseKey:
            wrong = LAST
        else:
            return redirect("organisation:account")
    return render(request, "organisation/remove_key.html", {"key": key, "wrong": wrong})


@signed_in
@after_touch
def codes(request: StaffRequest) -> HttpResponse:
    """Make new recovery codes, and show them this once."""
    made: tuple[str, ...] = ()
    if request.method == "POST":
        made = make_recovery_codes(actor=actor_of(request), session=session_of(request), now=now())
    shown = {"codes": made, "codes_left": codes_left(actor=actor_of(request))}
    return render(request, "organisation/codes.html", shown)


@signed_in
@posted_only
def end(request: StaffRequest, sign_in_id: UUID) -> HttpResponse:
    """End one of one's own sessions."""
    end_sign_in(actor=actor_of(request), sign_in_id=sign_in_id, now=now())
    return redirect("organisation:account")


@signed_in
@posted_only
def end_others(request: StaffRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    end_other_sign_ins(actor=actor_of(request), session=session_of(request), now=now())
    return redirect("organisation:account")


@signed_in
@posted_only
def seen(request: StaffRequest) -> HttpResponse:
    """Note that she has seen what her session had to tell."""
    see_news(actor=actor_of(request), session=session_of(request))
    return redirect(wanted_page(request))


@signed_in
def held(request: StaffRequest) -> HttpResponse:
    """Show the form that was sent when her time was out; send it now, or throw it away."""
    actor = actor_of(request)
    found = held_form(actor=actor, now=now())
    if request.method == "POST":
        drop_held_form(actor=actor)
        if found is None or "kasta" in request.POST:
            return redirect("/")
        # The browser sends the same fields on to where they were meant for.
        return HttpResponse(status=307, headers={"Location": found.path})
    return render(request, "organisation/held.html", {"held": found})
