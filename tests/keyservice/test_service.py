"""Who may have which key opened, how many, and what is written when it is refused."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.keyservice.given import HOUR, SECRETS, Clock, asked_by, running, settings_in
from utvag.config.demo.keys import LIMITS
from utvag.gateways.keystore import (
    FileKeystore,
    KeysRefused,
    KeysUnusable,
    Refusal,
    ServiceKeystore,
    Wrapped,
    WrappedKeyInvalid,
    acting_as,
)
from utvag_keyservice.alarms import Alarms, ChainBroken
from utvag_keyservice.ledger import Ledger
from utvag_keyservice.service import Service
from utvag_keyservice.settings import SettingsInvalid

DATA_KEY = bytes(range(32))


def wrapped_keys(keystore: ServiceKeystore, count: int, kind: str = "case") -> list[Wrapped]:
    subjects = [uuid4() for _ in range(count)]
    return [Wrapped(kind, subject, keystore.wrap(kind, subject, DATA_KEY)) for subject in subjects]


def alarms_of(operator: ServiceKeystore) -> list[tuple[str, str, str]]:
    return [(one.what, one.client, one.kind) for one in operator.status().alarms]


def refused(keystore: ServiceKeystore, *keys: Wrapped) -> Refusal | None:
    try:
        keystore.unwrap_many(keys)
    except KeysRefused as error:
        return error.refusal
    return None


@pytest.fixture
def signed_in(web: ServiceKeystore) -> str:
    return web.begin_session(uuid4(), "word")


def test_what_was_wrapped_is_unwrapped_in_one_question(operator: ServiceKeystore) -> None:
    keys = wrapped_keys(operator, 700)
    assert operator.unwrap_many(keys) == (DATA_KEY,) * 700


def test_it_opens_what_the_key_files_wrapped_and_hashes_the_same(house: Path, clock: Clock) -> None:
    files, subject = FileKeystore(house / "keys"), uuid4()
    wrapped = {kind: files.wrap(kind, subject, DATA_KEY) for kind in ("case", "register", "staff")}
    hashed = files.keyed_hash("people.number", b"x")
    with running(house, clock):
        operator = asked_by(house, "operator")
        assert {operator.unwrap(kind, subject, one) for kind, one in wrapped.items()} == {DATA_KEY}
        assert operator.keyed_hash("people.number", b"x") == hashed
    # The files in the clear are gone; what is left opens under the root key alone.
    assert not list((house / "keys").glob("*.json"))
    assert all(b'"key"' not in path.read_bytes() for path in (house / "keys").rglob("*") if path.is_file())


def test_without_a_ticket_the_web_opens_staff_names_and_nothing_else(
    web: ServiceKeystore, operator: ServiceKeystore
) -> None:
    staff, case = wrapped_keys(operator, 1, "staff") + wrapped_keys(operator, 1)
    assert refused(web, staff) is None
    for kind in ("case", "home", "register", "location", "review"):
        assert refused(web, *wrapped_keys(operator, 1, kind)) is Refusal.TICKET
    assert refused(web, staff, case) is Refusal.TICKET
    with pytest.raises(KeysRefused, match="ticket"):
        web.keyed_hash("people.number", b"19121212")


def test_an_unknown_ticket_opens_nothing_and_is_an_alarm(web: ServiceKeystore, operator: ServiceKeystore) -> None:
    (case,) = wrapped_keys(operator, 1)
    with acting_as("guessed"):
        assert refused(web, case) is Refusal.TICKET
    assert alarms_of(operator) == [("UNKNOWN_TICKET", "web", "")]


def test_a_ticket_that_rests_a_quarter_of_an_hour_is_over(
    web: ServiceKeystore, operator: ServiceKeystore, signed_in: str, clock: Clock
) -> None:
    (case,) = wrapped_keys(operator, 1)
    with acting_as(signed_in):
        for rested, told in ((0, None), (14 * 60, None), (15 * 60 + 1, Refusal.TICKET)):
            clock.now += rested
            assert refused(web, case) is told


def test_a_ticket_in_use_is_over_after_eight_hours(
    web: ServiceKeystore, operator: ServiceKeystore, signed_in: str, clock: Clock
) -> None:
    (case,) = wrapped_keys(operator, 1)
    with acting_as(signed_in):
        for _ in range(8 * 6):
            assert refused(web, case) is None
            clock.now += 600
        clock.now += 1
        assert refused(web, case) is Refusal.TICKET


def test_signing_out_ends_the_ticket(web: ServiceKeystore, operator: ServiceKeystore, signed_in: str) -> None:
    (case,) = wrapped_keys(operator, 1)
    with acting_as(signed_in):
        web.end_session()
        assert refused(web, case) is Refusal.TICKET


def test_an_account_opens_thirty_cases_an_hour_and_those_as_often_as_she_likes(
    web: ServiceKeystore, operator: ServiceKeystore, signed_in: str, clock: Clock
) -> None:
    keys = wrapped_keys(operator, 31)
    with acting_as(signed_in):
        assert [refused(web, key) for key in keys[:30] * 3] == [None] * 90
        assert refused(web, keys[30]) is Refusal.LIMIT
        # Many at once: none of them, not the first thirty.
        assert refused(web, *keys) is Refusal.LIMIT
        for _ in range(5):
            clock.now += HOUR / 5 + 1
            assert refused(web, keys[0]) is None
        assert refused(web, keys[30]) is None
    assert ("OVER_LIMIT", "web", "case") in alarms_of(operator)


def test_the_web_opens_three_hundred_cases_an_hour_whoever_is_signed_in(
    web: ServiceKeystore, operator: ServiceKeystore
) -> None:
    keys = wrapped_keys(operator, 331)
    opened = 0
    for start in range(0, 331, 30):
        with acting_as(web.begin_session(uuid4(), "word")):
            opened += sum(refused(web, key) is None for key in keys[start : start + 30])
    assert opened == 300


def test_an_alarm_is_raised_once_an_hour_before_the_limit_is_reached(
    web: ServiceKeystore, operator: ServiceKeystore, clock: Clock
) -> None:
    """Ten in each session, two minutes apart: nobody opens many, and nothing is refused."""
    keys, told = wrapped_keys(operator, 300), list[int]()
    for start in range(0, 300, 10):
        with acting_as(web.begin_session(uuid4(), "word")):
            assert [refused(web, key) for key in keys[start : start + 10]] == [None] * 10
        told.append(operator.status().alarm_count)
        clock.now += 110
    # The 240th of 300 is the last of the twenty-fourth session.
    assert told == [0] * 23 + [1] * 7
    assert alarms_of(operator) == [("NEAR_LIMIT", "web", "case")]
    clock.now += HOUR
    for start in range(0, 300, 10):
        with acting_as(web.begin_session(uuid4(), "word")):
            assert refused(web, *keys[start : start + 10]) is None
    assert alarms_of(operator) == [("NEAR_LIMIT", "web", "case")] * 2


def test_an_alarm_names_the_account_that_opens_twenty_five_cases_in_a_minute(
    web: ServiceKeystore, operator: ServiceKeystore, clock: Clock
) -> None:
    keys, quick, slow = wrapped_keys(operator, 30), uuid4(), uuid4()
    with acting_as(web.begin_session(slow, "word")):
        for key in keys:
            assert refused(web, key) is None
            clock.now += 2.6
    assert alarms_of(operator) == []
    with acting_as(web.begin_session(quick, "word")):
        # What she has open she may look at as often as she likes.
        assert [refused(web, key) for key in keys[:24] * 3] == [None] * 72
        assert alarms_of(operator) == []
        assert [refused(web, key) for key in keys[24:]] == [None] * 6
    (alarm,) = operator.status().alarms
    assert (alarm.what, alarm.account, alarm.kind) == ("FAST_OPENING", str(quick), "case")


def test_a_limit_says_itself_at_which_share_it_warns(house: Path, clock: Clock) -> None:
    limit = {"client": "web", "kind": "home", "seconds": HOUR, "per_account": None, "per_client": 10}
    worker = [dict(one) for one in LIMITS if one["client"] == "worker"]
    with running(house, clock, limits=[{**limit, "early": 0.5}, *worker]):
        web, operator = asked_by(house, "web"), asked_by(house, "operator")
        keys, told = wrapped_keys(operator, 10, "home"), list[int]()
        with acting_as(web.begin_session(uuid4(), "word")):
            for key in keys:
                assert refused(web, key) is None
                told.append(operator.status().alarm_count)
    assert told == [0] * 4 + [1] * 6
    for wrong in (0, 1.5, -1):
        with pytest.raises(SettingsInvalid):
            settings_in(house, limits=[{**limit, "early": wrong}, *worker])
    with pytest.raises(SettingsInvalid, match="no limit"):
        settings_in(house, bursts=[{"client": "web", "kind": "home", "seconds": 60, "per_account": 20}])


def test_an_alarm_stands_before_the_count_that_it_is_about(
    house: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the two, the service would hold a count that is never told."""
    with running(house, clock):
        web, operator = asked_by(house, "web"), asked_by(house, "operator")
        keys = wrapped_keys(operator, 25)

        def killed(*_given: object) -> None:
            raise OSError

        with acting_as(web.begin_session(uuid4(), "word")):
            assert refused(web, *keys[:24]) is None
            with monkeypatch.context() as patch, suppress(KeysUnusable):
                patch.setattr(Ledger, "note_opened", killed)
                web.unwrap(keys[24].kind, keys[24].subject, keys[24].wrapped)
        assert alarms_of(operator) == [("FAST_OPENING", "web", "case")]


