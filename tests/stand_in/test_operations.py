"""A leave: handed over by one, confirmed by another, seen only while it lasts, and told of afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.database import TestServer
from tests.decisions.givens import given_proposed
from tests.givens import CASE, NOW, TODAY, case_id, given_contact, given_named, given_staff
from tests.journal.givens import given_note
from tests.log import log_rows, without_the_log
from tests.personas import Personas
from tests.stand_in.givens import (
    BACK,
    LATER,
    LEAVE,
    NOTE,
    given_begun,
    given_stand_in,
    given_waiting,
    handed,
)
from utvag.call_off.operations import steps
from utvag.cases.models import CaseStaff, FirstContact
from utvag.cases.operations import (
    UnableToNameStaff,
    acknowledge_contact,
    deny_staff,
    end_staff,
    extend_staff,
    lift_denial,
)
from utvag.cases.queries import contact_notices, my_cases, namings_that_end, open_case
from utvag.cases.rules import DenialGround, NamedDays, Purpose
from utvag.decisions.models import Decision
from utvag.desk.queries.my_day import COMING as ON_THE_DESK
from utvag.documents.models import Document
from utvag.documents.queries import open_document, open_pdf
from utvag.drafts.models import Draft
from utvag.drafts.operations import save_draft
from utvag.followup import operations as followup
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.stand_in.access import As, note_draft
from utvag.stand_in.models import Handover
from utvag.stand_in.operations import (
    UnableToHandOver,
    begin_handover,
    confirm_handover,
    decline_handed,
    end_handover,
    note_return,
    write_handover_note,
)
from utvag.stand_in.queries import (
    COMING,
    cases_to_hand_over,
    digest_of,
    handovers_of,
    happenings_of,
    open_handover,
    work_of,
)
from utvag.stand_in.queries.digest import CALL_OFF, FOLLOWED, OF_THE_CASE, PAGES, VISITED
from utvag.stand_in.rules import HandedState, Refusal

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)

DAY: Final = timedelta(days=1)


def tags(actor: Actor, now: object = NOW) -> list[str]:
    return [row.tag for row in work_of(actor=actor, now=now)]  # type: ignore[arg-type]  # a moment


def deny(personas: Personas, who: Actor) -> None:
    deny_staff(
        actor=personas.section_head,
        case_id=case_id(),
        account_id=who.id,
        ground=DenialGround.KIN,
        reason="Kusin.",
        now=NOW,
    )


def test_the_stand_in_sees_the_case_from_the_first_day_until_the_last(personas: Personas) -> None:
    given_stand_in(personas, NamedDays(TODAY + DAY, TODAY + 3 * DAY))
    seen: list[Purpose | None] = []
    for day in range(5):
        try:
            seen.append(open_case(actor=personas.stranger, case_id=case_id(), now=NOW + day * DAY).purpose)
        except NotVisible:
            seen.append(None)
    assert seen == [None, Purpose.STAND_IN, Purpose.STAND_IN, None, None]
    # She who hands over sees it all the time.
    assert open_case(actor=personas.coordinator, case_id=case_id(), now=NOW + DAY).purpose is Purpose.COORDINATION


def test_nobody_is_let_in_before_the_section_head_has_confirmed(personas: Personas) -> None:
    handover_id = given_waiting(personas.coordinator, personas.stranger)
    assert my_cases(actor=personas.stranger, now=NOW) == ()
    for actor in (personas.coordinator, personas.stranger, personas.case_worker):
        with pytest.raises(NotVisible):
            confirm_handover(actor=actor, handover_id=handover_id, now=NOW)
    confirm_handover(actor=personas.section_head, handover_id=handover_id, now=NOW)
    assert [line.code_name for line in my_cases(actor=personas.stranger, now=NOW)] == [CASE]
    with pytest.raises(UnableToHandOver, match=Refusal.NOTHING_WAITS):
        confirm_handover(actor=personas.section_head, handover_id=handover_id, now=NOW)


def test_a_case_without_its_text_waits_for_nobody(personas: Personas) -> None:
    handover_id = given_begun(personas.coordinator, personas.stranger)
    assert tags(personas.coordinator) == ["Skriv till ersättaren"]
    assert tags(personas.section_head) == []
    with pytest.raises(UnableToHandOver, match=Refusal.NO_NOTE):
        write_handover_note(actor=personas.coordinator, handed_id=handed(handover_id).pk, text=" \n", now=NOW)
    with pytest.raises(UnableToHandOver, match=Refusal.NOTHING_WAITS):
        confirm_handover(actor=personas.section_head, handover_id=handover_id, now=NOW)


def test_the_text_can_be_changed_until_it_is_answered_and_its_draft_goes(personas: Personas) -> None:
    handover_id = given_begun(personas.coordinator, personas.stranger)
    handed_id = handed(handover_id).pk
    key = note_draft(personas.coordinator, handed_id, TODAY)
    save_draft(actor=personas.coordinator, key=key, values={"text": "Början"}, revision=0, now=NOW)
    revision = Draft.objects.get().revision
    write_handover_note(actor=personas.coordinator, handed_id=handed_id, text="Först", now=NOW, draft_revision=revision)
    assert not Draft.objects.exists()
    write_handover_note(actor=personas.coordinator, handed_id=handed_id, text=NOTE, now=LATER)
    page = open_handover(actor=personas.section_head, handover_id=handover_id, now=LATER)
    assert [one.brief.note for one in page.cases] == [NOTE]
    confirm_handover(actor=personas.section_head, handover_id=handover_id, now=LATER)
    with pytest.raises(UnableToHandOver, match=Refusal.DECIDED):
        write_handover_note(actor=personas.coordinator, handed_id=handed_id, text="Sent", now=LATER)


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        (NamedDays(TODAY - DAY, TODAY + DAY), Refusal.DAY_PASSED),
        (NamedDays(TODAY, TODAY), Refusal.DATES_REVERSED),
        (NamedDays(TODAY, TODAY + 400 * DAY), Refusal.TOO_LONG),
        (NamedDays(TODAY, TODAY + 41 * DAY), Refusal.OWN_NAMING_ENDS),
    ],
)
def test_the_days_are_within_her_own_naming(personas: Personas, days: NamedDays, refusal: Refusal) -> None:
    CaseStaff.objects.filter(account=personas.coordinator.id).update(until_date=TODAY + 40 * DAY)
    with pytest.raises(UnableToHandOver, match=refusal):
        given_begun(personas.coordinator, personas.stranger, days)
    assert not Handover.objects.exists()


def test_only_one_of_the_same_role_stands_in(personas: Personas) -> None:
    for other in (personas.case_worker, personas.section_head, personas.coordinator):
        with pytest.raises(UnableToHandOver, match=Refusal.ROLE):
            given_begun(personas.coordinator, other)


def test_one_hands_over_her_own_cases_and_no_stand_in_hands_on(personas: Personas) -> None:
    third = given_staff("third", Role.COORDINATOR)
    with pytest.raises(NotVisible):
        given_begun(personas.stranger, third)
    given_stand_in(personas)
    assert cases_to_hand_over(actor=personas.stranger, now=NOW) == ()
    with pytest.raises(NotVisible):
        given_begun(personas.stranger, third)
    assert [one.code_name for one in cases_to_hand_over(actor=personas.coordinator, now=NOW)] == [CASE]


def test_the_other_department_hands_nothing_over(personas: Personas) -> None:
    other = given_staff("other-department", Role.CASE_WORKER)
    given_named(CASE, other, Purpose.HOUSING_AND_FINANCE)
    assert cases_to_hand_over(actor=other, now=NOW) == ()
    with pytest.raises(NotVisible):
        given_begun(other, personas.case_worker)


def test_a_case_that_she_is_kept_out_of_is_left_out_and_only_the_head_reads_why(personas: Personas) -> None:
    deny(personas, personas.stranger)
    with pytest.raises(UnableToHandOver, match=Refusal.NONE_LEFT):
        given_begun(personas.coordinator, personas.stranger)
    lift_denial(actor=personas.section_head, case_id=case_id(), account_id=personas.stranger.id, now=LATER)
    handover_id = given_waiting(personas.coordinator, personas.stranger)
    deny(personas, personas.stranger)
    confirm_handover(actor=personas.section_head, handover_id=handover_id, now=LATER)
    assert handed(handover_id).state == HandedState.LEFT_OUT
    assert my_cases(actor=personas.stranger, now=LATER) == ()
    [for_head] = open_handover(actor=personas.section_head, handover_id=handover_id, now=LATER).cases
    [for_her] = open_handover(actor=personas.coordinator, handover_id=handover_id, now=LATER).cases
    assert "spärrad" in for_head.left_out
    assert for_her.left_out
    assert "spärrad" not in for_her.left_out


def test_one_who_is_named_already_is_left_out(personas: Personas) -> None:
    handover_id = given_waiting(personas.coordinator, personas.stranger)
    given_named(CASE, personas.stranger, Purpose.COORDINATION)
    confirm_handover(actor=personas.section_head, handover_id=handover_id, now=LATER)
    [one] = open_handover(actor=personas.section_head, handover_id=handover_id, now=LATER).cases
    assert one.state is HandedState.LEFT_OUT
    assert "redan utsedd" in one.left_out


def test_the_section_head_says_no_to_one_case(personas: Personas) -> None:
    handover_id = given_waiting(personas.coordinator, personas.stranger)
    handed_id = handed(handover_id).pk
    with pytest.raises(NotVisible):
        decline_handed(actor=personas.coordinator, handed_id=handed_id, now=NOW)
    assert decline_handed(actor=personas.section_head, handed_id=handed_id, now=NOW) == handover_id
    with pytest.raises(UnableToHandOver, match=Refusal.NOTHING_WAITS):
        decline_handed(actor=personas.section_head, handed_id=handed_id, now=NOW)
    assert handed(handover_id).state == HandedState.DECLINED
    assert my_cases(actor=personas.stranger, now=NOW) == ()


@pytest.mark.parametrize("who", ["coordinator", "stranger", "section_head"])
@pytest.mark.parametrize("day", [0, 2])
def test_each_of_the_three_ends_it_early(personas: Personas, who: str, day: int) -> None:
    handover_id = given_stand_in(personas)
    at = NOW + day * DAY
    end_handover(actor=personas.named(who), handover_id=handover_id, now=at)
    assert my_cases(actor=personas.stranger, now=at) == ()
    assert handed(handover_id).state == HandedState.ENDED
    with pytest.raises((UnableToHandOver, NotVisible)):
        end_handover(actor=personas.named(who), handover_id=handover_id, now=at)


def test_a_stand_in_says_no_before_her_first_day(personas: Personas) -> None:
    handover_id = given_stand_in(personas, NamedDays(TODAY + DAY, TODAY + 3 * DAY))
    [line] = handovers_of(actor=personas.stranger, now=NOW)
    assert (line.codes, line.seen_as) == ((), As.STAND_IN)
    with pytest.raises(NotVisible):
        open_handover(actor=personas.stranger, handover_id=handover_id, now=NOW)
    end_handover(actor=personas.stranger, handover_id=handover_id, now=NOW)
    assert my_cases(actor=personas.stranger, now=NOW + DAY) == ()
    assert handovers_of(actor=personas.stranger, now=NOW + DAY) == ()


def test_nobody_else_ends_it(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    for who in ("case_worker", "on_call", "liaison", "committee"):
        with pytest.raises(NotVisible):
            end_handover(actor=personas.named(who), handover_id=handover_id, now=NOW)
    assert my_cases(actor=personas.stranger, now=NOW)


def test_a_naming_that_its_section_head_ends_is_over_whatever_the_handover_says(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    end_staff(actor=personas.section_head, case_id=case_id(), account_id=personas.stranger.id, now=NOW)
    assert my_cases(actor=personas.stranger, now=NOW) == ()
    [one] = open_handover(actor=personas.coordinator, handover_id=handover_id, now=NOW).cases
    assert not one.is_standing


def test_one_who_is_kept_out_while_she_stands_in_is_a_stranger_at_once(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    deny(personas, personas.stranger)
    assert my_cases(actor=personas.stranger, now=NOW) == ()
    with pytest.raises(NotVisible):
        open_handover(actor=personas.stranger, handover_id=handover_id, now=NOW)
    with pytest.raises(NotVisible):
        end_handover(actor=personas.stranger, handover_id=handover_id, now=NOW)


def test_nobody_lets_it_last(personas: Personas) -> None:
    given_stand_in(personas)
    with pytest.raises(UnableToNameStaff, match="NOT_NAMED"):
        extend_staff(
            actor=personas.section_head,
            case_id=case_id(),
            account_id=personas.stranger.id,
            until_date=LEAVE.until_date + DAY,
            now=NOW,
        )
    near = LEAVE.until_date - TODAY - DAY
    assert namings_that_end(actor=personas.section_head, now=NOW + near) == ()


def test_she_does_the_work_of_her_role(personas: Personas) -> None:
    given_stand_in(personas)
    # The person of the case is heard from again: who coordinates is told, and her stand-in as she.
    contact_id = given_contact(personas.case_worker)
    FirstContact.objects.update(state="LINKED", case=case_id())
    assert [line.id for line in contact_notices(actor=personas.stranger, now=NOW)] == [contact_id]
    acknowledge_contact(actor=personas.stranger, contact_id=contact_id, now=NOW)
    assert contact_notices(actor=personas.coordinator, now=NOW) == ()
    proposed = given_proposed(personas.stranger)
    assert Decision.objects.get(pk=proposed).proposed_by_id == personas.stranger.id


def test_the_brief_is_a_frozen_document_whose_title_names_nobody(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    document = Document.objects.get(kind="HANDOVER_BRIEF")
    assert handed(handover_id).brief_id == document.pk
    shape = open_document(actor=personas.stranger, document_id=document.pk, now=NOW)
    assert shape.sheet.title == "Överlämning till ersättare"
    assert [section.heading for section in shape.sheet.sections] == [
        "Att veta",
        "Det som kommer",
        "Det som senast gjordes",
        "Fler som är utsedda",
    ]
    assert shape.sheet.sections[0].paragraphs == (NOTE,)
    named = shape.sheet.sections[3].table
    assert named is not None
    assert ("Namn section-head, sektionschef", "Beslut") in named.rows
    assert not any("stranger" in cell for row in named.rows for cell in row)
    assert open_pdf(actor=personas.stranger, document_id=document.pk, now=NOW).startswith(b"%PDF")
    with pytest.raises(NotVisible):
        open_pdf(actor=personas.stranger, document_id=document.pk, now=BACK)


def test_the_brief_tells_of_the_same_days_to_come_as_the_desk() -> None:
    assert set(COMING) == set(ON_THE_DESK)


def test_what_she_did_is_told_by_case_and_day_with_where_to_read_on(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    open_case(actor=personas.stranger, case_id=case_id(), now=LATER)
    open_case(actor=personas.stranger, case_id=case_id(), now=LATER + DAY)
    open_case(actor=personas.stranger, case_id=case_id(), now=LATER + DAY)
    open_case(actor=personas.case_worker, case_id=case_id(), now=LATER)
    given_note(personas.stranger)
    digest = digest_of(actor=personas.coordinator, handover_id=handover_id, now=BACK)
    [case] = digest.cases
    assert (case.code_name, case.notes, case.denied) == (CASE, 1, 0)
    assert [day.day for day in case.days] == [TODAY, TODAY + DAY]
    first = {(row.words, row.is_act, row.page) for row in case.days[0].rows}
    assert ("Signerade en anteckning", True, "journal:case") in first
    assert ("Öppnade ärendet", False, "desk:timeline") in first
    [second] = case.days[1].rows
    assert (second.words, second.times) == ("Öppnade ärendet", 2)


def test_every_row_of_a_digest_leads_to_a_page_that_is_there() -> None:
    one = {"case_id": uuid4()}
    pages = [reverse(page, kwargs=one) for page in (*OF_THE_CASE.values(), "desk:timeline")]
    pages += [reverse(page, kwargs={name: uuid4()}) for page, name in PAGES.values()]
    assert all(page.startswith("/") for page in pages)
    # The words that stand in the log of those packages, and not in their access.
    assert {CALL_OFF, FOLLOWED, VISITED} == {steps.CALL_OFF, followup.CONTACT, followup.VISIT}


def test_the_digest_is_hers_and_the_heads(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    assert digest_of(actor=personas.section_head, handover_id=handover_id, now=NOW).cases
    for who in ("stranger", "case_worker", "on_call", "liaison", "committee"):
        with pytest.raises(NotVisible):
            digest_of(actor=personas.named(who), handover_id=handover_id, now=NOW)


def test_she_who_comes_back_is_told_to_read_until_she_has(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    assert tags(personas.stranger) == ["Du är ersättare"]
    assert tags(personas.coordinator) == []
    assert tags(personas.coordinator, BACK) == ["Välkommen tillbaka"]
    with pytest.raises(NotVisible):
        note_return(actor=personas.section_head, handover_id=handover_id, now=BACK)
    note_return(actor=personas.coordinator, handover_id=handover_id, now=BACK)
    note_return(actor=personas.coordinator, handover_id=handover_id, now=BACK + DAY)
    assert Handover.objects.get().read_at == BACK
    assert tags(personas.coordinator, BACK) == []


def test_the_section_head_is_told_what_waits(personas: Personas) -> None:
    given_waiting(personas.coordinator, personas.stranger)
    assert tags(personas.section_head) == ["Bekräfta ersättare"]
    assert tags(personas.section_head, BACK) == []


def test_the_case_tells_that_somebody_stood_in(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    end_handover(actor=personas.coordinator, handover_id=handover_id, now=LATER)
    assert [row.title.split(",")[0] for row in happenings_of(case_id=case_id())] == [
        "Ersättare bekräftad",
        "Ersättningen avslutades i förtid",
    ]


def test_a_leave_that_is_over_is_not_confirmed(personas: Personas) -> None:
    handover_id = given_waiting(personas.coordinator, personas.stranger)
    with pytest.raises(UnableToHandOver, match=Refusal.OVER):
        confirm_handover(actor=personas.section_head, handover_id=handover_id, now=BACK)


def test_a_case_of_another_is_not_chosen_with_ones_own(personas: Personas) -> None:
    with pytest.raises(NotVisible):
        begin_handover(
            actor=personas.coordinator,
            stand_in_id=personas.stranger.id,
            days=LEAVE,
            case_ids=[case_id(), personas.liaison.id],
            now=NOW,
        )


@committed
def test_every_act_and_read_leaves_its_row(personas: Personas, server: TestServer) -> None:
    handover_id = given_stand_in(personas)
    open_handover(actor=personas.stranger, handover_id=handover_id, now=NOW)
    end_handover(actor=personas.stranger, handover_id=handover_id, now=NOW)
    digest_of(actor=personas.coordinator, handover_id=handover_id, now=NOW)
    note_return(actor=personas.coordinator, handover_id=handover_id, now=NOW)
    actions = {
        "HAND_OVER_CASE",
        "WRITE_HANDOVER_NOTE",
        "CONFIRM_HANDOVER",
        "READ_HANDOVER",
        "END_STAND_IN",
        "WHO_LOOKED",
        "NOTE_RETURN",
    }
    assert {action: len(log_rows(server, action)) for action in actions} == dict.fromkeys(actions, 1)


def test_without_the_log_nothing_is_done_or_read(personas: Personas, server: TestServer) -> None:
    handover_id = given_waiting(personas.coordinator, personas.stranger)
    with without_the_log(server), pytest.raises(Exception, match="audit_logentry"):
        confirm_handover(actor=personas.section_head, handover_id=handover_id, now=NOW)
    assert handed(handover_id).state == HandedState.WAITING
    assert not CaseStaff.objects.filter(purpose=Purpose.STAND_IN).exists()
