"""Who has looked in a case: the page of those who hold it, and their question to the reviewer."""

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.log_review.access import ask_draft, extract_draft
from utvag.log_review.forms import MakeExtract, ask_form, asked_about
from utvag.log_review.operations import ask_about_look, make_extract, note_looks
from utvag.log_review.queries import SHOWN_DAYS, LooksPage, looks_in_case
from utvag.log_review.rules import Refusal

F = TypeVar("F", bound=forms.Form)

_REFUSALS: Refusals = {
    Refusal.TEXT_MISSING: ("text", "Skriv vad du undrar över."),
    Refusal.NOT_AMONG_THEM: ("about", "Välj någon som har tittat i ärendet."),
    Refusal.ASKED_ALREADY: ("about", "Du eller någon annan har redan frågat om det. Granskaren har frågan."),
    Refusal.OWN_LOOK: ("about", "Välj någon annan än dig själv."),
}
_DONE = {"sett": "Noterat: du har gått igenom vem som har tittat", "fraga": "Frågan är skickad till granskaren"}


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show who has looked in a case."""
    actor, moment = actor_of(request), now()
    page = looks_in_case(actor=actor, case_id=case_id, days=_days_in(request), now=moment)
    shape = open_case(actor=actor, case_id=case_id, now=moment)
    context = {"case": shape, "page": page, "section": "looks", "periods": SHOWN_DAYS}
    return render(request, "log_review/case.html", context | {"done": _DONE.get(request.GET.get("klart", ""))})


@case_bound
@posted_only
def seen(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Take it that who has looked is in order, up to what the page showed."""
    note_looks(actor=actor_of(request), case_id=case_id, until_at=_shown_until(request), now=now())
    return _back(case_id, "sett")


@case_bound
def ask(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask the reviewer about one of those who have looked."""
    actor, moment = actor_of(request), now()
    key = ask_draft(actor, case_id, day_of(moment))
    page = looks_in_case(actor=actor, case_id=case_id, days=max(SHOWN_DAYS), now=moment)
    return answer_form(
        request,
        ask_form(_who(page)),
        key,
        act=lambda given, revision: ask_about_look(
            actor=actor,
            case_id=case_id,
            account_id=asked_about(given),
            text=given["text"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(case_id, "fraga"),
        page=lambda turn: _form_page(request, "log_review/ask.html", case_id, turn),
    )


@case_bound
def extract(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Make the person's own extract of the log."""
    actor = actor_of(request)
    key = extract_draft(actor, case_id, day_of(now()))
    return answer_form(
        request,
        MakeExtract,
        key,
        act=lambda given, revision: make_extract(
            actor=actor,
            case_id=case_id,
            withhold_police=given["withhold_police"],
            reason=given["reason"],
            now=now(),
            draft_revision=revision,
        ),
        refusals={Refusal.TEXT_MISSING: ("reason", "Skriv varför något hålls tillbaka. Personen läser det.")},
        done=lambda document_id: redirect("documents:document", document_id=document_id),
        page=lambda turn: _form_page(request, "log_review/extract.html", case_id, turn),
    )


def _form_page(request: StaffRequest, template: str, case_id: UUID, turn: Turn[F]) -> HttpResponse:
    shape = open_case(actor=actor_of(request), case_id=case_id, now=now())
    return render(request, template, {"case": shape, "section": "looks", "form": turn.form, "draft": turn.sheet})


def _who(page: LooksPage) -> list[tuple[UUID, str]]:
    found = {
        line.looked.account: f"{line.name}, {line.role.lower()}"
        for line in page.lines
        if line.looked.account is not None
    }
    return sorted(found.items(), key=lambda one: one[1])


def _days_in(request: StaffRequest) -> int:
    asked = request.GET.get("dagar", "")
    return next((days for days in SHOWN_DAYS if asked == str(days)), SHOWN_DAYS[0])


def _shown_until(request: StaffRequest) -> datetime:
    """Read up to when the page showed; what is not a moment has seen nothing."""
    try:
        shown = datetime.fromisoformat(request.POST.get("till", ""))
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return shown if shown.tzinfo is not None else shown.replace(tzinfo=UTC)


def _back(case_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('log_review:case', args=[case_id])}?klart={word}")
