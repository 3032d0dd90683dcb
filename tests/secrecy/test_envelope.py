"""What is sealed opens only where it belongs, and looks like nothing."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.secrecy.envelope import (
    Keyring,
    SealBroken,
    SealDestroyed,
    blind_index,
    keystore,
    open_,
    seal,
)
from utvag.secrecy.models import DataKey
from utvag.secrecy.rules import KeyKind, Owner, Place

CANARY = "Kanariegatan 17"


def place(*, kind: KeyKind = KeyKind.CASE, subject: UUID | None = None, field: str = "sealed") -> Place:
    return Place(Owner(kind, subject or uuid4()), "table", uuid4(), field)


@pytest.mark.django_db
def test_what_was_sealed_opens_in_its_place() -> None:
    here = place()
    assert open_(here, seal(here, {"name": CANARY, "n": [1, None, 2.5]})).reveal() == {
        "name": CANARY,
        "n": [1, None, 2.5],
    }


@pytest.mark.django_db
def test_it_refuses_a_value_moved_to_another_row_field_or_table_of_the_same_key() -> None:
    owner = Owner(KeyKind.CASE, uuid4())
    row = uuid4()
    sealed = seal(Place(owner, "table", row), CANARY)
    for other in (Place(owner, "table", uuid4()), Place(owner, "table", row, "other"), Place(owner, "elsewhere", row)):
        with pytest.raises(SealBroken):
            open_(other, sealed)


@pytest.mark.django_db
def test_it_refuses_ten_thousand_swaps() -> None:
    """The key is the right one everywhere, so nothing but what the value is bound to can refuse."""
    owner = Owner(KeyKind.CASE, uuid4())
    rows = [uuid4() for _ in range(17)]
    places = [
        Place(owner, table, row, field) for table in ("table", "other") for row in rows for field in ("a", "b", "c")
    ]
    assert swaps_refused(places) == ["a sealed value was altered or moved"] * (102 * 101)


@pytest.mark.django_db
def test_it_refuses_swaps_between_owners_even_in_the_same_row_and_field() -> None:
    row = uuid4()
    places = [Place(Owner(KeyKind.CASE, uuid4()), "table", row, "sealed") for _ in range(11)]
    assert swaps_refused(places) == ["a value is sealed with another key than its owner's"] * (11 * 10)


def swaps_refused(places: list[Place]) -> list[str]:
    """Open in each place what was sealed in each other; give with which words it was refused."""
    keyring, refused = Keyring(), []
    sealed = [keyring.seal(one, CANARY) for one in places]
    for index, here in enumerate(places):
        # What lies where it belongs opens: a refusal of everything would prove nothing.
        assert keyring.open(here, sealed[index]).reveal() == CANARY
        for other in sealed[:index] + sealed[index + 1 :]:
            try:
                keyring.open(here, other)
            except SealBroken as refusal:
                refused.append(str(refusal))
    return refused


@pytest.mark.django_db
def test_it_refuses_a_value_with_any_byte_changed() -> None:
    here = place()
    sealed = seal(here, CANARY)
    for index in range(len(sealed)):
        altered = sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :]
        with pytest.raises(SealBroken):
            open_(here, altered)


@pytest.mark.django_db
@pytest.mark.parametrize("length", [0, 1, 12, 27, 28, 29, 45])
def test_it_refuses_a_value_cut_short(length: int) -> None:
    here = place()
    with pytest.raises(SealBroken):
        open_(here, seal(here, CANARY)[:length])


@pytest.mark.django_db
def test_it_refuses_when_the_key_is_gone() -> None:
    here = place()
    sealed = seal(here, CANARY)
    with pytest.raises(SealBroken):
        open_(Place(Owner(KeyKind.CASE, uuid4()), here.table, here.row), sealed)


@pytest.mark.django_db
def test_the_same_value_is_never_sealed_alike() -> None:
    here, keyring = place(), Keyring()
    assert len({keyring.seal(here, CANARY) for _ in range(5000)}) == 5000


@pytest.mark.django_db
def test_values_of_different_length_look_alike() -> None:
    here, keyring = place(), Keyring()
    assert len({len(keyring.seal(here, "x" * length)) for length in range(50)}) == 1


@pytest.mark.django_db
def test_neither_the_value_nor_the_key_is_in_what_is_stored() -> None:
    here = place()
    sealed = seal(here, CANARY)
    assert CANARY.encode() not in sealed
    assert len(bytes(DataKey.objects.get().wrapped)) == 1 + 8 + 12 + 32 + 16


@pytest.mark.django_db
def test_each_subject_has_one_key() -> None:
    owner = Owner(KeyKind.HOME, uuid4())
    for _ in range(3):
        seal(Place(owner, "table", uuid4()), CANARY)
    assert DataKey.objects.filter(kind="home").count() == 1


@pytest.mark.django_db
def test_a_keyring_shows_no_key() -> None:
    keyring = Keyring()
    keyring.seal(place(), CANARY)
    assert repr(keyring) == "Keyring(…)"


@given(value=st.text(), other=st.text())
def test_an_index_is_the_same_for_the_same_value_only(value: str, other: str) -> None:
    assert (blind_index("kind", value) == blind_index("kind", other)) == (value == other)


def test_an_index_of_one_kind_is_not_that_of_another() -> None:
    assert blind_index("people.number", "1") != blind_index("register.persons", "1")


@pytest.mark.django_db
def test_a_destroyed_key_gets_no_other_and_leaves_the_others_of_the_same_question_open() -> None:
    gone, kept = place(), place()
    sealed = {one: seal(one, CANARY) for one in (gone, kept)}
    keystore().destroy("case", [gone.owner.subject])
    keyring = Keyring().fetch(KeyKind.CASE, [gone.owner.subject, kept.owner.subject])
    assert keyring.open(kept, sealed[kept]).reveal() == CANARY
    for each in (keyring, Keyring()):
        with pytest.raises(SealDestroyed):
            each.open(gone, sealed[gone])
        with pytest.raises(SealDestroyed):
            each.seal(gone, CANARY)
    never = place()
    keystore().destroy("case", [never.owner.subject])
    with pytest.raises(SealDestroyed):
        seal(never, CANARY)
