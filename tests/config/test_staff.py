"""`utvag staff assign`: the first assignment, at the machine's shell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.assignments.givens import provider_id
from tests.givens import PROVIDER, given_register, given_staff
from utvag.assignments.models import Assignment
from utvag.config.staff import run_staff
from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_OK
from utvag.foundation.clock import day_of, now
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("utvag.config.staff.attach_to_demo", lambda _environ: None)


def test_it_gives_an_outsider_half_a_year_from_today() -> None:
    given_register()
    given_staff("una", Role.PROVIDER)
    assert run_staff(["assign", "una", "CONTRACT", "--provider", PROVIDER]) == EXIT_OK
    row = Assignment.objects.get()
    assert (row.provider_id, row.from_date, row.granted_by_id) == (provider_id(), day_of(now()), None)
    assert timedelta(days=180) < row.until_date - row.from_date < timedelta(days=186)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody", "CONTRACT"], "Inget aktivt konto heter nobody."),
        (["konrad", "BUDGET_FOLLOW_UP", "--provider", "U-99"], "Ingen utförare i registret har koden U-99."),
        (["konrad", "BUDGET_FOLLOW_UP", "--until", "snart"], "Skriv dagen så här: 2026-12-24."),
        (["konrad", "BUDGET_FOLLOW_UP", "--until", "2099-01-01"], "Skriv en dag inom tolv månader."),
        (["konrad", "AUDIT_PLAN"], "Det skälet hör till en annan roll."),
    ],
)
def test_what_cannot_be_given_says_what_to_write(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given_register()
    given_staff("konrad", Role.CONTROLLER)
    assert run_staff(["assign", *arguments]) == EXIT_BAD_INPUT
    assert sentence in capsys.readouterr().out
    assert not Assignment.objects.exists()
