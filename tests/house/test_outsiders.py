"""A provider and a controller find nothing at any address but those made for them, with a real id and with none."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.assignments.givens import given_assignment
from tests.givens import given_staff
from tests.house.test_addresses import ALL, OPEN, address, personas, real_ids, signed_in, without_token
from tests.pages import moment
from utvag.foundation.http import access_of
from utvag.organisation.rules import Role

__all__ = ["moment", "personas", "real_ids"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def is_hers(name: str, role: Role) -> bool:
    """Say whether an address is open to all, of her own account, her start, or made for her role."""
    access = access_of(ALL[name].callback)
    roles = () if access is None else access.roles
    is_account = name.startswith("organisation:") and not roles
    return name in OPEN or is_account or name == "desk:my-day" or role in roles


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.CONTROLLER])
def test_an_outsider_finds_nothing_at_any_address_but_her_own(role: Role, real_ids: dict[str, UUID]) -> None:
    actor = given_staff("outsider", role)
    given_assignment(actor)
    browser, nowhere = signed_in(actor.id), {key: uuid4() for key in real_ids}
    others = [name for name in ALL if not is_hers(name, role)]
    for name in others:
        for method in ("get", "post"):
            there = getattr(browser, method)(address(name, real_ids))
            not_there = getattr(browser, method)(address(name, nowhere))
            assert (there.status_code, not_there.status_code) == (404, 404), (name, method)
            assert without_token(there.content) == without_token(not_there.content), name
    assert len(others) > 100
    assert len(ALL) - len(others) - len(OPEN) < 25


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.CONTROLLER, Role.AUDITOR])
def test_without_an_assignment_nothing_is_left_but_the_account_and_the_start(
    role: Role, real_ids: dict[str, UUID]
) -> None:
    browser = signed_in(given_staff("outsider", role, is_assigned=False).id)
    for name in ALL:
        access = access_of(ALL[name].callback)
        is_account = name.startswith("organisation:") and not (access and access.roles)
        if name in OPEN or is_account or name == "desk:my-day":
            continue
        assert browser.get(address(name, real_ids)).status_code == 404, name
    assert browser.get("/").status_code == 200
