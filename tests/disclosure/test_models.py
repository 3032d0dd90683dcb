"""What must never be false of consent and disclosure, the database itself refuses."""

from collections.abc import Mapping
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.disclosure.givens import given_consent, given_disclosure, given_proposed, given_recurring
from tests.givens import FRIEND, NOW, given_loaded, small_register
from tests.personas import Personas
from utvag.disclosure.models import Disclosure, Ground, GroundParty
from utvag.disclosure.operations import withdraw_consent
from utvag.law.grounds import grounds

COLUMNS = (
    "case_id, party, category, ground_id, ground_from, ground_until, consent_id, consent_from, consent_until, "
    "disclosed_at, disclosed_date, recurs_until, may_recur, needs_under_21, person, age, protected_address, "
    "state, needs_decision, decided_by, decided_role, decided_at, decision_sealed, registered_by, registered_at, sealed"
).split(", ")
OF_15A = {"ground_id": "'OSL_10_15A'", "ground_from": "date '2025-12-01'", "may_recur": "true"}
NO_CONSENT = {"consent_id": "null", "consent_from": "null", "consent_until": "null"}
OF_18A = NO_CONSENT | {
    "ground_id": "'OSL_10_18A'",
    "ground_from": "date '2013-01-01'",
    "may_recur": "true",
    "needs_under_21": "true",
    "state": "'PROPOSED'",
    "needs_decision": "true",
}
EARLIER = {"disclosed_at": "timestamptz '2024-06-01 12:00Z'", "disclosed_date": "date '2024-06-01'"}
OF_HEAD = NO_CONSENT | OF_15A | {"state": "'PROPOSED'", "needs_decision": "true"}
UNTOLD = {"disclosed_at": "null", "disclosed_date": "null"}

REFUSED: list[tuple[str, Mapping[str, str]]] = [
    ("disclosure_consent_when_ground_is_consent", NO_CONSENT),
    ("disclosure_consent_when_ground_is_consent", OF_15A | {"state": "'PROPOSED'", "needs_decision": "true"}),
    ("disclosure_on_a_consent_of_the_case", {"case_id": "(select id from cases_case where code_name = 'GRAN-01')"}),
    ("disclosure_on_a_consent_of_the_case", {"consent_until": "date '2030-01-01'"}),
    ("disclosure_within_consent_days", EARLIER),
    ("disclosure_to_a_party_of_the_consent", {"party": "'HEALTHCARE'"}),
    ("disclosure_of_what_the_consent_covers", {"category": "'HEALTH'"}),
    ("disclosure_ground_in_force", OF_HEAD | EARLIER),
    ("disclosure_on_a_ground_of_that_day", OF_HEAD | EARLIER | {"ground_from": "date '2024-01-01'"}),
    ("disclosure_on_a_ground_of_that_day", OF_HEAD | {"ground_id": "'OSL_10_27'"}),
    ("disclosure_to_a_receiver_of_the_ground", OF_HEAD | {"party": "'FAMILY'"}),
    ("disclosure_under_21_where_needed", OF_18A | {"person": "gen_random_uuid()", "age": "21"}),
    ("disclosure_under_21_where_needed", OF_18A),
    ("disclosure_on_a_ground_of_that_day", OF_18A | {"needs_under_21": "false"}),
    ("disclosure_proposed_where_it_is_weighed", OF_HEAD | {"state": "'REGISTERED'"}),
    ("disclosure_proposed_where_it_is_weighed", {"state": "'PROPOSED'"}),
    ("disclosure_decided_as_its_ground_asks", OF_HEAD | {"state": "'REGISTERED'", "needs_decision": "false"}),
    ("disclosure_decided_by_somebody_at_a_time", OF_HEAD | {"decided_at": "registered_at"}),
    ("disclosure_decided_by_somebody_at_a_time", {"decided_by": "gen_random_uuid()"}),
    ("disclosure_begins_undecided", OF_HEAD | {"state": "'DECIDED'"}),
    ("disclosure_has_its_moment", UNTOLD),
    ("disclosure_of_protected_address_by_lawyer", {"protected_address": "'NOT_ASKED'"}),
    ("disclosure_registered_after", {"registered_at": "timestamptz '2026-11-22 01:00Z'"}),
    ("disclosure_day_is_swedish", {"disclosed_date": "date '2026-11-21'"}),
    ("disclosure_recurs_where_it_may", {"recurs_until": "date '2026-12-24'"}),
    ("disclosure_recurs_at_most_90_days", OF_HEAD | {"recurs_until": "date '2027-12-24'"}),
    ("disclosure_category_is_known", {"category": "'Fritext om personen'"}),
]


