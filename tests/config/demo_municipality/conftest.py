"""The demo is loaded once for the tests of it: that takes seconds. Each test's own changes are rolled back."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.givens import NOW
from utvag.config.demo_municipality.seed import seed
from utvag.placement.tasks import recheck_if_due


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        # As Django marks its tests' own: durable blocks may begin inside it.
        connection.atomic_blocks[-1]._from_testcase = True  # type: ignore[attr-defined]  # of Django, untyped
        seed(NOW)
        recheck_if_due(now=NOW)
        yield
        transaction.set_rollback(True)
