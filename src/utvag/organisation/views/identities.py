"""Sign in by way of the municipality's identity provider. It says who somebody is; her key is still asked."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from utvag.foundation.clock import now
from utvag.foundation.http import open_to_all
from utvag.gateways.identity import Provider, ProviderKind
from utvag.organisation.operations import Told, UnableToIdentify, ask_provider, identify
from utvag.organisation.views.leading import wanted_page
from utvag.organisation.views.sessions import anonymous_session, own_site, session_of

#: Where the session notes who a provider says that somebody is, and which provider is being asked: ids and a time.
IDENTIFIED, ASKING = "identified", "asking"
#: How long somebody whom a provider has vouched for may take to show her key.
TO_SHOW_A_KEY: Final = timedelta(minutes=5)


@open_to_all(reason="leads to the municipality's identity provider; says nothing of any account")
def ask(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Lead to a provider. A link, not a form: a form of ours may lead nowhere but to us.

    :raises Http404: when there is no such provider, or a form was sent.
    """
    if request.method != "GET":
        raise Http404
    provider = _provider(provider_id)
    session = anonymous_session(request)
    request.session[ASKING] = [str(provider.id), wanted_page(request)]
    try:
        address = ask_provider(provider=provider, session=session, back=_back(provider), now=now())
    except UnableToIdentify:
        return redirect(f"{reverse('organisation:sign-in')}?slut=tyst")
    return HttpResponseRedirect(address)


@open_to_all(reason="where the provider sends a browser back; shows what it brought as a button, and believes nothing")
@require_safe
def back_from_oidc(request: HttpRequest) -> HttpResponse:
    """Take a browser that comes from another site, without its cookie: it goes on from a page of ours, with it."""
    return _go_on(request, request.GET.get("state", ""), request.GET.get("code", ""))


@csrf_exempt
@open_to_all(reason="where the provider sends a browser back; shows what it brought as a button, and believes nothing")
@require_POST
def back_from_saml(request: HttpRequest) -> HttpResponse:
    """Take a browser that comes from another site, without its cookie: it goes on from a page of ours, with it."""
    return _go_on(request, request.POST.get("RelayState", ""), request.POST.get("SAMLResponse", ""))


@open_to_all(reason="takes the provider's answer in the session that asked; one refusal, whatever is wrong")
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Take in what the provider answered, and ask for the key."""
    asking = request.session.pop(ASKING, None)
    if asking is None:
        return redirect(f"{reverse('organisation:sign-in')}?slut=okand")
    provider = _provider(UUID(asking[0]))
    told = Told(request.POST.get("state", ""), request.POST.get("answer", ""))
    try:
        account = identify(provider=provider, told=told, session=session_of(request), back=_back(provider), now=now())
    except UnableToIdentify:
        return redirect(f"{reverse('organisation:sign-in')}?slut=okand")
    request.session[IDENTIFIED] = [str(account), provider.name, now().isoformat()]
    return redirect(f"{reverse('organisation:sign-in')}?next={asking[1]}")


def identified(request: HttpRequest) -> tuple[UUID, str] | None:
    """Give whose a provider has just said that this session is, and which provider."""
    if IDENTIFIED not in request.session:
        return None
    account, name, at = request.session[IDENTIFIED]
    if now() - datetime.fromisoformat(at) > TO_SHOW_A_KEY:
        return None
    return UUID(account), str(name)


def providers() -> tuple[Provider, ...]:
    """Give the municipality's providers."""
    found: tuple[Provider, ...] = settings.UTVAG_IDENTITY_PROVIDERS
    return found


def _provider(provider_id: UUID) -> Provider:
    found = next((one for one in providers() if one.id == provider_id), None)
    if found is None:
        raise Http404
    return found


def _back(provider: Provider) -> str:
    name = "organisation:back-from-saml" if provider.kind is ProviderKind.SAML else "organisation:back-from-oidc"
    return own_site().origin + reverse(name)


def _go_on(request: HttpRequest, state: str, told: str) -> HttpResponse:
    return render(request, "organisation/go_on.html", {"state": state, "answer": told})