def insert(changed: Mapping[str, str]) -> None:
    """Copy the only row with some columns changed."""
    values = ", ".join(changed.get(column, column) for column in COLUMNS)
    into = f"insert into disclosure_disclosure (id, {', '.join(COLUMNS)})"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{into} select %s, {values} from disclosure_disclosure limit 1", [uuid4()])
        # What is deferred is asked for now.
        cursor.execute("set constraints all immediate")


def refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(error.value.__cause__)


@pytest.fixture
def told(personas: Personas) -> Personas:
    """The police were told something on a consent; a second case is there."""
    document = small_register()
    cases = document["cases"]
    assert isinstance(cases, list)
    given_loaded(document | {"cases": [*cases, {**cases[0], "id": "GRAN-01", "person": FRIEND}]})
    given_consent(personas.coordinator)
    given_disclosure(personas.coordinator)
    return personas


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("constraint", "changed"), REFUSED)
def test_the_register_refuses(constraint: str, changed: Mapping[str, str]) -> None:
    with pytest.raises(DatabaseError) as error:
        insert(changed)
    cause = error.value.__cause__
    assert getattr(getattr(cause, "diag", None), "constraint_name", None) == constraint


@pytest.mark.usefixtures("told")
def test_the_same_row_is_taken_unchanged() -> None:
    """The refusals above would mean nothing if the copy itself were refused."""
    insert({})
    insert(OF_HEAD)
    insert(OF_HEAD | UNTOLD)
    insert(OF_18A | {"person": "gen_random_uuid()", "age": "20"})
    assert Disclosure.objects.count() == 5


BY = "decided_by = gen_random_uuid(), decided_role = 'SECTION_HEAD', decided_at = registered_at"
TOLD_NOW = "disclosed_at = registered_at, disclosed_date = '2026-11-22'"


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("disclosure_decided_by_another", f"state = 'DECIDED', {BY}, {TOLD_NOW}, decided_by = registered_by"),
        ("disclosure_decided_by_head_or_on_call", f"state = 'DECIDED', {BY}, {TOLD_NOW}, decided_role = 'CASE_WORKER'"),
        ("disclosure_decided_by_somebody_at_a_time", f"state = 'DECIDED', {BY}, {TOLD_NOW}, decided_role = null"),
        ("disclosure_only_decided", f"state = 'DECIDED', {TOLD_NOW}"),
        ("disclosure_only_decided", f"state = 'DECIDED', {BY}, {TOLD_NOW}, recurs_until = '2026-12-24'"),
        ("disclosure_only_decided", f"state = 'DECLINED', {BY}, {TOLD_NOW}"),
        ("disclosure_only_decided", TOLD_NOW),
        ("disclosure_has_its_moment", f"state = 'DECIDED', {BY}"),
        ("disclosure_declined_with_a_reason", f"state = 'DECLINED', {BY}"),
        (
            "disclosure_decided_after_proposed",
            f"state = 'DECLINED', {BY}, decision_sealed = 'x', decided_at = registered_at - interval '1 minute'",
        ),
    ],
)
def test_a_proposal_is_decided_by_another_person_in_one_way_only(
    personas: Personas, constraint: str, change: str
) -> None:
    given_proposed(personas.coordinator)
    # One column is named once: the last word counts.
    columns = dict(one.split(" = ", 1) for one in change.split(", "))
    statement = ", ".join(f"{name} = {value}" for name, value in columns.items())
    assert constraint_of(f"update disclosure_disclosure set {statement}") == constraint


