"""Homes as case staff may compare them: never where they lie."""

from dataclasses import fields

import pytest

from tests.givens import CLEAR_HOME, given_loaded, given_register, home_id, small_register
from utvag.providers.models import Home
from utvag.providers.queries import HomeShape, home_code, home_shapes

pytestmark = pytest.mark.django_db


def test_a_home_is_shown_with_what_it_offers() -> None:
    given_register()
    shape = home_shapes([CLEAR_HOME])[CLEAR_HOME]
    assert (shape.provider_name, shape.offers, shape.daily_rate) == ("Utförarkanarie", ("day",), 900)


def test_a_home_is_never_shown_with_where_it_lies() -> None:
    names = {field.name for field in fields(HomeShape)}
    assert not names & {"lat", "lon", "municipality", "building", "address"}


def test_where_a_home_lies_is_sealed() -> None:
    given_register()
    for sealed in Home.objects.values_list("sealed", flat=True):
        assert b"63.8" not in bytes(sealed)
        assert b"2480" not in bytes(sealed)


def test_a_home_that_left_the_register_has_no_code_to_choose_by() -> None:
    given_register()
    gone = home_id(CLEAR_HOME)
    homes = small_register()["homes"]
    assert isinstance(homes, list)
    given_loaded(small_register() | {"homes": homes[1:]}, replace_all=True)
    assert home_code(gone) is None
