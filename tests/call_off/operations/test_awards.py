"""A home outside any agreement is bought directly, with a memo that adds up the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.call_off.givens import (
    FRAME_HOME,
    MEMO,
    NO,
    OUT_HOME,
    given_answered,
    given_asked,
    given_step,
    given_world,
)
from tests.givens import NOW, TODAY, case_id
from tests.personas import Personas
from utvag.call_off.models import DirectAward, Enquiry
from utvag.call_off.operations import UnableToCallOff, award_directly
from utvag.call_off.queries import award_to_write, call_off_of, coming_of
from utvag.call_off.rules import Refusal, Standing
from utvag.documents.models import Document
from utvag.providers.models import Home, Provider
from utvag.providers.queries import home_place, sealed_home
from utvag.secrecy.envelope import Keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    return given_world()


def dearer(rate: int) -> None:
    """Let the home outside cost more, so that the year's sum passes a limit."""
    row, keyring = Home.objects.get(code=OUT_HOME), Keyring()
    entry = {**sealed_home(row, keyring), "daily_rate": rate}
    Home.objects.filter(pk=row.pk).update(sealed=keyring.seal(home_place(row.id), entry))


def test_the_memo_is_frozen_with_its_value(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=replace(MEMO, fees=1000), now=NOW)
    row = DirectAward.objects.get()
    assert (row.value_kronor, row.budget_year, row.revision, row.is_urgent) == (2000 * 90 + 1000, 2026, 1, False)
    assert row.document_due_date == date(2026, 12, 22)
    assert Document.objects.get(pk=row.document_id).kind == "DIRECT_AWARD_MEMO"


def test_a_correction_is_a_new_revision_and_counts_once(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    for fees in (0, 500):
        award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=replace(MEMO, fees=fees), now=NOW)
    page = call_off_of(actor=personas.coordinator, case_id=case_id(), now=NOW)
    award = page.enquiries[0].award
    assert award is not None and (award.revision, award.value_kronor) == (2, 180_500)
    assert len(coming_of(case_ids=[case_id()], today=TODAY)) == 1
    assert award_to_write(actor=personas.coordinator, enquiry_id=enquiry, now=NOW).spent == 0


def test_the_year_s_other_memos_on_the_provider_are_added(personas: Personas) -> None:
    first = given_answered(personas.coordinator, OUT_HOME)
    award_directly(actor=personas.coordinator, enquiry_id=first, told=MEMO, now=NOW)
    row = Enquiry.objects.get(pk=first)
    other = Enquiry.objects.create(
        call_off_id=row.call_off_id,
        case_id=row.case_id,
        step=3,
        home_id=row.home_id,
        provider=Provider.objects.get(code="U-3"),
        rank=1,
        sent_at=NOW,
        sent_by=row.sent_by,
        due_date=row.due_date,
        document_id=row.document_id,
        sealed=b"",
    )
    assert award_to_write(actor=personas.coordinator, enquiry_id=other.pk, now=NOW).spent == 180_000


def test_above_a_limit_that_nobody_knows_somebody_must_have_checked(personas: Personas) -> None:
    dearer(10_000)
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    assert award_to_write(actor=personas.coordinator, enquiry_id=enquiry, now=NOW).standing is Standing.NOT_KNOWN
    unchecked = replace(MEMO, threshold_checked="")
    with pytest.raises(UnableToCallOff, match=Refusal.THRESHOLD_NOT_CHECKED):
        award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=unchecked, now=NOW)
    award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=MEMO, now=NOW)


def test_nothing_is_awarded_without_a_yes(personas: Personas) -> None:
    given_step(personas.coordinator, 3)
    enquiry = given_asked(personas.coordinator, OUT_HOME)
    with pytest.raises(UnableToCallOff, match=Refusal.NO_YES):
        award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=MEMO, now=NOW)


def test_nothing_is_awarded_to_one_who_said_no(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME, NO)
    with pytest.raises(UnableToCallOff, match=Refusal.NO_YES):
        award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=MEMO, now=NOW)


def test_a_purchase_under_a_framework_needs_no_memo(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, FRAME_HOME)
    with pytest.raises(UnableToCallOff, match=Refusal.AWARD_NOT_NEEDED):
        award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=MEMO, now=NOW)