def run_now(statement: str) -> None:
    """Run a statement, and ask at once for what is deferred."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("set constraints all immediate")


def constraint_of(statement: str) -> str | None:
    with pytest.raises(DatabaseError) as error:
        run_now(statement)
    return getattr(getattr(error.value.__cause__, "diag", None), "constraint_name", None)


def test_what_is_decided_stays_so(personas: Personas) -> None:
    given_recurring(personas.coordinator, personas.section_head)
    for change in ("state = 'PROPOSED'", "state = 'DECLINED'", "decided_by = gen_random_uuid()", "id = id"):
        assert constraint_of(f"update disclosure_disclosure set {change}") == "disclosure_only_decided"


def test_nothing_is_received_that_nobody_gave_out(personas: Personas) -> None:
    disclosure = given_proposed(personas.coordinator)
    into = (
        "insert into disclosure_receipt (id, disclosure_id, disclosure_state, outcome, noted_date, noted_by, noted_at, "
        "sealed) values (gen_random_uuid(), '{}', '{}', 'RECEIVED', '2026-11-22', gen_random_uuid(), now(), '')"
    )
    assert constraint_of(into.format(disclosure, "PROPOSED")) == "receipt_of_what_was_given_out"
    assert constraint_of(into.format(disclosure, "DECIDED")) == "receipt_of_a_row_in_that_state"


def test_nothing_is_told_on_a_withdrawn_consent(told: Personas) -> None:
    consent = Disclosure.objects.get().consent_id
    assert consent is not None
    withdraw_consent(actor=told.coordinator, consent_id=consent, now=NOW)
    moment = f"timestamptz '{NOW.isoformat()}'"
    with pytest.raises(DatabaseError) as error:
        insert({"disclosed_at": moment, "registered_at": moment})
    assert (
        getattr(getattr(error.value.__cause__, "diag", None), "constraint_name", None) == "disclosure_before_withdrawal"
    )


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "change", ["until_date = '2030-01-01'", "from_date = '2020-01-01'", "sealed = ''", "given_date = '2020-01-01'"]
)
def test_a_consent_cannot_be_changed(change: str) -> None:
    assert "withdrawn once" in refused(f"update disclosure_consent set {change}")


def test_a_withdrawal_cannot_be_undone(told: Personas) -> None:
    consent = Disclosure.objects.get().consent_id
    assert consent is not None
    withdraw_consent(actor=told.coordinator, consent_id=consent, now=NOW)
    assert "withdrawn once" in refused("update disclosure_consent set withdrawn_at = null, withdrawn_by = null")


@pytest.mark.usefixtures("told")
def test_a_withdrawal_cannot_be_put_before_what_was_told() -> None:
    statement = "update disclosure_consent set withdrawn_at = '2026-11-01', withdrawn_by = registered_by"
    assert "after that moment" in refused(statement)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("table", ["disclosure", "consentparty", "consentscope", "receipt", "ground", "groundparty"])
def test_the_running_role_may_not_rewrite_the_register(table: str) -> None:
    assert "permission denied" in refused(f"delete from disclosure_{table}")
    column = "key" if table == "ground" else "id"
    # A proposal is decided, once: a trigger refuses every other change.
    word = "decided once" if table == "disclosure" else "permission denied"
    assert word in refused(f"update disclosure_{table} set {column} = {column}")


def test_a_consent_ends_after_it_begins_and_begins_when_given(personas: Personas) -> None:
    given_consent(personas.coordinator)
    copy = (
        "insert into disclosure_consent select gen_random_uuid(), {}, registered_by, registered_at, null, null, "
        "sealed, case_id from disclosure_consent"
    )
    assert "consent_from_before_until" in refused(copy.format("given_date, from_date, from_date"))
    assert "consent_holds_when_given" in refused(copy.format("from_date + 1, from_date, until_date"))


@pytest.mark.usefixtures("db")
def test_the_grounds_of_the_database_are_those_of_the_law() -> None:
    for key, ground in grounds().items():
        row = Ground.objects.get(pk=key)
        assert (row.from_date, row.until_date) == (ground.from_date, ground.until_date)
        assert (row.needs_under_21, row.may_recur) == (ground.needs_under_21, ground.may_recur)
        assert set(GroundParty.objects.filter(ground=row).values_list("party", flat=True)) == ground.to
    assert Ground.objects.count() == len(grounds())


def test_a_ground_that_recurs_is_taken(personas: Personas) -> None:
    given_recurring(personas.coordinator, personas.section_head)
    assert Disclosure.objects.get().recurs_until is not None
