"""Ask a provider, write down the answer, and the memo of a direct award."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse

from utvag.call_off.access import case_draft, enquiry_draft
from utvag.call_off.forms import AskProvider, RegisterAnswer, WriteAward, asked_for_in, award_in, told_in
from utvag.call_off.operations import (
    UnableToCallOff,
    ask_provider,
    award_directly,
    propose_purchase,
    register_answer,
)
from utvag.call_off.queries import (
    award_to_write,
    case_of_enquiry,
    enquiry_to_answer,
    household_in_bands,
    open_step,
)
from utvag.call_off.queries.steps import asked_in
from utvag.call_off.rules import next_in_order
from utvag.call_off.views.frame import ShowsHomes, back, case_of, form_page, not_done
from utvag.call_off.views.words import AWARD_REFUSALS, REFUSALS
from utvag.cases.queries import open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.foundation.workdays import add_working_days

WORKING_DAYS_TO_ANSWER: Final = 2


@case_bound
def ask(request: StaffRequest, case_id: UUID, home_id: UUID, *, shows_homes: ShowsHomes) -> HttpResponse:
    """Ask a provider about a home that the check shows."""
    actor, moment = actor_of(request), now()
    key = case_draft(actor, case_id, FormKind.ASK_PROVIDER, day_of(moment), action="ASK_PROVIDER", home_id=home_id)
    shown, held = shows_homes(actor=actor, case_id=case_id, now=moment), open_step(case_id=case_id)
    home = shown.home(home_id)
    if held is None or home is None:
        # The same answer whether the home is taken, too near, or has never been.
        raise NotVisible("OPEN_HOME", "HOME", home_id)
    opened = open_case(actor=actor, case_id=case_id, now=moment)
    due = add_working_days(day_of(moment), WORKING_DAYS_TO_ANSWER)

    def act(given: dict[str, Any], revision: int) -> UUID:
        return ask_provider(
            actor=actor,
            case_id=case_id,
            home_id=home_id,
            asked_for=asked_for_in(given),
            order_reason=given["order_reason"],
            shown=shown,
            now=now(),
            draft_revision=revision,
        )

    def page(turn: Turn[AskProvider]) -> HttpResponse:
        first = next_in_order(shown.in_step(home.step), asked_in(held.call_off_id, home.step))
        context = {"home": home, "is_first": first == home, "is_reached": home.step <= held.step}
        return form_page(request, "ask", case_id, turn, context)

    return answer_form(
        request,
        AskProvider,
        key,
        act=act,
        refusals=REFUSALS,
        done=lambda _: back(case_id, "fragat"),
        page=page,
        initial={"due_date": due, **household_in_bands(opened, moment)},
    )


@case_bound
def answer(request: StaffRequest, enquiry_id: UUID) -> HttpResponse:
    """Write down what a provider answered."""
    actor, moment = actor_of(request), now()
    key = enquiry_draft(actor, enquiry_id, FormKind.ENQUIRY_ANSWER, day_of(moment), action="REGISTER_ANSWER")
    case_id = case_of(key)

    def act(given: dict[str, Any], revision: int) -> None:
        register_answer(actor=actor, enquiry_id=enquiry_id, told=told_in(given), now=now(), draft_revision=revision)

    def page(turn: Turn[RegisterAnswer]) -> HttpResponse:
        enquiry = enquiry_to_answer(actor=actor, enquiry_id=enquiry_id, now=moment)
        return form_page(request, "answer", case_id, turn, {"enquiry": enquiry})

    return answer_form(
        request,
        RegisterAnswer,
        key,
        act=act,
        refusals=REFUSALS,
        done=lambda _: back(case_id, "svar"),
        page=page,
        initial={"answered_date": day_of(moment)},
    )


@case_bound
def award(request: StaffRequest, enquiry_id: UUID) -> HttpResponse:
    """Write the memo of a direct award."""
    actor, moment = actor_of(request), now()
    key = enquiry_draft(actor, enquiry_id, FormKind.DIRECT_AWARD, day_of(moment), action="AWARD_DIRECTLY")
    case_id = case_of(key)

    def act(given: dict[str, Any], revision: int) -> UUID:
        return award_directly(
            actor=actor, enquiry_id=enquiry_id, told=award_in(given), now=now(), draft_revision=revision
        )

    def page(turn: Turn[WriteAward]) -> HttpResponse:
        enquiry = enquiry_to_answer(actor=actor, enquiry_id=enquiry_id, now=moment)
        basis = award_to_write(actor=actor, enquiry_id=enquiry_id, now=moment)
        return form_page(request, "award", case_id, turn, {"enquiry": enquiry, "basis": basis})

    return answer_form(
        request,
        WriteAward,
        key,
        act=act,
        refusals=AWARD_REFUSALS,
        done=lambda _: back(case_id, "promemoria"),
        page=page,
        initial={"fees": 0},
    )


@posted_only
@case_bound
def propose(request: StaffRequest, enquiry_id: UUID) -> HttpResponse:
    """Propose the purchase to the section head."""
    actor, moment = actor_of(request), now()
    case_id = case_of_enquiry(actor=actor, enquiry_id=enquiry_id, now=moment)
    try:
        propose_purchase(actor=actor, enquiry_id=enquiry_id, now=moment)
    except UnableToCallOff as refused:
        return not_done(case_id, refused)
    return back(case_id, "foreslaget")
