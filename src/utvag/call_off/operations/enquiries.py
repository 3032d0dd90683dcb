"""Ask a provider, and write down what it answered."""

from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.call_off.access import ENQUIRY, case_to_call_off, enquiry_for
from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import CallOff, Enquiry
from utvag.call_off.operations.steps import UnableToCallOff, hold_open_step
from utvag.call_off.queries.steps import OpenStep, asked_in, sealed_place
from utvag.call_off.rules import (
    Answer,
    Asked,
    AskedFor,
    Refusal,
    Shown,
    ShownHome,
    ToldAnswer,
    next_in_order,
    refused_answer,
    refused_supplier,
)
from utvag.call_off.rules.papers import EnquiryFacts, enquiry_sheet
from utvag.cases.models import Case
from utvag.cases.queries import Entry, sealed_entry
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.periods import nights_from
from utvag.providers.models import Provider
from utvag.providers.queries import sealed_provider
from utvag.secrecy.envelope import Keyring, seal

ASK_PROVIDER, REGISTER_ANSWER = "ASK_PROVIDER", "REGISTER_ANSWER"


def ask_provider(
    *,
    actor: Actor,
    case_id: UUID,
    home_id: UUID,
    asked_for: AskedFor,
    order_reason: str,
    shown: Shown,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Freeze the enquiry about a home that the check shows, and give its id.

    :param order_reason: why this home and not the next in the check's order; empty for the next.
    :param shown: what the check showed the actor of the case; no other home is asked for.
    :raises NotVisible: unless the actor is named on the case and chooses homes.
    :raises UnableToCallOff: when the home may not be asked for now; one that is not shown is never said to be there.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_to_call_off(actor, case_id, today, action=ASK_PROVIDER)
        held, case, keyring = hold_open_step(case_id), opened.case, Keyring()
        home = shown.home(home_id)
        if home is None:
            raise UnableToCallOff(Refusal.HOME_NOT_SHOWN)
        if home.step > held.step:
            raise UnableToCallOff(Refusal.STEP_NOT_REACHED)
        entry, asked = sealed_entry(case, keyring), asked_in(held.call_off_id, home.step)
        _require_supplier(case, entry, home, keyring, now)
        _require_day(asked_for, now)
        _require_turn(shown, home, asked, order_reason)
        facts = _facts(case, entry, home, asked_for)
        row = _write(
            actor=actor, held=held, home=home, facts=facts, reason=order_reason, shown=shown, case=case, now=now
        )
        draft = DraftKey(FormKind.ASK_PROVIDER, case_id, home_id)
        drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
        subject = Subject(ENQUIRY, row.id, case_id)
        record(
            actor=actor,
            action=ASK_PROVIDER,
            subject=subject,
            purpose=opened.purpose,
            now=now,
            register_version=shown.register_version,
        )
    return row.id


def register_answer(
    *, actor: Actor, enquiry_id: UUID, told: ToldAnswer, now: datetime, draft_revision: int = 0
) -> None:
    """Write down what a provider answered, once.

    :raises NotVisible: unless the actor is named on the case and chooses homes.
    :raises UnableToCallOff: when it is answered already, or the answer does not tell what it must.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = enquiry_for(actor, enquiry_id, today, action=REGISTER_ANSWER)
        row = opened.enquiry
        # One at a time, also when the call-off is closed meanwhile: a late answer is an answer.
        CallOff.objects.select_for_update().get(pk=row.call_off_id)
        if AnswerRow.objects.filter(enquiry=enquiry_id).exists():
            raise UnableToCallOff(Refusal.ALREADY_ANSWERED)
        refusal = refused_answer(told, asked=day_of(row.sent_at), today=today)
        if refusal is not None:
            raise UnableToCallOff(refusal)
        _write_answer(actor, row, told, now)
        draft = DraftKey(FormKind.ENQUIRY_ANSWER, row.case_id, enquiry_id)
        drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
        subject = Subject(ENQUIRY, enquiry_id, row.case_id)
        record(
            actor=actor,
            action=REGISTER_ANSWER,
            subject=subject,
            purpose=opened.purpose,
            now=now,
            verdict=told.answer.value,
        )


def _write_answer(actor: Actor, row: Enquiry, told: ToldAnswer, now: datetime) -> None:
    answer_id = uuid4()
    is_yes = told.answer is Answer.YES
    AnswerRow.objects.create(
        id=answer_id,
        enquiry=row,
        case_id=row.case_id,
        home_id=row.home_id,
        answer=told.answer.value,
        reasons=[] if is_yes else [reason.value for reason in told.reasons],
        answered_date=told.answered_date,
        registered_at=now,
        registered_by=actor.id,
        sealed=seal(
            sealed_place(row.case_id, "answer", answer_id),
            {
                "by_whom": told.by_whom.strip(),
                "channel": told.channel.value,
                "points": {point.value: text.strip() for point, text in told.points.items()} if is_yes else {},
                "words": told.words.strip(),
            },
        ),
    )


def _require_supplier(case: Case, entry: Entry, home: ShownHome, keyring: Keyring, now: datetime) -> None:
    provider = sealed_provider(Provider.objects.get(pk=home.provider_id), keyring)
    refusal = refused_supplier(
        provider,
        form=home.form,
        lot=cast("str | None", entry.get("lot")),
        stay=nights_from(case.start_date, case.nights or 1),
        today=day_of(now),
    )
    if refusal is not None:
        raise UnableToCallOff(refusal)


def _require_day(asked_for: AskedFor, now: datetime) -> None:
    if asked_for.due_date < day_of(now):
        raise UnableToCallOff(Refusal.DUE_DATE_PASSED)


def _require_turn(shown: Shown, home: ShownHome, asked: tuple[Asked, ...], order_reason: str) -> None:
    """Let the homes of a step be asked in the check's order, and any other for a reason."""
    if any(one.home_id == home.home_id and one.answer is not Answer.NO for one in asked):
        raise UnableToCallOff(Refusal.ALREADY_ASKED)
    if next_in_order(shown.in_step(home.step), asked) != home and not order_reason.strip():
        raise UnableToCallOff(Refusal.ORDER_WITHOUT_REASON)


def _write(
    *,
    actor: Actor,
    case: Case,
    held: OpenStep,
    home: ShownHome,
    facts: EnquiryFacts,
    reason: str,
    shown: Shown,
    now: datetime,
) -> Enquiry:
    """Freeze the paper and keep the enquiry, with the homes that it was chosen among."""
    enquiry_id, codes = uuid4(), [one.code for one in shown.in_step(home.step)]
    document = freeze_document(
        actor=actor,
        case_id=case.id,
        code_name=case.code_name,
        kind=DocumentKind.PROVIDER_ENQUIRY,
        subject=enquiry_id,
        sheet=enquiry_sheet(facts),
        now=now,
    )
    sealed = {"order_reason": reason.strip(), "homes": codes, "register_version": shown.register_version}
    return Enquiry.objects.create(
        id=enquiry_id,
        call_off_id=held.call_off_id,
        case=case,
        step=home.step,
        home_id=home.home_id,
        provider_id=home.provider_id,
        rank=1 + codes.index(home.code),
        sent_at=now,
        sent_by=actor.id,
        due_date=facts.asked_for.due_date,
        document_id=document.id,
        sealed=seal(sealed_place(case.id, "enquiry", enquiry_id), sealed),
    )


def _facts(case: Case, entry: Entry, home: ShownHome, asked_for: AskedFor) -> EnquiryFacts:
    return EnquiryFacts(
        code_name=case.code_name,
        home_code=home.code,
        start=case.start_date,
        nights=case.nights or 1,
        required=tuple(cast("list[str]", entry.get("required") or [])),
        wanted=tuple(cast("list[str]", entry.get("wanted") or [])),
        asked_for=asked_for,
    )
