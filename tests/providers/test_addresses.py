"""Where a home is: a file of its own in, sealed under a key of its own, and nobody but the operator writes it."""

import pytest

from tests.database import TestServer
from tests.givens import CLEAR_HOME, NOW, SECOND_HOME, given_register, given_staff, home_id
from tests.log import log_rows
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.providers.imports import take_in_addresses
from utvag.providers.models import Home
from utvag.providers.queries import address_place, has_address, home_address, home_place
from utvag.providers.rules import AddressesInvalid, HomeAddress, read_addresses
from utvag.secrecy.envelope import SealBroken, open_

pytestmark = pytest.mark.django_db

STREET = "Kanariegatan 7"
FILE = f"""home;street;postal_code;town;municipality;area;way_in;contact
{CLEAR_HOME};{STREET};903 21;Kanarieby;Umeå;Kanarieängen;Kod 4711;Kanariepersonalen
{SECOND_HOME};Kanariegatan 9;90321;Kanarieby;Umeå;;;
""".encode()


def given_addresses(content: bytes = FILE, actor: Actor = OPERATOR) -> int:
    return take_in_addresses(rows=read_addresses(content), actor=actor, now=NOW)


def faults_of(content: str) -> list[tuple[int, str, str]]:
    with pytest.raises(AddressesInvalid) as refused:
        read_addresses(content.encode())
    return [(fault.row, fault.column, fault.problem) for fault in refused.value.faults]


def test_an_address_comes_in_and_opens_again() -> None:
    given_register()
    assert given_addresses() == 2
    found = home_address(home_id(CLEAR_HOME))
    assert found is not None
    assert found.reveal() == HomeAddress(
        STREET, "903 21", "Kanarieby", "Umeå", "Kanarieängen", "Kod 4711", "Kanariepersonalen"
    )


def test_a_home_that_nobody_has_written_it_for_has_none() -> None:
    given_register()
    assert home_address(home_id(CLEAR_HOME)) is None
    assert not has_address(home_id(CLEAR_HOME))


def test_it_opens_neither_in_another_home_nor_under_the_home_s_own_key() -> None:
    given_register()
    given_addresses()
    sealed = Home.objects.values_list("address_sealed", flat=True).get(code=CLEAR_HOME)
    assert sealed is not None
    for place in (address_place(home_id(SECOND_HOME)), home_place(home_id(CLEAR_HOME))):
        with pytest.raises(SealBroken):
            open_(place, sealed)


def test_loading_the_register_again_leaves_it() -> None:
    given_register()
    given_addresses()
    given_register()
    assert has_address(home_id(CLEAR_HOME))


def test_nobody_but_the_operator_writes_it() -> None:
    given_register()
    with pytest.raises(NotVisible):
        given_addresses(actor=given_staff("siv", Role.COORDINATOR))
    assert not has_address(home_id(CLEAR_HOME))


@pytest.mark.django_db(transaction=True)
def test_each_home_is_a_row_in_the_log(server: TestServer) -> None:
    given_register()
    given_addresses()
    assert len(log_rows(server, "SET_HOME_ADDRESS")) == 2


def test_an_unknown_home_stops_the_whole_file() -> None:
    given_register()
    with pytest.raises(AddressesInvalid) as refused:
        given_addresses(FILE + b"H-NOWHERE;Gatan 1;12345;Byn;Orten;;;\n")
    told = "rad 4, home: hemmet finns inte i registret (värde: 'H-NOWHERE')"
    assert [str(fault).partition(".")[0] for fault in refused.value.faults] == [told]
    assert not has_address(home_id(CLEAR_HOME))


def test_every_fault_is_named_by_row_and_column() -> None:
    content = (
        "home,street,postal_code,town,municipality\n"
        "H-1,,123 45,Byn,Orten\n"
        "H-2,Gatan 1,12 345,Byn,Orten\n"
        "H-2,Gatan 2,12345,Byn,Orten\n"
        "H-3,Gatan 3,12345\n"
    )
    assert faults_of(content) == [
        (2, "street", "är tomt"),
        (3, "postal_code", "är inget postnummer"),
        (4, "home", "hemmet står också på rad 3"),
        (5, "raden", "raden har 3 fält, rubrikraden 5"),
    ]


def test_a_heading_that_is_missing_or_unknown_is_named() -> None:
    assert faults_of("home;street;postal_code;town;lat") == [
        (1, "rubrikraden", "okänd rubrik"),
        (1, "rubrikraden", "rubriken municipality saknas"),
    ]


def test_what_is_not_utf8_says_so() -> None:
    with pytest.raises(AddressesInvalid):
        read_addresses("home;gård".encode("latin-1"))


def test_an_address_does_not_show_itself() -> None:
    assert STREET not in repr(read_addresses(FILE))
    assert STREET not in repr(read_addresses(FILE)[0].address)
