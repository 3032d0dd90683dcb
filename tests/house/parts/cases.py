"""The acts of a case's household and needs: those who handle it write, all its named staff read."""

from contextlib import suppress
from uuid import UUID

from tests.cases.givens import given_denied, given_member, given_needs, given_told
from tests.givens import CASE, NOW, TODAY, case_id, given_staff
from tests.house.parts import CHOOSERS, HEAD, NAMED, ON_CALL
from tests.personas import Personas
from utvag.cases.access import write_draft
from utvag.cases.operations import UnableToDeny, declare_conflict, extend_staff, lift_denial, open_case_on_call
from utvag.cases.operations.search import search_cases
from utvag.cases.queries import denials_of, namings_of, open_member
from utvag.cases.queries.figures import contact_figures
from utvag.cases.queries.told import told_versions
from utvag.cases.rules import DenialGround, usual_end
from utvag.cases.rules.figures import last_year
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.people.queries import identities_of

# Counts of the whole municipality, by role: the stranger is a coordinator of other cases.
COUNTING = {"coordinator", "section_head", "stranger"}
BY_ROLE = {"contact_figures", "search_cases"}


def given(personas: Personas) -> None:
    """A person of the household, written through the product."""
    given_member(personas.coordinator, case_id())


def ids(personas: Personas) -> dict[str, UUID]:
    """A person of the household."""
    given(personas)
    return {"identity_id": member(), "account_id": personas.case_worker.id}


def member() -> UUID:
    """Give the person of the household."""
    return next(one.id for one in identities_of([case_id()])[case_id()] if one.relation)


def _needs(actor: Actor) -> None:
    # A proposal of a home stands in the small world: a case with one is stated all the same.
    given_needs(actor, case_id())


def _outsider() -> Actor:
    # Somebody who takes part in nothing else of the small world.
    row = StaffAccount.objects.filter(username="denied").first()
    return given_staff("denied", Role.CASE_WORKER) if row is None else Actor(row.pk, Role.CASE_WORKER)


def _lift(actor: Actor) -> None:
    outsider = _outsider()
    with suppress(UnableToDeny):
        given_denied(head(), case_id(), outsider)
    lift_denial(actor=actor, case_id=case_id(), account_id=outsider.id, now=NOW)


def head() -> Actor:
    """Give the case's section head."""
    return Actor(StaffAccount.objects.get(username="section-head").pk, Role.SECTION_HEAD)


def _declare(actor: Actor) -> None:
    # The section head alone decides here, which only those who are named are told.
    with suppress(UnableToDeny):
        declare_conflict(actor=actor, case_id=case_id(), ground=DenialGround.KIN, reason="Syskon", now=NOW)


def _extend(actor: Actor) -> None:
    coordinator = StaffAccount.objects.get(username="coordinator").pk
    extend_staff(actor=actor, case_id=case_id(), account_id=coordinator, until_date=usual_end(TODAY), now=NOW)


ACTS = {
    # The small world's now is a Sunday: the offices are closed.
    "open_case_on_call": (lambda a: open_case_on_call(actor=a, code_name=CASE, reason="Akut", now=NOW), ON_CALL),
    "record_member": (lambda a: given_member(a, case_id()), CHOOSERS),
    "open_member": (lambda a: open_member(actor=a, case_id=case_id(), identity_id=member(), now=NOW), NAMED),
    "search_cases": (lambda a: search_cases(actor=a, text=CASE, now=NOW), NAMED | ON_CALL | {"stranger"}),
    "write_told": (lambda a: given_told(a, case_id()), CHOOSERS),
    "told_versions": (lambda a: told_versions(actor=a, case_id=case_id(), now=NOW), NAMED),
    "state_needs": (_needs, CHOOSERS),
    "denials_of": (lambda a: denials_of(actor=a, case_id=case_id(), now=NOW), HEAD),
    "deny_staff": (lambda a: given_denied(a, case_id(), _outsider()), HEAD),
    "declare_conflict": (_declare, NAMED),
    "lift_denial": (_lift, HEAD),
    "extend_staff": (_extend, HEAD),
    "namings_of": (lambda a: namings_of(actor=a, case_id=case_id(), now=NOW), HEAD),
    "contact_figures": (lambda a: contact_figures(actor=a, months=last_year(TODAY), now=NOW), COUNTING),
    "write_draft": (lambda a: write_draft(a, case_id(), FormKind.STATE_NEEDS, TODAY), CHOOSERS),
}