def test_locations_have_a_wall_of_their_own_by_hour_and_by_day(
    web: ServiceKeystore, operator: ServiceKeystore, clock: Clock
) -> None:
    keys, account, opened = wrapped_keys(operator, 40, "location"), uuid4(), list[int]()
    for hour in range(5):
        with acting_as(web.begin_session(account, "word")):
            opened.append(sum(refused(web, key) is None for key in keys[hour * 8 : hour * 8 + 8]))
        clock.now += HOUR + 1
    assert opened == [5, 5, 5, 0, 0]


def test_numbers_are_guessed_at_through_the_service_sixty_times_an_hour(web: ServiceKeystore, signed_in: str) -> None:
    answered = 0
    with acting_as(signed_in):
        for number in range(80):
            try:
                web.keyed_hash("people.number", str(number).encode())
            except KeysRefused:
                continue
            answered += 1
    assert answered == 60


def test_the_counts_and_tickets_survive_a_kill(house: Path, clock: Clock) -> None:
    with running(house, clock):
        web, operator = asked_by(house, "web"), asked_by(house, "operator")
        keys = wrapped_keys(operator, 31)
        ticket = web.begin_session(uuid4(), "word")
        with acting_as(ticket):
            assert refused(web, *keys[:30]) is None
    # Nothing was said to the service that it was about to end: what counts was written before it answered.
    with running(house, clock), acting_as(ticket):
        web = asked_by(house, "web")
        assert refused(web, keys[0]) is None
        assert refused(web, keys[30]) is Refusal.LIMIT


