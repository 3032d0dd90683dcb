"""The journal of a case: read it, write in it, correct it, open what is sensitive."""

from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN, day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.journal.access import draft_on_note, writing_draft
from utvag.journal.forms import Disagree, WriteNote, written_in
from utvag.journal.operations import correct_note, note_disagreement, sign_note
from utvag.journal.queries import NoteShape, note_to_answer, open_note, read_journal
from utvag.journal.rules import NoteKind, Refusal
from utvag.law.statutes import cite

F = TypeVar("F", bound=forms.Form)

_REFUSALS: Refusals = {
    Refusal.HAPPENS_LATER: ("day", "Skriv en dag och en tid som har varit. Journalen är för det som har hänt."),
    Refusal.ALREADY_CORRECTED: (None, "Anteckningen är redan rättad. Gå till journalen och rätta rättelsen i stället."),
}
# What has just been done, by the word in the address.
_DONE = {
    "skriven": "Anteckningen är signerad och låst",
    "rattad": "Rättelsen är signerad. Båda anteckningarna står kvar",
    "invandning": "Det personen anser är signerat och står vid anteckningen",
}


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the journal of a case, the newest day first."""
    actor, moment = actor_of(request), now()
    shape = open_case(actor=actor, case_id=case_id, now=moment)
    journal = read_journal(actor=actor, case_id=case_id, now=moment)
    context = {"case": shape, "journal": journal, "done": _DONE.get(request.GET.get("klart", ""))}
    return render(request, "journal/case.html", context | {"section": "journal"})


@case_bound
def write(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Write a note and sign it."""
    actor = actor_of(request)
    return answer_form(
        request,
        WriteNote,
        writing_draft(actor, case_id, day_of(now())),
        act=lambda given, revision: sign_note(
            actor=actor, case_id=case_id, written=written_in(given), now=now(), draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(case_id, "skriven"),
        page=lambda turn: _page(request, "journal/write.html", case_id, turn),
        initial={"kind": NoteKind.NOTE.value, **_this_moment()},
    )


@case_bound
def correct(request: StaffRequest, note_id: UUID) -> HttpResponse:
    """Correct a note by a new one."""
    actor = actor_of(request)
    key = draft_on_note(actor, note_id, FormKind.CORRECT_NOTE, day_of(now()))
    note = note_to_answer(actor=actor, note_id=note_id, now=now())
    form: type[forms.Form] = WriteNote if note.about_number is None else Disagree
    return answer_form(
        request,
        form,
        key,
        act=lambda given, revision: correct_note(
            actor=actor, note_id=note_id, written=written_in(given), now=now(), draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(note.case_id, "rattad"),
        page=lambda turn: _page(request, "journal/correct.html", note.case_id, turn, note),
        initial=_as_it_was(note),
    )


@case_bound
def disagree(request: StaffRequest, note_id: UUID) -> HttpResponse:
    """Write that the person thinks a note is wrong."""
    actor = actor_of(request)
    key = draft_on_note(actor, note_id, FormKind.DISAGREE_NOTE, day_of(now()))
    note = note_to_answer(actor=actor, note_id=note_id, now=now())
    return answer_form(
        request,
        Disagree,
        key,
        act=lambda given, revision: note_disagreement(
            actor=actor, note_id=note_id, written=written_in(given), now=now(), draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(note.case_id, "invandning"),
        page=lambda turn: _page(request, "journal/disagree.html", note.case_id, turn, note),
        initial=_this_moment(),
    )


@case_bound
@posted_only
def open_(request: StaffRequest, note_id: UUID) -> HttpResponse:
    """Open a sensitive note; that is an act of its own, and the log says so."""
    actor, moment = actor_of(request), now()
    note = open_note(actor=actor, note_id=note_id, now=moment)
    shape = open_case(actor=actor, case_id=note.case_id, now=moment)
    return render(request, "journal/opened.html", {"case": shape, "note": note, "section": "journal"})


def _page(
    request: StaffRequest,
    template: str,
    case_id: UUID,
    turn: Turn[F],
    note: NoteShape | None = None,
) -> HttpResponse:
    moment = now()
    shape = open_case(actor=actor_of(request), case_id=case_id, now=moment)
    law = cite("documentation", on=day_of(moment))
    context = {"case": shape, "section": "journal", "form": turn.form, "draft": turn.sheet, "note": note, "law": law}
    return render(request, template, context)


def _back(case_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('journal:case', args=[case_id])}?klart={word}")


def _this_moment() -> dict[str, object]:
    moment = now().astimezone(SWEDEN)
    return {"day": moment.date().isoformat(), "time": f"{moment:%H.%M}"}


def _as_it_was(note: NoteShape) -> dict[str, object]:
    """Begin a correction with what the note says; nothing of a sensitive one."""
    moment = note.occurred_at.astimezone(SWEDEN)
    begun: dict[str, object] = {"kind": note.kind.value, "day": moment.date().isoformat(), "time": f"{moment:%H.%M}"}
    return begun | {"heading": note.heading or "", "text": note.text or "", "is_sensitive": note.is_sensitive}
