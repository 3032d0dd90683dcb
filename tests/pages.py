"""Open pages as a persona, at the moment of the small world."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.givens import NOW
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the web's clock stand at the small world's now."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def signed_in(actor: Actor) -> Client:
    """Give a browser in which a persona is signed in."""
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=actor.id))
    return client


def opened(actor: Actor, path: str) -> str:
    """Give the text of a page that the persona can open."""
    response = signed_in(actor).get(path)
    assert response.status_code == 200, (path, response.status_code)
    return text_of(response)


def status_of(actor: Actor, path: str) -> int:
    """Give the status that a persona gets."""
    return signed_in(actor).get(path).status_code


def text_of(response: object) -> str:
    """Give a response's text."""
    assert isinstance(response, HttpResponse)
    return response.content.decode()
