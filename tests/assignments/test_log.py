"""Every look into a cut has its row, with the case and the reason; and without a row there is no look."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.assignments.givens import case_of, given_invoice
from tests.database import TestServer
from tests.givens import NOW, STAY, placement_id
from tests.log import log_rows, without_the_log
from utvag.assignments.models import Invoice
from utvag.assignments.queries import invoices_page, own_placement, own_stays
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_look_leaves_a_row_with_its_reason(server: TestServer, receiver: Actor, controller: Actor) -> None:
    own_stays(actor=receiver, now=NOW)
    own_placement(actor=receiver, placement_id=placement_id(STAY), now=NOW)
    given_invoice(controller)
    invoices_page(actor=controller, now=NOW)
    case, hers, theirs = case_of(), (receiver.id, "PROVIDER", "DONE"), (controller.id, "CONTROLLER", "DONE")
    assert log_rows(server, "READ_OWN_STAYS") == [(*hers, None, None, "", "CONTRACT")]
    assert log_rows(server, "OPEN_OWN_STAY") == [(*hers, case, None, "", "CONTRACT")]
    assert log_rows(server, "REGISTER_INVOICE") == [(*theirs, case, None, "", "BUDGET_FOLLOW_UP")]
    assert log_rows(server, "READ_INVOICES") == [(*theirs, None, None, "", "BUDGET_FOLLOW_UP")]


@pytest.mark.usefixtures("moment")
def test_without_the_log_nothing_is_shown_or_changed(server: TestServer, receiver: Actor, controller: Actor) -> None:
    given_invoice(controller)
    paid = reverse("assignments:paid", args=[Invoice.objects.get().pk])
    stay = reverse("assignments:placement", args=[placement_id(STAY)])
    bare: set[bytes] = set()
    for actor, method, path in (
        (receiver, "get", "/utforare/"),
        (receiver, "get", stay),
        (controller, "get", "/ekonomi/"),
        (controller, "post", paid),
    ):
        browser = Client(raise_request_exception=False)
        browser.force_login(StaffAccount.objects.get(pk=actor.id))
        with without_the_log(server):
            refused = getattr(browser, method)(path)
        assert refused.status_code == 500, path
        bare.add(refused.content)
    assert len(bare) == 1
    assert STAY.encode() not in bare.pop()
    assert Invoice.objects.get().paid_date is None
