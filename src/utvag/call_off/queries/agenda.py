"""What waits, comes and has happened in call-offs, without names and places. Opens no text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import CallOff, CallOffStep, DirectAward, Enquiry
from utvag.call_off.queries.purchases import purchases_of
from utvag.call_off.rules import Answer, CallOffState, Step
from utvag.cases.access import may_choose, visible_to
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of

PAGE: Final = "call_off:case"
DOCUMENTATION: Final = "Dokumentationen av direktupphandlingen ska vara klar"
DOCUMENTATION_WHY: Final = "Ett köp över gränsen dokumenteras inom 30 dagar (LOU 19 a kap. 11 §)."


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits for the actor in her cases' call-offs: late answers, and bought steps where nobody is asked."""
    if not may_choose(actor):
        return ()
    today = day_of(now)
    rows = CallOff.objects.filter(case__in=visible_to(actor, today), state=CallOffState.OPEN)
    return tuple(row for each in rows.select_related("case") for row in _work(each, today))


def coming_of(*, case_ids: Sequence[UUID], today: date) -> tuple[Coming, ...]:
    """Give the last days for answers and for the documentation of direct awards. The caller has passed the walls."""
    return (*_answers_due(case_ids, today), *_documentation_due(case_ids, today))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened in the call-offs of a case. The caller has passed its wall."""
    ids = {"case_id": case_id}
    steps = (
        Happening(
            row.entered_at,
            "Avropet började" if row.step == Step.OWN else f"Avropet gick till steg {row.step}",
            row.entered_by,
            PAGE,
            ids,
        )
        for row in CallOffStep.objects.filter(case=case_id)
    )
    enquiries = (
        Happening(row.sent_at, "En utförare fick en förfrågan", row.sent_by, PAGE, ids)
        for row in Enquiry.objects.filter(case=case_id)
    )
    answers = (
        Happening(
            row.registered_at, f"En utförare svarade {Answer(row.answer).swedish.lower()}", row.registered_by, PAGE, ids
        )
        for row in AnswerRow.objects.filter(case=case_id)
    )
    awards = (
        Happening(row.made_at, "En promemoria om direktupphandling skrevs", row.made_by, PAGE, ids)
        for row in DirectAward.objects.filter(case=case_id)
    )
    return (*steps, *enquiries, *answers, *awards)


def _work(call_off: CallOff, today: date) -> Iterator[Work]:
    ids, code = {"case_id": call_off.case_id}, call_off.case.code_name
    enquiries = list(Enquiry.objects.filter(call_off=call_off.pk).select_related("answer"))
    open_ones = [one for one in enquiries if not hasattr(one, "answer")]
    for one in open_ones:
        if one.due_date < today:
            why = "Utföraren har inte svarat i tid. Ring, eller gå vidare."
            yield Work(code, "Svar saknas", why, Urgency.ATTENTION, PAGE, ids, one.sent_at, one.due_date)
    has_yes = [one for one in enquiries if hasattr(one, "answer") and one.answer.answer == Answer.YES]
    bought = purchases_of(one.id for one in has_yes)
    if any(one.step > Step.OWN for one in has_yes) and not any(line.is_live for line in bought.values()):
        why = "En utförare har svarat ja. Föreslå köpet, så att sektionschefen kan besluta."
        yield Work(code, "Ja utan förslag", why, Urgency.ATTENTION, PAGE, ids, has_yes[0].answer.registered_at)
    is_past_own = CallOffStep.objects.filter(call_off=call_off.pk, step__gt=Step.OWN).exists()
    if is_past_own and not open_ones and not has_yes:
        why = "Ingen är frågad just nu. Fråga nästa hem i steget, eller gå vidare med ett skäl."
        yield Work(code, "Avropet står stilla", why, Urgency.ATTENTION, PAGE, ids, call_off.opened_at)


def _answers_due(case_ids: Sequence[UUID], today: date) -> Iterator[Coming]:
    rows = Enquiry.objects.filter(case__in=case_ids, due_date__gte=today, answer__isnull=True)
    for row in rows.select_related("case"):
        ids, code = {"case_id": row.case_id}, row.case.code_name
        why = "Den dag som står i förfrågan."
        yield Coming(row.due_date, "Utföraren ska svara", why, "Utföraren", PAGE, ids, code)


def _documentation_due(case_ids: Sequence[UUID], today: date) -> Iterator[Coming]:
    rows = DirectAward.objects.filter(case__in=case_ids, document_due_date__gte=today).select_related("case")
    for row in rows.order_by("enquiry", "-revision").distinct("enquiry"):
        if row.document_due_date is not None:
            ids, code = {"case_id": row.case_id}, row.case.code_name
            yield Coming(row.document_due_date, DOCUMENTATION, DOCUMENTATION_WHY, "Samordnaren", PAGE, ids, code)
