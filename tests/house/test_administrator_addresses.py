"""No address of the product opens a case to an administrator, whatever she was named on before she became one."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.givens import CASE, given_staff
from tests.house.test_addresses import (
    ALL,
    OPEN,
    WITH_AN_ID,
    address,
    personas,
    real_ids,
    signed_in,
    without_token,
)
from utvag.foundation.http import AccessKind, access_of
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db
__all__ = ["personas", "real_ids"]
FOR_HER = {
    name for name, pattern in ALL.items() if Role.ADMINISTRATOR in getattr(access_of(pattern.callback), "roles", ())
}
ROLE_BOUND = {
    name for name, pattern in ALL.items() if getattr(access_of(pattern.callback), "kind", "") is AccessKind.ROLE_BOUND
}


def test_no_address_opens_anything_to_an_administrator_who_was_named_before(real_ids: dict[str, UUID]) -> None:
    one = StaffAccount.objects.get(username="case-worker")
    StaffAccount.objects.filter(pk=one.pk).update(role=Role.ADMINISTRATOR)
    client = signed_in(one.pk)
    nowhere = {key: uuid4() for key in real_ids}
    for name in sorted(WITH_AN_ID - FOR_HER):
        for method in ("get", "post"):
            there = getattr(client, method)(address(name, real_ids))
            not_there = getattr(client, method)(address(name, nowhere))
            assert (there.status_code, not_there.status_code) == (404, 404), (name, method)
            assert without_token(there.content) == without_token(not_there.content)


def test_the_pages_of_other_roles_do_not_exist_for_an_administrator_and_no_page_names_a_case(
    real_ids: dict[str, UUID],
) -> None:
    client = signed_in(given_staff("sysadmin", Role.ADMINISTRATOR).id)
    for name in sorted(set(ALL) - OPEN - WITH_AN_ID):
        answer = client.get(address(name, {}))
        assert CASE not in answer.content.decode(errors="replace"), name
        if name in ROLE_BOUND - FOR_HER:
            assert answer.status_code == 404, name
