"""What must never be false of a draft, the database itself refuses, however it is asked."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.givens import NOW, given_staff
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db

INSERT = """insert into drafts_draft (id, account_id, form, case_id, subject, revision, saved_at, sealed)
    values (%s, %s, %s, null, %s, %s, %s, '')"""


@pytest.fixture
def liaison() -> Actor:
    return given_staff("liaison", Role.POLICE_LIAISON)


def insert(actor: Actor, form: str = "KEEP_APART", subject: UUID | None = None, revision: int = 1) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [uuid4(), actor.id, form, subject, revision, NOW])


@pytest.mark.parametrize("subject", [None, uuid4()])
def test_one_form_and_subject_has_one_draft_of_a_person(liaison: Actor, subject: UUID | None) -> None:
    insert(liaison, subject=subject)
    insert(liaison, form="POLICE_ASSESSMENT", subject=subject)
    with pytest.raises(IntegrityError, match="draft_one_per_form_and_subject"):
        insert(liaison, subject=subject)


def test_two_persons_have_their_own(liaison: Actor) -> None:
    insert(liaison)
    insert(given_staff("other", Role.POLICE_LIAISON))


def test_a_revision_is_positive(liaison: Actor) -> None:
    with pytest.raises(IntegrityError, match="draft_revision_is_positive"):
        insert(liaison, revision=0)


def test_a_form_is_a_word(liaison: Actor) -> None:
    with pytest.raises(IntegrityError, match="draft_form_is_a_word"):
        insert(liaison, form="a diary")