def test_only_so_many_tickets_are_minted_in_an_hour(house: Path, clock: Clock) -> None:
    tickets = {"idle": 900, "absolute": 8 * HOUR, "per_hour": 5}
    with running(house, clock, tickets=tickets):
        web = asked_by(house, "web")
        for _ in range(5):
            web.begin_session(uuid4(), "word")
        with pytest.raises(KeysRefused, match="sessions"):
            web.begin_session(uuid4(), "word")
        clock.now += HOUR + 1
        web.begin_session(uuid4(), "word")


def test_what_the_demo_shows_of_a_signing_in_is_not_taken_elsewhere(
    web: ServiceKeystore, operator: ServiceKeystore
) -> None:
    with pytest.raises(KeysRefused, match="evidence"):
        web.begin_session(uuid4(), "demo")
    with pytest.raises(KeysRefused, match="evidence"):
        operator.begin_session(uuid4(), "word")
    assert {what for what, _, _ in alarms_of(operator)} == {"EVIDENCE_REFUSED"}


def test_a_client_opens_its_own_kinds_only(house: Path, operator: ServiceKeystore) -> None:
    worker = asked_by(house, "worker")
    assert refused(worker, *wrapped_keys(operator, 400)) is None
    assert refused(worker, *wrapped_keys(operator, 1, "geography")) is Refusal.KIND
    assert alarms_of(operator) == [("KIND_REFUSED", "worker", "geography")]


