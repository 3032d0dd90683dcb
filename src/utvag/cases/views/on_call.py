"""The pages of one on call: open a case by its code name, or from the contact that she has just registered."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from utvag.cases.forms.on_call import OpenContactOnCall, OpenOnCall
from utvag.cases.operations import open_case_on_call, open_from_contact_on_call
from utvag.cases.queries import receipt_of
from utvag.cases.rules import OnCallRefusal
from utvag.drafts.rules import DraftKey, FormKind
from utvag.drafts.views import Refusals, answer_form
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.rules import Role

REFUSALS: Final[Refusals] = {
    OnCallRefusal.OFFICE_HOURS: (
        None,
        "Kontoret är öppet nu. Ring den som håller i ärendet eller sektionschefen, så öppnar de det.",
    ),
    OnCallRefusal.NO_SUCH_CASE: ("code_name", "Inget ärende kan öppnas med kodnamnet. Läs det igen."),
    OnCallRefusal.NO_REASON: ("reason", "Skriv varför ärendet måste öppnas nu."),
    OnCallRefusal.CODE_NAME_FORM: (
        "code_name",
        "Skriv ett ord på 3 till 30 tecken med stor bokstav, utan mellanslag.",
    ),
    OnCallRefusal.CODE_NAME_TELLS: ("code_name", "Kodnamnet liknar personens namn. Skriv ett annat ord."),
    OnCallRefusal.CODE_NAME_TAKEN: ("code_name", "Kodnamnet är upptaget. Skriv ett annat ord."),
    OnCallRefusal.NOBODY_TO_TELL: (
        None,
        "Ingen sektionschef finns som kan ta över ärendet. Ring den som har beredskap.",
    ),
}


@role_bound(Role.ON_CALL)
def open_by_code(request: StaffRequest) -> HttpResponse:
    """Open a case by its code name."""
    return answer_form(
        request,
        OpenOnCall,
        DraftKey(FormKind.OPEN_ON_CALL),
        act=lambda given, revision: open_case_on_call(
            actor=actor_of(request),
            code_name=given["code_name"],
            reason=given["reason"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda case_id: redirect("desk:case", case_id),
        page=lambda turn: render(request, "cases/on_call.html", {"form": turn.form, "draft": turn.sheet}),
    )


@role_bound(Role.ON_CALL)
def open_own_contact(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Open a case from one's own contact."""
    receipt = receipt_of(actor=actor_of(request), contact_id=contact_id)
    return answer_form(
        request,
        OpenContactOnCall,
        DraftKey(FormKind.OPEN_CONTACT_ON_CALL, None, contact_id),
        act=lambda given, revision: open_from_contact_on_call(
            actor=actor_of(request),
            contact_id=contact_id,
            code_name=given["code_name"],
            reason=given["reason"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda case_id: redirect("desk:case", case_id),
        page=lambda turn: render(
            request, "cases/on_call.html", {"form": turn.form, "draft": turn.sheet, "receipt": receipt}
        ),
    )
