"""The definitions and custody of a case are written anew; what stood before stays, with day and author."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from tests.cases.givens import STANDING, given_own_case, given_told
from tests.givens import NOW, TODAY, given_register
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas
from utvag.cases.models import ToldVersion
from utvag.cases.operations.told import UnableToWriteTold
from utvag.cases.queries.told import told_versions
from utvag.cases.rules import Answer, Custody, ToldRefusal

__all__ = ["moment"]

FIELDS = {
    "meets_police_definition": "NOT_KNOWN",
    "meets_national_definition": "YES",
    "custody": "PRISON",
    "release_date": "2027-03-01",
    "why": "Underlagskanarie",
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    return given_personas()


def test_a_new_version_leaves_the_earlier_ones_and_what_the_contact_told(personas: Personas) -> None:
    case = given_own_case(personas)
    given_told(personas.coordinator, case)
    given_told(personas.coordinator, case, meets_police_definition=Answer.NOT_KNOWN)
    versions = told_versions(actor=personas.section_head, case_id=case, now=NOW)
    assert [one.revision for one in versions] == [2, 1, 0]
    assert [one.standing.meets_police_definition for one in versions][:2] == [Answer.NOT_KNOWN, Answer.NO]
    assert versions[1].standing == STANDING
    assert versions[0].by
    assert not versions[2].by


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"release_date": TODAY - timedelta(days=1)}, ToldRefusal.RELEASE_PASSED),
        ({"custody": Custody.FREE}, ToldRefusal.RELEASE_WHEN_FREE),
        ({"why": "Bara en annan grund"}, ToldRefusal.UNCHANGED),
    ],
)
def test_it_is_refused(personas: Personas, change: dict[str, object], refusal: ToldRefusal) -> None:
    case = given_own_case(personas)
    given_told(personas.coordinator, case)
    with pytest.raises(UnableToWriteTold) as refused:
        given_told(personas.coordinator, case, **change)
    assert refused.value.refusal is refusal
    assert ToldVersion.objects.count() == 1


def test_the_page_shows_the_latest_writes_anew_and_names_the_author(personas: Personas) -> None:
    case = given_own_case(personas)
    url = reverse("cases:told", args=[case])
    assert url in opened(personas.coordinator, reverse("desk:case", args=[case]))
    assert "första kontakten" in opened(personas.coordinator, url)
    assert signed_in(personas.coordinator).post(url, FIELDS)["Location"] == f"{url}?klart=sparad"
    page = opened(personas.section_head, url)
    assert "Underlagskanarie" in page
    assert "1 mars 2027" in page
    assert "<form class" not in page
    assert signed_in(personas.section_head).post(url, FIELDS).status_code == 404
    assert status_of(personas.stranger, url) == 404


def test_both_definitions_must_be_answered_and_nothing_typed_is_lost(personas: Personas) -> None:
    case = given_own_case(personas)
    without = {key: value for key, value in FIELDS.items() if not key.startswith("meets_")}
    page = text_of(signed_in(personas.coordinator).post(reverse("cases:told", args=[case]), without))
    assert "polisens definition" in page
    assert "den nationella definitionen" in page
    assert "Underlagskanarie" in page
    assert not ToldVersion.objects.exists()


COPY = """insert into cases_toldversion (id, case_id, revision, written_at, written_by_id, sealed)
    select gen_random_uuid(), case_id, %s, written_at, written_by_id, sealed from cases_toldversion"""


@pytest.mark.parametrize(
    ("constraint", "revision"), [("told_version_is_counted", 0), ("told_version_numbered_once", 1)]
)
def test_the_database_refuses(personas: Personas, constraint: str, revision: int) -> None:
    given_told(personas.coordinator, given_own_case(personas))
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COPY, [revision])
    assert constraint in str(refused.value)


@pytest.mark.parametrize("change", ["update cases_toldversion set revision = 9", "delete from cases_toldversion"])
def test_a_version_is_never_changed_and_never_taken_away(personas: Personas, change: str) -> None:
    given_told(personas.coordinator, given_own_case(personas))
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
