"""Pages of a case's consents and register of disclosures. Nothing typed is lost; a refusal says what to do."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import may_choose
from utvag.cases.queries import CaseShape, open_case
from utvag.disclosure.access import (
    consent_draft,
    consent_form_draft,
    decision_draft,
    disclosure_draft,
    may_decide_disclosure,
    may_register_disclosure,
    receipt_draft,
)
from utvag.disclosure.forms import (
    DecideDisclosure,
    GiveConsent,
    NoteReceipt,
    SignedConsent,
    WithdrawConsent,
    asked_of,
    consent_of,
    disclosure_form,
    disclosure_of,
    prepare_form,
    signed_of,
)
from utvag.disclosure.operations import (
    UnableToConsent,
    decide_disclosure,
    give_consent,
    note_receipt,
    prepare_consent,
    print_consent_form,
    register_disclosure,
    register_signed_consent,
    withdraw_consent,
)
from utvag.disclosure.queries import decision_page, disclosure_page, form_page, withdrawal_page
from utvag.disclosure.rules import OFFERED, DisclosureState, ReceiptOutcome, Refusal, ground_of
from utvag.documents.operations import UnableToSign
from utvag.documents.rules import Refusal as NotSigned
from utvag.documents.views import REFUSALS as OF_COPY
from utvag.drafts.views import Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only

_PERSON_HELP: Final = "Välj den uppgiften gäller. Står numret inte i ärendet går grunden inte att använda."
# What is refused, at the field where it can be mended.
_REFUSALS: Final[Mapping[StrEnum, tuple[str | None, str]]] = {
    Refusal.NO_PARTY: ("party_POLICE", "Kryssa i minst en som får veta."),
    Refusal.NO_CATEGORY: ("about_IDENTITY", "Kryssa i minst en sak som de får veta."),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
    Refusal.GIVEN_LATER: ("given_date", "Skriv i dag eller en dag som har varit."),
    Refusal.FROM_BEFORE_GIVEN: ("from_date", "Skriv dagen för underskriften eller en senare dag."),
    Refusal.NOT_WRITTEN: ("is_written", "Be personen skriva under. Ett muntligt samtycke räcker inte."),
    Refusal.ALREADY_WITHDRAWN: (None, "Samtycket är redan återkallat."),
    Refusal.DISCLOSED_LATER: (None, "En uppgift lämnades i samma stund. Försök igen."),
    Refusal.NO_CONSENT: (
        "ground",
        "Det finns inget samtycke i ärendet. Registrera det först, eller välj en annan grund.",
    ),
    Refusal.CONSENT_WITHDRAWN: ("ground", "Samtycket var återkallat då. Välj en annan grund, om det finns någon."),
    Refusal.CONSENT_NOT_THAT_DAY: ("day", "Inget samtycke gällde den dagen. Se efter vilken dag det var."),
    Refusal.PARTY_LEFT_OUT: (
        "party",
        "Samtycket gäller inte den mottagaren. Fråga personen, eller välj en annan grund.",
    ),
    Refusal.CATEGORY_LEFT_OUT: ("category", "Samtycket gäller inte det. Fråga personen, eller välj en annan grund."),
    Refusal.GROUND_UNKNOWN: ("ground", "Välj en grund ur listan. Generalklausulen, 10 kap. 27 §, gäller inte här."),
    Refusal.GROUND_NOT_IN_FORCE: ("ground", "Paragrafen gällde inte den dagen. Välj en grund som gällde då."),
    Refusal.GROUND_NOT_FOR_PARTY: ("ground", "Med den grunden får den mottagaren inget veta. Välj en annan grund."),
    Refusal.AGE_UNKNOWN: ("person", _PERSON_HELP),
    Refusal.NOT_UNDER_21: ("person", "Personen hade fyllt 21 år. Då gäller inte 18 a §. Välj en annan grund."),
    Refusal.BALANCE_MISSING: ("balance", "Skriv varför det väger tyngre att lämna uppgiften."),
    Refusal.REQUEST_MISSING: ("is_requested", "Grunden gäller bara när mottagaren har begärt uppgiften."),
    Refusal.ASK_LAWYER: ("protected_address", "Lämna ingenting än. Fråga kommunens jurist och anteckna svaret."),
    Refusal.TIME_MISSING: ("day", "Skriv när uppgiften lämnades. Den grunden behöver inget beslut först."),
    Refusal.NOT_YET: ("day", "Skriv en tid som har varit."),
    Refusal.RECURS_NOT: ("recurs_until", "Med den grunden prövas varje uppgift för sig. Lämna fältet tomt."),
    Refusal.RECURS_TOO_LONG: ("recurs_until", "Skriv en dag inom 90 dagar. Sedan prövar ni det på nytt."),
}
_OF_FORM: Final[Mapping[StrEnum, tuple[str | None, str]]] = {
    Refusal.GIVEN_LATER: ("given_date", "Skriv i dag eller en dag som har varit."),
    Refusal.SIGNED_BEFORE_FORM: ("given_date", "Formuläret fanns inte den dagen. Skriv dagen på papperet."),
    Refusal.SIGNED_TOO_LATE: ("given_date", "Samtycket gällde inte längre den dagen. Gör ett nytt formulär."),
    Refusal.REGISTERED_ALREADY: (None, "Formuläret är redan registrerat. Lägg till kopian på samtyckets sida."),
    Refusal.DATES_REVERSED: ("given_date", "Samtycket gällde inte längre den dagen. Gör ett nytt formulär."),
}
_OF_RECEIPT: Final[Mapping[StrEnum, tuple[str | None, str]]] = {
    Refusal.NOT_GIVEN_OUT: (None, "Ingen har beslutat att uppgiften får lämnas. Då finns det inget svar att skriva."),
    Refusal.NOT_YET: ("noted_date", "Skriv i dag eller en dag som har varit."),
}
_NO_LONGER: Final = "Säg nej, och skriv varför."
_OF_DECISION: Final[Mapping[StrEnum, tuple[str | None, str]]] = {
    Refusal.NOT_PROPOSED: (None, "Någon har redan tagit ställning. Gå tillbaka och läs vad som är beslutat."),
    Refusal.OWN_PROPOSAL: (None, "Du har själv föreslagit det. En annan sektionschef måste ta ställning."),
    Refusal.OFFICES_OPEN: (None, "Socialjouren tar ställning bara när kontoret är stängt. Ring sektionschefen."),
    Refusal.REASON_MISSING: ("reason", "Skriv varför uppgiften inte ska lämnas."),
    Refusal.RECURS_PASSED: ("answer", f"Sista dagen för att lämna uppgiften har passerat. {_NO_LONGER}"),
    Refusal.GROUND_UNKNOWN: ("answer", f"Grunden finns inte längre. {_NO_LONGER}"),
    Refusal.GROUND_NOT_IN_FORCE: ("answer", f"Paragrafen gäller inte den dagen. {_NO_LONGER}"),
    Refusal.GROUND_NOT_FOR_PARTY: ("answer", f"Med den grunden får mottagaren inget veta. {_NO_LONGER}"),
    Refusal.AGE_UNKNOWN: ("answer", f"Personens ålder är inte känd, och grunden kräver den. {_NO_LONGER}"),
    Refusal.NOT_UNDER_21: ("answer", f"Personen har fyllt 21 år. Då gäller inte 18 a §. {_NO_LONGER}"),
    Refusal.ASK_LAWYER: ("answer", "Fråga kommunens jurist först. Ingenting är beslutat."),
}
# What has just been done, by the word in the address.
_DONE: Final = {
    "samtycke": "Samtycket är registrerat",
    "utlamnat": "Utlämnandet är registrerat",
    "foreslaget": "Förslaget väntar på sektionschefen. Lämna ingen uppgift förrän det är beslutat.",
    "beslutat": "Ditt ställningstagande är sparat",
    "kvitto": "Svaret är sparat",
}


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show a case's consents and everything that was given out."""
    actor = actor_of(request)
    opened = open_case(actor=actor, case_id=case_id, now=now())
    context = {
        "page": disclosure_page(actor=actor, case_id=case_id, now=now()),
        "today": day_of(now()),
        "may_handle": may_choose(actor),
        "may_register": may_register_disclosure(actor),
        "may_decide": may_decide_disclosure(actor),
        "done": _DONE.get(request.GET.get("klart", "")),
    }
    return _page(request, "disclosure/case.html", opened, context)