def test_another_secret_and_another_name_are_not_let_in(house: Path, operator: ServiceKeystore) -> None:
    (house / "web.secret").write_text("guessed", encoding="ascii")
    with pytest.raises(KeysRefused, match="client"):
        asked_by(house, "web").unwrap("staff", uuid4(), b"x" * 70)
    with pytest.raises(KeysRefused, match="client"):
        ServiceKeystore(house / "socket", "nobody", None).unwrap("staff", uuid4(), b"x" * 70)
    assert {what for what, _, _ in alarms_of(operator)} == {"UNKNOWN_CLIENT"}


def test_a_client_that_runs_as_another_user_is_not_let_in(house: Path, clock: Clock) -> None:
    clients = {"web": {"uid": 4_000_000, "kinds": ["staff"]}}
    with running(house, clock, clients=clients, limits=[]), pytest.raises(KeysRefused, match="client"):
        ServiceKeystore(house / "socket", "web", None).unwrap("staff", uuid4(), b"x" * 70)


def test_the_status_is_not_for_all(house: Path, clock: Clock) -> None:
    secret = hashlib.sha256(SECRETS["web"].encode()).hexdigest()
    clients = {
        "web": {"secret": secret, "kinds": []},
        "operator": {"secret": secret, "kinds": [], "may_read_status": True},
    }
    with running(house, clock, clients=clients, limits=[]):
        with pytest.raises(KeysRefused, match="kind"):
            asked_by(house, "web").status()
        told = ServiceKeystore(house / "socket", "operator", house / "web.secret").status()
        assert (told.is_sealed, told.tells_by_user, told.evidence) == (False, False, ("word",))


def test_ten_thousand_moved_and_altered_keys_are_refused(operator: ServiceKeystore) -> None:
    kinds = ("case", "home", "staff", "location")
    keys = [key for kind in kinds for key in wrapped_keys(operator, 26, kind)]
    swaps = [(one, other) for one in keys for other in keys if one is not other]
    assert len(swaps) > 10_000
    for one, other in swaps:
        with pytest.raises(WrappedKeyInvalid):
            operator.unwrap(other.kind, other.subject, one.wrapped)
    for position in range(len(keys[0].wrapped)):
        altered = bytearray(keys[0].wrapped)
        altered[position] ^= 1
        with pytest.raises(WrappedKeyInvalid):
            operator.unwrap(keys[0].kind, keys[0].subject, bytes(altered))
    assert ("FOREIGN_KEY", "operator", "case") in alarms_of(operator)


def test_the_same_alarm_is_counted_and_not_written_again_at_once(
    web: ServiceKeystore, operator: ServiceKeystore, clock: Clock
) -> None:
    (case,) = wrapped_keys(operator, 1)
    with acting_as("guessed"):
        for _ in range(50):
            refused(web, case)
        clock.now += 11
        refused(web, case)
    assert [one.count for one in operator.status().alarms] == [1, 50]


def test_the_file_of_alarms_shows_that_a_line_was_taken_away(house: Path, clock: Clock, service: Service) -> None:
    for _ in range(3):
        service.note_malformed(None)
        clock.now += 11
    path = house / "state" / "alarms.jsonl"
    assert Alarms(path, clock).count == 3
    lines = path.read_bytes().splitlines(keepends=True)
    for changed in (lines[1:], [lines[0], lines[2]], [lines[0].replace(b'"count":1', b'"count":9'), *lines[1:]]):
        path.write_bytes(b"".join(changed))
        with pytest.raises(ChainBroken):
            Alarms(path, clock)
    path.write_bytes(b"".join(lines) + b'{"half')
    assert Alarms(path, clock).count == 3


def test_a_service_that_is_away_gives_no_key_and_comes_back_by_itself(house: Path, clock: Clock) -> None:
    with running(house, clock):
        operator = asked_by(house, "operator")
        (case,) = wrapped_keys(operator, 1)
    with pytest.raises(KeysUnusable, match="svarar inte"):
        operator.unwrap(case.kind, case.subject, case.wrapped)
    with running(house, clock):
        assert operator.unwrap(case.kind, case.subject, case.wrapped) == DATA_KEY


def test_what_is_no_longer_counted_is_forgotten(
    house: Path, web: ServiceKeystore, service: Service, clock: Clock
) -> None:
    web.begin_session(UUID(int=1), "word")
    clock.now += 25 * HOUR
    service.tidy()
    with pytest.raises(KeysRefused), acting_as("x"):
        web.unwrap("case", uuid4(), b"x" * 70)
    assert asked_by(house, "operator").status().tickets == 0
