"""What the pages of a call-off share."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.call_off.operations import UnableToCallOff
from utvag.call_off.rules import Shown
from utvag.call_off.views.words import REFUSALS
from utvag.cases.queries import open_case
from utvag.drafts.rules import DraftKey
from utvag.drafts.views import Turn
from utvag.foundation import forms
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of

# What the check shows an actor of a case; given by the one who puts the addresses together.
ShowsHomes = Callable[..., Shown]
F = TypeVar("F", bound=forms.Form)


def form_page(
    request: StaffRequest, name: str, case_id: UUID, turn: Turn[F], context: dict[str, object]
) -> HttpResponse:
    """Draw a form in the frame of its case; opening the case is logged."""
    case = open_case(actor=actor_of(request), case_id=case_id, now=now())
    return page_of(request, name, {"case": case, "form": turn.form, "draft": turn.sheet, **context})


def page_of(request: StaffRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """Draw a page of the call-off."""
    return render(request, f"call_off/{name}.html", {"section": "call_off", **context})


def back(case_id: UUID, word: str) -> HttpResponse:
    """Go back to the call-off, and say what is done."""
    return redirect(f"{reverse('call_off:case', args=[case_id])}?klart={word}")


def case_of(key: DraftKey) -> UUID:
    """Give the case that a draft about an enquiry is of: it always has one."""
    assert key.case_id is not None  # noqa: S101
    return key.case_id


def not_done(case_id: UUID, refused: UnableToCallOff) -> HttpResponse:
    """Go back to the call-off, and say why a click did nothing."""
    return redirect(f"{reverse('call_off:case', args=[case_id])}?nej={refused.refusal.value.lower()}")


def why_not(word: str) -> str:
    """Give the sentence of a word in the address; nothing for any other."""
    known = {str(refusal).lower(): sentence for refusal, (_, sentence) in REFUSALS.items()}
    return known.get(word, "")