@case_bound
def give(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Register a person's written consent."""
    actor, moment = actor_of(request), now()
    key = consent_draft(actor, case_id, day_of(moment), action="GIVE_CONSENT")
    return answer_form(
        request,
        GiveConsent,
        key,
        act=lambda given, revision: give_consent(
            actor=actor, case_id=case_id, given=consent_of(given), now=moment, draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(case_id, "samtycke"),
        page=lambda turn: _form_page(request, "disclosure/give_consent.html", case_id, turn),
        initial={"given_date": day_of(moment), "from_date": day_of(moment)},
    )


@case_bound
def prepare(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Make a consent form for a person to sign on paper."""
    actor, moment = actor_of(request), now()
    key = consent_form_draft(actor, case_id, day_of(moment), action="PREPARE_CONSENT_FORM")
    opened = open_case(actor=actor, case_id=case_id, now=moment)
    return answer_form(
        request,
        prepare_form(_persons(opened)),
        key,
        act=lambda given, revision: prepare_consent(
            actor=actor, case_id=case_id, asked=asked_of(given), now=moment, draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda made: redirect("disclosure:form", made),
        page=lambda turn: _page(request, "disclosure/prepare.html", opened, _of_turn(turn)),
        initial={"from_date": day_of(moment)},
    )


@case_bound
def form(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Show a consent form that waits for its signature, and register that it is signed."""
    actor, moment = actor_of(request), now()
    shown = form_page(actor=actor, form_id=form_id, now=moment)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    answer = SignedConsent(*sent, initial={"given_date": day_of(moment), "signatory": shown.name})
    if answer.is_bound and answer.is_valid() and _is_registered(request, form_id, answer):
        return _back(shown.case_id, "samtycke")
    opened = open_case(actor=actor, case_id=shown.case_id, now=moment)
    return _page(request, "disclosure/form.html", opened, {"shown": shown, "form": answer})


@case_bound
@posted_only
def print_form(request: StaffRequest, consent_id: UUID) -> HttpResponse:
    """Make the form of a consent anew, to be signed again."""
    actor, moment = actor_of(request), now()
    try:
        document = print_consent_form(actor=actor, consent_id=consent_id, now=moment)
    except UnableToConsent:
        return redirect("disclosure:withdraw", consent_id)
    return redirect("documents:document", document)


@case_bound
def withdraw(request: StaffRequest, consent_id: UUID) -> HttpResponse:
    """Say what stops at once when a consent is withdrawn; withdraw it; and say what has stopped."""
    actor, moment = actor_of(request), now()
    shown = withdrawal_page(actor=actor, consent_id=consent_id, now=moment)
    form = WithdrawConsent(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_consent(actor=actor, consent_id=consent_id, now=moment)
        except UnableToConsent as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return redirect("disclosure:withdraw", consent_id)
    opened = open_case(actor=actor, case_id=shown.case_id, now=moment)
    context = {"shown": shown, "consent": shown.consent, "form": form}
    return _page(request, "disclosure/withdraw.html", opened, context)


@case_bound
def register(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Register that something was given out."""
    actor, moment = actor_of(request), now()
    key = disclosure_draft(actor, case_id, day_of(moment), action="REGISTER_DISCLOSURE")
    opened = open_case(actor=actor, case_id=case_id, now=moment)
    return answer_form(
        request,
        disclosure_form(_persons(opened)),
        key,
        act=lambda given, revision: register_disclosure(
            actor=actor, case_id=case_id, new=disclosure_of(given), now=moment, draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(case_id, "foreslaget" if _is_weighed(request.POST["ground"]) else "utlamnat"),
        page=lambda turn: _page(request, "disclosure/register.html", opened, _of_turn(turn)),
        initial=_begun(),
    )


@case_bound
def decide(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    """Decide whether something may be given out without consent."""
    actor, moment = actor_of(request), now()
    key = decision_draft(actor, disclosure_id, day_of(moment), action="DECIDE_DISCLOSURE")
    shown = decision_page(actor=actor, disclosure_id=disclosure_id, now=moment)
    return answer_form(
        request,
        DecideDisclosure,
        key,
        act=lambda given, revision: decide_disclosure(
            actor=actor,
            disclosure_id=disclosure_id,
            is_declined=given["answer"] == DisclosureState.DECLINED,
            reason=given["reason"],
            now=moment,
            draft_revision=revision,
        ),
        refusals=_OF_DECISION,
        done=lambda _: _back(shown.case_id, "beslutat"),
        page=lambda turn: _form_page(request, "disclosure/decide.html", shown.case_id, turn, shown=shown),
    )


@case_bound
def receipt(request: StaffRequest, disclosure_id: UUID) -> HttpResponse:
    """Note whether the receiver has got what was given."""
    actor, moment = actor_of(request), now()
    key = receipt_draft(actor, disclosure_id, day_of(moment), action="NOTE_RECEIPT")
    case_id = key.case_id or disclosure_id
    return answer_form(
        request,
        NoteReceipt,
        key,
        act=lambda given, revision: note_receipt(
            actor=actor,
            disclosure_id=disclosure_id,
            outcome=ReceiptOutcome(given["outcome"]),
            noted_date=given["noted_date"],
            how=given["how"],
            now=moment,
            draft_revision=revision,
        ),
        refusals=_OF_RECEIPT,
        done=lambda _: _back(case_id, "kvitto"),
        page=lambda turn: _form_page(request, "disclosure/receipt.html", case_id, turn),
        initial={"noted_date": day_of(moment)},
    )


def _is_registered(request: StaffRequest, form_id: UUID, answer: SignedConsent) -> bool:
    try:
        register_signed_consent(
            actor=actor_of(request), form_id=form_id, signed=signed_of(answer.cleaned_data), now=now()
        )
    except UnableToConsent as refused:
        answer.add_error(*_OF_FORM[refused.refusal])
    except UnableToSign as refused:
        field, sentence = OF_COPY[NotSigned(refused.refusal)]
        answer.add_error(field if field in answer.fields else None, sentence)
    return not answer.errors


def _is_weighed(key: str) -> bool:
    ground = ground_of(key)
    return ground is not None and ground.needs_decision


def _begun() -> dict[str, object]:
    return {"protected_address": "NO", "ground": "CONSENT"}


def _persons(opened: CaseShape) -> list[tuple[UUID, str]]:
    return [(one.id, one.name) for one in opened.household]


def _of_turn(turn: Turn[Any]) -> dict[str, object]:
    return {"form": turn.form, "draft": turn.sheet, "grounds": OFFERED.values()}


def _form_page(request: StaffRequest, template: str, case_id: UUID, turn: Turn[Any], **more: object) -> HttpResponse:
    opened = open_case(actor=actor_of(request), case_id=case_id, now=now())
    return _page(request, template, opened, _of_turn(turn) | more)


def _page(request: StaffRequest, template: str, opened: CaseShape, context: dict[str, object]) -> HttpResponse:
    return render(request, template, {"case": opened, "section": "disclosure", **context})


def _back(case_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('disclosure:case', args=[case_id])}?klart={word}")
