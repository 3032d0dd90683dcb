"""A disposal is proposed by one and decided by another; from then on nobody opens the case, and its key is gone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.disposal.givens import (
    GONE,
    LATER,
    NEXT_DAY,
    WHOLE,
    decided,
    given_disposed,
    given_over,
    given_proposed,
)
from tests.givens import given_staff
from tests.organisation.givens import SESSION
from tests.personas import Personas, given_personas
from utvag.audit.operations import one_look
from utvag.cases.models import Case, CaseStaff, Denial, FirstContact
from utvag.cases.queries import case_place, open_case
from utvag.cases.queries.intake import contact_place
from utvag.cases.rules import HouseholdMember, Relation
from utvag.disposal.models import Disposal
from utvag.disposal.operations import (
    UnableToDispose,
    carry_out_disposals,
    decide_disposal,
    replay_disposals,
)
from utvag.disposal.queries import NOTED, UNNOTED, disposal_page, disposals_page, last_notes, work_of
from utvag.disposal.rules import Due, Kept, Refusal
from utvag.drafts.models import Draft
from utvag.drafts.operations import save_draft
from utvag.drafts.queries import opened_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import WORKER
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.operations import TouchNeeded
from utvag.organisation.rules import Role
from utvag.people.models import Identity
from utvag.secrecy.envelope import SealDestroyed, keystore, open_

pytestmark = pytest.mark.django_db

OTHER = "19900101-9802"


@pytest.fixture
def personas() -> Personas:
    return given_personas()


@pytest.fixture
def case_id(personas: Personas) -> UUID:
    return given_over(personas)


def refusal_of(raised: pytest.ExceptionInfo[UnableToDispose]) -> str:
    return raised.value.refusal.value


def test_a_case_whose_time_is_up_is_disposed_of_and_opens_to_nobody(personas: Personas, case_id: UUID) -> None:
    whole = given_over(personas, WHOLE, number=OTHER)
    given_disposed(personas, case_id)
    for actor in (personas.coordinator, personas.section_head):
        with pytest.raises(NotVisible):
            open_case(actor=actor, case_id=case_id, now=NEXT_DAY)
        assert open_case(actor=actor, case_id=whole, now=NEXT_DAY).household
    contact = FirstContact.objects.get(case=case_id)
    with pytest.raises(SealDestroyed):
        open_(case_place(case_id), Case.objects.get(pk=case_id).sealed)
    with pytest.raises(SealDestroyed):
        open_(contact_place(contact.pk), contact.sealed)
    assert keystore().destroyed_of("case", [case_id, contact.pk, whole]) == {case_id, contact.pk}
    assert Disposal.objects.get().state == "DONE"


def test_the_decision_ends_namings_and_takes_drafts_and_numbers_away(personas: Personas, case_id: UUID) -> None:
    save_draft(
        actor=personas.coordinator,
        key=DraftKey(FormKind.WRITE_NOTE, case_id),
        values={"text": "Utkastkanarie"},
        revision=0,
        now=LATER,
    )
    assert Identity.objects.filter(case_id=case_id, number_index__isnull=False).exists()
    assert Identity.objects.filter(case_id=case_id, name_index__isnull=False).exists()
    given_proposed(personas.coordinator, case_id)
    decided(personas.section_head, case_id)
    # Nothing is destroyed yet, and nothing can be read: a job that is killed here leaves it so.
    assert keystore().destroyed_of("case", [case_id]) == frozenset()
    with pytest.raises(NotVisible):
        open_case(actor=personas.coordinator, case_id=case_id, now=NEXT_DAY)
    assert not CaseStaff.objects.filter(case=case_id, until_date__gt=day_of(NEXT_DAY)).exists()
    assert not Draft.objects.filter(case_id=case_id).exists()
    assert not Identity.objects.filter(case_id=case_id, number_index__isnull=False).exists()
    assert not Identity.objects.filter(case_id=case_id, name_index__isnull=False).exists()
    assert not FirstContact.objects.filter(case=case_id, number_index__isnull=False).exists()


def test_a_draft_in_an_older_copy_dies_with_its_case(personas: Personas, case_id: UUID) -> None:
    key = DraftKey(FormKind.WRITE_NOTE, case_id)
    save_draft(actor=personas.coordinator, key=key, values={"text": "Utkastkanarie"}, revision=0, now=LATER)
    copied = Draft.objects.get(case_id=case_id)
    given_disposed(personas, case_id)
    copied.save(force_insert=True)
    with pytest.raises(SealDestroyed):
        opened_draft(copied, actor=personas.coordinator, now=NEXT_DAY)


def test_a_job_that_was_killed_before_or_after_the_key_was_destroyed_goes_on(
    personas: Personas, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_proposed(personas.coordinator, case_id)
    decided(personas.section_head, case_id)

    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    for where in ("keystore", "_finish"):
        with monkeypatch.context() as once:
            once.setattr(f"utvag.disposal.operations.carrying_out.{where}", killed)
            with pytest.raises(KeyboardInterrupt):
                carry_out_disposals(actor=WORKER, now=NEXT_DAY)
        assert Disposal.objects.get().state == "DECIDED"
    assert (carry_out_disposals(actor=WORKER, now=NEXT_DAY), carry_out_disposals(actor=WORKER, now=NEXT_DAY)) == (1, 0)
    assert Disposal.objects.get().state == "DONE"


def test_nobody_decides_what_she_has_proposed(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.section_head, case_id)
    for is_granted in (True, False):
        with pytest.raises(UnableToDispose) as refused:
            decided(personas.section_head, case_id, is_granted=is_granted)
        assert refusal_of(refused) == Refusal.OWN_PROPOSAL
    assert Disposal.objects.get().state == "PROPOSED"


def test_without_a_fresh_touch_nothing_is_decided(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.coordinator, case_id)
    with pytest.raises(TouchNeeded):
        decide_disposal(actor=personas.section_head, session=SESSION, case_id=case_id, is_granted=True, now=NEXT_DAY)


def test_what_is_refused_stays_and_can_be_proposed_again(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.coordinator, case_id)
    with pytest.raises(UnableToDispose) as refused:
        given_proposed(personas.coordinator, case_id)
    assert refusal_of(refused) == Refusal.PROPOSED_ALREADY
    decided(personas.section_head, case_id, is_granted=False)
    assert open_case(actor=personas.coordinator, case_id=case_id, now=NEXT_DAY).household
    given_proposed(personas.coordinator, case_id, NEXT_DAY)
    assert Disposal.objects.filter(case=case_id).count() == 2


def test_a_case_that_is_not_over_or_too_young_is_not_proposed(personas: Personas, case_id: UUID) -> None:
    with pytest.raises(UnableToDispose) as refused:
        given_proposed(personas.coordinator, case_id, LATER - timedelta(days=30))
    assert refusal_of(refused) == Refusal.NOT_DUE
    Case.objects.filter(pk=case_id).update(state="INTAKE")
    with pytest.raises(NotVisible):
        given_proposed(personas.coordinator, case_id)


def test_who_is_born_on_a_kept_day_is_kept(personas: Personas) -> None:
    kept = given_over(
        personas, WHOLE, number=OTHER, household=(HouseholdMember(Relation.CHILD, "B", date(2020, 2, 25)),)
    )
    page = disposal_page(actor=personas.coordinator, case_id=kept, now=LATER)
    assert isinstance(page.standing, Kept)
    with pytest.raises(UnableToDispose):
        given_proposed(personas.coordinator, kept)


def test_an_old_proposal_and_one_before_a_newer_note_decide_nothing(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.coordinator, case_id)
    with pytest.raises(UnableToDispose) as refused:
        decided(personas.section_head, case_id, LATER + timedelta(days=31))
    assert refusal_of(refused) == Refusal.TOO_OLD
    FirstContact.objects.filter(case=case_id).update(handled_at=LATER)
    with pytest.raises(UnableToDispose) as refused:
        decided(personas.section_head, case_id)
    assert refusal_of(refused) == Refusal.CHANGED


def test_one_who_is_kept_out_of_a_case_has_no_part_in_its_disposal(personas: Personas, case_id: UUID) -> None:
    head = given_staff("head-2", Role.SECTION_HEAD)
    given_proposed(personas.coordinator, case_id)
    assert [row.code_name for row in work_of(actor=head, now=LATER)] == [GONE]
    Denial.objects.create(
        case_id=case_id, account_id=head.id, ground="KIN", by_id=personas.section_head.id, at=LATER, sealed=b"x"
    )
    assert work_of(actor=head, now=LATER) == ()
    assert disposals_page(actor=head, now=LATER).proposed == ()
    with pytest.raises(NotVisible):
        decided(head, case_id)


def test_the_list_says_what_waits_and_what_is_gone_by_code_name_alone(personas: Personas, case_id: UUID) -> None:
    page = disposals_page(actor=personas.coordinator, now=LATER)
    assert [(line.code_name, line.last_note_date) for line in page.due] == [(GONE, last_notes([case_id])[case_id])]
    assert disposals_page(actor=personas.coordinator, now=LATER - timedelta(days=60)).coming
    one = disposal_page(actor=personas.coordinator, case_id=case_id, now=LATER)
    assert isinstance(one.standing, Due)
    given_disposed(personas, case_id)
    page = disposals_page(actor=personas.coordinator, now=NEXT_DAY)
    assert (page.due, page.proposed, [line.code_name for line in page.disposed]) == ((), (), [GONE])
    with pytest.raises(NotVisible):
        disposal_page(actor=personas.coordinator, case_id=case_id, now=NEXT_DAY)


def test_a_database_from_before_closes_the_case_again(personas: Personas, case_id: UUID) -> None:
    """The key is destroyed by a decision that this database has never seen; the case was even open in it."""
    whole = given_over(personas, WHOLE, number=OTHER)
    Case.objects.filter(pk=case_id).update(state="INTAKE")
    keystore().destroy("case", [case_id])
    assert replay_disposals(actor=WORKER, now=LATER) == 1
    assert replay_disposals(actor=WORKER, now=LATER) == 0
    assert (Case.objects.get(pk=case_id).state, Disposal.objects.get().state) == ("CLOSED", "RESTORED")
    with pytest.raises(NotVisible):
        open_case(actor=personas.coordinator, case_id=case_id, now=LATER)
    assert open_case(actor=personas.coordinator, case_id=whole, now=LATER).household


def test_a_proposal_in_such_a_database_is_closed_with_it(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.coordinator, case_id)
    keystore().destroy("case", [case_id])
    assert replay_disposals(actor=WORKER, now=NEXT_DAY) == 1
    assert Disposal.objects.get().state == "RESTORED"


def test_every_table_of_a_case_is_a_note_or_says_why_not() -> None:
    from utvag.config.row_security import POLICIES  # noqa: PLC0415 (config is above)

    tables = {table.partition(".")[2] for table in POLICIES}
    noted = {model._meta.db_table.replace('"', "").rpartition(".")[2] for model in NOTED}
    assert noted | set(UNNOTED) == tables
    assert not noted & set(UNNOTED)


INSERT = "insert into disposal_disposal (id, case_id, state, last_note_date, due_date, proposed_by_id, proposed_at)"
OF_THE_WHOLE = "from cases_case where code_name = 'Tallhed'"
SAID = [
    (
        "disposal_decided_by_another",
        "update disposal_disposal set state = 'DECIDED', decided_by_id = proposed_by_id, decided_at = now()",
    ),
    ("disposal_is_as_its_state_says", "update disposal_disposal set state = 'DECIDED'"),
    ("disposal_goes_forward", "update disposal_disposal set state = 'DONE', done_at = now()"),
    ("disposal_goes_forward", "update disposal_disposal set due_date = due_date - 1"),
    ("case_disposed_by_a_disposal", "update cases_case set disposed_at = now()"),
    (
        "disposal_proposed_when_due",
        (
            f"{INSERT} select gen_random_uuid(), id, 'PROPOSED', '2030-01-01', '2031-01-01', %(head)s, '2039-01-01'"
            f" {OF_THE_WHOLE}"
        ),
    ),
    (
        "disposal_proposed_when_due",
        (
            f"{INSERT} select gen_random_uuid(), id, 'PROPOSED', '2026-01-01', '2031-01-01', %(head)s, '2030-12-31'"
            f" {OF_THE_WHOLE}"
        ),
    ),
    (
        "disposal_once_a_case",
        (
            f"{INSERT} select gen_random_uuid(), case_id, 'PROPOSED', last_note_date, due_date, %(head)s, proposed_at"
            " from disposal_disposal"
        ),
    ),
]
AFTERWARDS = [
    ("case_staff_of_a_disposed_case", "update cases_casestaff set until_date = '2032-06-01' where case_id = %(case)s"),
    ("case_disposed_by_a_disposal", "update cases_case set disposed_at = null where id = %(case)s"),
    ("case_disposed_is_over", "update cases_case set state = 'PLACED' where id = %(case)s"),
    ("disposal_goes_forward", "update disposal_disposal set state = 'PROPOSED', decided_by_id = null"),
    ("disposal_goes_forward", "update disposal_disposal set state = 'REFUSED', done_at = null"),
]


@pytest.mark.parametrize(("constraint", "said"), SAID, ids=range(len(SAID)))
def test_the_database_itself_refuses(personas: Personas, case_id: UUID, constraint: str, said: str) -> None:
    given_over(personas, WHOLE, number=OTHER)
    given_proposed(personas.coordinator, case_id)
    refused_by_the_database(constraint, said, case_id, personas)


@pytest.mark.parametrize(("constraint", "said"), AFTERWARDS, ids=range(len(AFTERWARDS)))
def test_the_database_lets_nothing_come_back(personas: Personas, case_id: UUID, constraint: str, said: str) -> None:
    given_disposed(personas, case_id)
    refused_by_the_database(constraint, said, case_id, personas)


def refused_by_the_database(constraint: str, said: str, case_id: UUID, personas: Personas) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said, {"head": personas.section_head.id, "case": case_id})
    assert constraint in str(refused.value)


def test_only_the_product_itself_says_that_a_case_was_restored(personas: Personas, case_id: UUID) -> None:
    columns = "(id, case_id, state, decided_at, done_at)"
    said = f"insert into disposal_disposal {columns} values (%s, %s, 'RESTORED', %s, %s)"
    acting, refused = one_look(actor=personas.section_head, now=LATER), pytest.raises(IntegrityError, match="forward")
    with acting, refused, connection.cursor() as cursor:
        cursor.execute(said, [uuid4(), case_id, LATER, LATER])
