"""The address is shown to who handles the case, once it is witnessed, and to nobody else."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.audit.given_log import KeptLog, as_the_log
from tests.database import TEST_DATABASE, TestServer
from tests.givens import CLEAR_HOME, FULL_HOME, NOW, STAY, case_id, given_chosen, given_named, given_staff, placement_id
from tests.location.givens import (
    ADDRESS,
    asked,
    given_addresses,
    given_lived_in,
    kept_beside,
)
from tests.log import log_rows, without_the_log
from tests.organisation.givens import SESSION, given_touch
from tests.personas import Personas
from utvag.cases.operations import open_case_on_call
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.location.models import Reveal, RevealNotice
from utvag.location.operations import Shown, UnableToReveal, reveal_address, show_address, waiting
from utvag.location.queries import budget_of, work_of
from utvag.location.rules import Budget, Refusal, RevealReason
from utvag.organisation.operations import TouchNeeded
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.providers.imports import take_in_addresses
from utvag.providers.queries import home_address
from utvag.providers.rules import AddressRow

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)

Opened = list[UUID]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Every home whose address is opened."""
    found: Opened = []

    def noted(home_id: UUID) -> object:
        found.append(home_id)
        return home_address(home_id)

    monkeypatch.setattr("utvag.location.operations.revealing.home_address", noted)
    return found


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a moment only."""
    monkeypatch.setattr(waiting, "LONGEST_WAIT", timedelta(milliseconds=200))


def revealed(actor: Actor, placement_id: UUID, note: str = "", reason: RevealReason = RevealReason.VISIT) -> Shown:
    given_touch(actor)
    return reveal_address(actor=actor, session=SESSION, placement_id=placement_id, reason=reason, note=note, now=NOW)


def refusal_of(actor: Actor, placement_id: UUID, **other: object) -> object:
    with pytest.raises(UnableToReveal) as refused:
        revealed(actor, placement_id, **other)  # type: ignore[arg-type]  # by name
    return refused.value.refusal


@committed
def test_a_handler_sees_the_address_when_its_row_is_witnessed(
    personas: Personas, server: TestServer, log: KeptLog
) -> None:
    placement = given_lived_in(personas)
    with kept_beside(server, log):
        shown = revealed(personas.coordinator, placement)
    assert shown.address.reveal() == ADDRESS
    assert Reveal.objects.values_list("state", flat=True).get() == "SHOWN"
    assert log_rows(server, "REVEAL_ADDRESS") == [
        (personas.coordinator.id, "COORDINATOR", "DONE", case_id(), None, "", "VISIT")
    ]


@committed
def test_what_was_shown_does_not_show_itself(personas: Personas, server: TestServer, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    with kept_beside(server, log):
        shown = revealed(personas.coordinator, placement)
    assert ADDRESS.street not in repr(shown)


@committed
def test_the_others_on_the_case_are_told_at_once_and_until_they_have_read_it(
    personas: Personas, server: TestServer, log: KeptLog
) -> None:
    placement = given_lived_in(personas)
    asked(personas.coordinator, placement)
    told = set(RevealNotice.objects.values_list("account", flat=True))
    assert told == {personas.case_worker.id, personas.section_head.id}
    (row,) = work_of(actor=personas.case_worker, now=NOW)
    assert "Namn coordinator" in row.why
    assert "besök" in row.why
    assert not work_of(actor=personas.coordinator, now=NOW)
    assert not work_of(actor=personas.stranger, now=NOW)


@committed
def test_nothing_is_opened_before_it_is_witnessed(
    personas: Personas, server: TestServer, log: KeptLog, opened: Opened, impatient: None
) -> None:
    placement = given_lived_in(personas)
    assert refusal_of(personas.coordinator, placement) is Refusal.NOT_WITNESSED
    assert opened == []
    assert Reveal.objects.values_list("state", flat=True).get() == "REFUSED"
    denied, done = sorted(log_rows(server, "REVEAL_ADDRESS"), key=lambda row: str(row[2]))
    assert (done[2], denied[2], denied[5], denied[6]) == ("DONE", "DENIED", "NOT_WITNESSED", "VISIT")


@committed
def test_a_try_that_was_not_witnessed_does_not_count(personas: Personas, log: KeptLog, impatient: None) -> None:
    placement = given_lived_in(personas)
    refusal_of(personas.coordinator, placement)
    assert budget_of(personas.coordinator) == Budget(5, 15)


@committed
def test_one_witness_is_not_enough(
    personas: Personas, server: TestServer, log: KeptLog, opened: Opened, impatient: None
) -> None:
    placement = given_lived_in(personas)
    alone = KeptLog(log.signer, log.witnesses[:1])
    with kept_beside(server, alone):
        assert refusal_of(personas.coordinator, placement) is Refusal.NOT_WITNESSED
    assert opened == []


@committed
def test_signatures_that_are_only_rows_in_the_database_count_for_nothing(
    personas: Personas, server: TestServer, log: KeptLog, opened: Opened, impatient: None
) -> None:
    """Whoever owns the database stops the witnesses and writes what they would have written."""
    placement = given_lived_in(personas)
    with as_the_log(server):
        log.keep(NOW)
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.execute(
            """
            create function audit.forge() returns trigger language plpgsql as $$
            begin
                insert into audit.audit_leaf (index, entry_id, previous_id, hash)
                    select max(index) + 1, new.entry_id, max(index), sha256('x') from audit.audit_leaf;
                delete from audit.audit_pendingentry where entry_id = new.entry_id;
                insert into audit.audit_checkpoint (size, root, note, signed_at)
                    select max(l.index) + 1, sha256('y'), (select note from audit.audit_checkpoint
                        order by size desc limit 1), now() from audit.audit_leaf l;
                insert into audit.audit_cosignature (id, witness, cosigned_at, line, checkpoint_id)
                    select gen_random_uuid(), witness, now(), min(line), (select max(size) from audit.audit_checkpoint)
                    from audit.audit_cosignature group by witness;
                return null;
            end $$;
            create trigger forge after insert on audit.audit_pendingentry
                for each row when (current_setting('utvag.forge', true) is null) execute function audit.forge();
            """
        )
    try:
        assert refusal_of(personas.coordinator, placement) is Refusal.NOT_WITNESSED
    finally:
        with server.connect_as_admin(TEST_DATABASE) as admin:
            admin.execute("drop trigger forge on audit.audit_pendingentry; drop function audit.forge()")
    assert opened == []


@committed
def test_without_a_log_row_nothing_is_asked_and_nothing_opened(
    personas: Personas, server: TestServer, log: KeptLog, opened: Opened
) -> None:
    placement = given_lived_in(personas)
    given_touch(personas.coordinator)
    with without_the_log(server), pytest.raises(Exception, match="audit_logentry"):
        asked_again(personas.coordinator, placement)
    assert (opened, Reveal.objects.count()) == ([], 0)


def asked_again(actor: Actor, placement: UUID) -> None:
    reveal_address(actor=actor, session=SESSION, placement_id=placement, reason=RevealReason.VISIT, note="", now=NOW)


@committed
def test_a_touch_is_one_address(personas: Personas, server: TestServer, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    with pytest.raises(TouchNeeded):
        asked_again(personas.coordinator, placement)
    with kept_beside(server, log):
        revealed(personas.coordinator, placement)
        with pytest.raises(TouchNeeded):
            asked_again(personas.coordinator, placement)


@committed
def test_the_touch_of_another_session_is_none(personas: Personas, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    given_touch(personas.coordinator, session="0e" * 32)
    with pytest.raises(TouchNeeded):
        asked_again(personas.coordinator, placement)


@pytest.mark.parametrize("name", ["section_head", "on_call", "committee", "liaison", "stranger"])
@committed
def test_it_does_not_exist_for_anybody_else(personas: Personas, server: TestServer, name: str) -> None:
    placement = given_lived_in(personas)
    actor = personas.named(name)
    with pytest.raises(NotVisible):
        asked(actor, placement)
    assert log_rows(server, "REVEAL_ADDRESS") == [(actor.id, actor.role, "DENIED", None, None, "", "NONE_STATED")]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REVIEWER, Role.AUDITOR])
def test_it_does_not_exist_for_those_who_look_after_the_system(personas: Personas, role: Role) -> None:
    placement = given_lived_in(personas)
    with pytest.raises(NotVisible):
        asked(given_staff("other", role), placement)


def test_the_other_department_does_not_see_it(personas: Personas) -> None:
    placement = given_lived_in(personas)
    other = given_staff("finance", Role.CASE_WORKER)
    given_named("TALL-07", other, Purpose.HOUSING_AND_FINANCE)
    with pytest.raises(NotVisible):
        asked(other, placement)


def test_one_on_call_sees_it_while_she_has_the_case_open(personas: Personas) -> None:
    placement = given_lived_in(personas)
    # A Sunday.
    open_case_on_call(actor=personas.on_call, code_name="TALL-07", reason="Nu.", now=NOW)
    assert asked(personas.on_call, placement).row.purpose == "VISIT"


@pytest.mark.parametrize("state", ["PROPOSED", "ENDED", "DECLINED", "WITHDRAWN"])
def test_what_is_not_lived_in_or_planned_has_no_address_to_show(personas: Personas, state: str) -> None:
    placement = given_lived_in(personas)
    Placement.objects.filter(pk=placement).update(state=state, until_date=NOW.date())
    with pytest.raises(NotVisible):
        asked(personas.coordinator, placement)


def test_a_planned_placement_has_one(personas: Personas) -> None:
    given_addresses()
    placement = given_chosen(personas.coordinator, CLEAR_HOME)
    assert Placement.objects.get(pk=placement).state == "PLANNED"
    assert asked(personas.coordinator, placement).row.subject == placement


def test_a_home_without_an_address_says_so(personas: Personas) -> None:
    placement = given_chosen(personas.coordinator, CLEAR_HOME)
    with pytest.raises(UnableToReveal) as refused:
        asked(personas.coordinator, placement)
    assert refused.value.refusal is Refusal.NO_ADDRESS


def test_another_reason_is_written_out_and_read_by_the_others(personas: Personas) -> None:
    placement = given_lived_in(personas)
    with pytest.raises(UnableToReveal) as refused:
        asked(personas.coordinator, placement, RevealReason.OTHER, "  ")
    assert refused.value.refusal is Refusal.NOTE_MISSING
    asked(personas.coordinator, placement, RevealReason.OTHER, "Nyckelkanarie")
    sealed = Reveal.objects.values_list("sealed", flat=True).get()
    assert sealed is not None
    assert b"Nyckelkanarie" not in bytes(sealed)


@committed
def test_the_sixth_in_an_hour_is_refused_and_logged(personas: Personas, server: TestServer) -> None:
    placement = given_lived_in(personas)
    for _ in range(5):
        asked(personas.coordinator, placement)
    with pytest.raises(UnableToReveal) as refused:
        asked(personas.coordinator, placement)
    assert refused.value.refusal is Refusal.HOUR_SPENT
    assert sorted(str(row[2]) for row in log_rows(server, "REVEAL_ADDRESS")) == ["DENIED"] + ["DONE"] * 5
    # Another's is another's.
    assert asked(personas.case_worker, placement).row.purpose == "VISIT"


def test_who_waits_for_one_address_is_told_to_read_it_before_the_next(personas: Personas) -> None:
    placement, other = given_lived_in(personas), Placement.objects.select_related("case").get(pk=placement_id(STAY))
    given_named(other.case.code_name, personas.coordinator, Purpose.COORDINATION)
    take_in_addresses(rows=[AddressRow(2, FULL_HOME, ADDRESS)], actor=OPERATOR, now=NOW)
    asked(personas.coordinator, placement)
    assert refusal_of(personas.coordinator, other.pk) is Refusal.OTHER_CASE_WAITS


@committed
def test_only_so_many_wait_at_once(personas: Personas, server: TestServer, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    held = [waiting._places.acquire(blocking=False) for _ in range(waiting.MOST_WAIT)]
    try:
        assert refusal_of(personas.coordinator, placement) is Refusal.MANY_WAIT
    finally:
        for _ in held:
            waiting._places.release()
    assert [row[5] for row in log_rows(server, "REVEAL_ADDRESS")] == ["MANY_WAIT"]
    # Neither the touch nor the budget is spent.
    with kept_beside(server, log):
        asked_again(personas.coordinator, placement)


@committed
def test_one_who_is_taken_off_the_case_while_she_waits_sees_nothing(
    personas: Personas, server: TestServer, log: KeptLog, opened: Opened
) -> None:
    placement = given_lived_in(personas)
    one = asked(personas.coordinator, placement)
    with as_the_log(server):
        log.keep(NOW)
    with pytest.raises(NotVisible):
        show_address(actor=personas.coordinator, asked=one, now=NOW - timedelta(days=2))
    assert opened == []
