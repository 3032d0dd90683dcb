"""Saving, finding again and discarding a draft; and that nothing is overwritten or done without the log."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import Error, ProgrammingError, connection

from tests.database import TestServer
from tests.givens import NOW, given_staff
from tests.log import log_rows, without_the_log
from utvag.drafts.models import Draft
from utvag.drafts.operations import DraftConflict, DraftGone, SavedDraft, discard_draft, drop_sent_draft, save_draft
from utvag.drafts.queries import draft_for, draft_place, drafts_of, opened_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import SealBroken, seal

pytestmark = pytest.mark.django_db

CASE, HOME = uuid4(), uuid4()
KEY = DraftKey(FormKind.CHOOSE_HOME, CASE, HOME)
TEXT = "Halvfärdig mening om"
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def actor() -> Actor:
    return given_staff("coordinator", Role.COORDINATOR)


def saved(actor: Actor, text: str = TEXT, revision: int = 0, key: DraftKey = KEY) -> int:
    result = save_draft(actor=actor, key=key, values={"reason": text}, revision=revision, now=NOW)
    assert isinstance(result, SavedDraft), result
    return result.revision


def text_of(actor: Actor, key: DraftKey = KEY) -> str | None:
    draft = draft_for(actor=actor, key=key, now=NOW)
    return None if draft is None else draft.values["reason"]


def test_what_is_saved_is_found_again(actor: Actor) -> None:
    assert text_of(actor) is None
    saved(actor)
    assert text_of(actor) == TEXT


def test_saving_again_replaces_one_s_own_text_with_a_higher_revision(actor: Actor) -> None:
    first = saved(actor)
    second = saved(actor, "Hel mening.", first)
    assert second > first
    assert text_of(actor) == "Hel mening."
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n", "å\0\ud800", "x" * 50_000])
def test_nothing_is_judged(actor: Actor, text: str) -> None:
    saved(actor, text)
    assert text_of(actor) == text


def test_it_is_sealed_and_opens_in_its_own_row_only(actor: Actor) -> None:
    saved(actor)
    saved(actor, key=DraftKey(FormKind.CHOOSE_HOME, CASE, uuid4()))
    one, other = Draft.objects.all()
    assert TEXT.encode() not in bytes(one.sealed)
    one.sealed = other.sealed
    with pytest.raises(SealBroken):
        opened_draft(one, actor=actor, now=NOW)


def test_one_of_an_older_version_under_its_writers_key_alone_still_opens(actor: Actor) -> None:
    saved(actor)
    row = Draft.objects.get()
    row.sealed = seal(draft_place(row), {"reason": "Från förr"})
    row.save(update_fields=["sealed"])
    assert text_of(actor) == "Från förr"


def test_the_older_of_two_tabs_never_overwrites(actor: Actor) -> None:
    begun = saved(actor)
    saved(actor, "Från den ena fliken", begun)
    result = save_draft(actor=actor, key=KEY, values={"reason": "Från den andra"}, revision=begun, now=LATER)
    assert isinstance(result, DraftConflict)
    assert result.other.values == {"reason": "Från den ena fliken"}
    assert result.other.saved_at == NOW
    assert text_of(actor) == "Från den ena fliken"
    saved(actor, "Från den andra", result.other.revision)
    assert text_of(actor) == "Från den andra"


def test_two_tabs_that_both_began_with_nothing_do_not_overwrite_each_other(actor: Actor) -> None:
    saved(actor, "Den första")
    result = save_draft(actor=actor, key=KEY, values={"reason": "Den andra"}, revision=0, now=NOW)
    assert isinstance(result, DraftConflict)


def test_the_same_text_from_two_tabs_is_no_conflict(actor: Actor) -> None:
    saved(actor)
    saved(actor)
    assert Draft.objects.count() == 1


def test_a_text_whose_draft_is_gone_is_not_made_anew_by_itself(actor: Actor) -> None:
    revision = saved(actor)
    discard_draft(actor=actor, draft_id=Draft.objects.get().pk, now=NOW)
    result = save_draft(actor=actor, key=KEY, values={"reason": TEXT}, revision=revision, now=NOW)
    assert isinstance(result, DraftGone)
    assert not Draft.objects.exists()


def test_a_revision_is_not_used_again_after_a_discarded_draft(actor: Actor) -> None:
    stale = saved(actor)
    discard_draft(actor=actor, draft_id=Draft.objects.get().pk, now=NOW)
    begun = save_draft(actor=actor, key=KEY, values={"reason": "Ny"}, revision=0, now=LATER)
    assert isinstance(begun, SavedDraft)
    assert begun.revision > stale


def test_a_sent_form_drops_its_own_draft_and_leaves_a_later_one(actor: Actor) -> None:
    revision = saved(actor)
    drop_sent_draft(actor=actor, key=KEY, revision=revision - 1, now=NOW)
    assert text_of(actor) == TEXT
    drop_sent_draft(actor=actor, key=KEY, revision=revision, now=NOW)
    assert text_of(actor) is None


def test_a_key_without_a_subject_is_not_every_key(actor: Actor) -> None:
    saved(actor)
    bare = DraftKey(FormKind.CHOOSE_HOME)
    assert text_of(actor, bare) is None
    saved(actor, "utan ärende", key=bare)
    assert (text_of(actor), text_of(actor, bare)) == (TEXT, "utan ärende")


@pytest.mark.parametrize("role", list(Role))
def test_it_is_its_owner_s_alone(actor: Actor, role: Role) -> None:
    saved(actor)
    other = given_staff("other", role)
    assert text_of(other) is None
    assert drafts_of(actor=other) == ()
    with pytest.raises(NotVisible):
        discard_draft(actor=other, draft_id=Draft.objects.get().pk, now=NOW)
    drop_sent_draft(actor=other, key=KEY, revision=Draft.objects.get().revision, now=NOW)
    assert text_of(actor) == TEXT


def test_a_shape_does_not_show_the_text(actor: Actor) -> None:
    saved(actor)
    assert TEXT not in repr(draft_for(actor=actor, key=KEY, now=NOW))
    assert TEXT not in repr(drafts_of(actor=actor))


@pytest.mark.django_db(transaction=True)
def test_the_log_tells_of_each_act_and_of_no_text(actor: Actor, server: TestServer) -> None:
    saved(actor)
    text_of(actor)
    discard_draft(actor=actor, draft_id=Draft.objects.get().pk, now=NOW)
    for action in ("SAVE_DRAFT", "READ_DRAFT", "DISCARD_DRAFT"):
        (row,) = log_rows(server, action)
        assert row == (actor.id, actor.role, "DONE", CASE, None, "", "OWN_DRAFT")


@pytest.mark.django_db(transaction=True)
def test_without_the_log_nothing_is_saved_read_or_discarded(actor: Actor, server: TestServer) -> None:
    saved(actor)
    kept = Draft.objects.get()
    with without_the_log(server):
        for act in (
            lambda: saved(actor, "annat", kept.revision),
            lambda: text_of(actor),
            lambda: discard_draft(actor=actor, draft_id=kept.pk, now=NOW),
            lambda: saved(actor, key=DraftKey(FormKind.KEEP_APART)),
        ):
            with pytest.raises((Error, ProgrammingError)):
                act()
    connection.close()
    assert Draft.objects.get().revision == kept.revision
    assert text_of(actor) == TEXT
