"""Every operation and query that opens something, over all personas: who gets an answer, and who a 404."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from uuid import UUID

import pytest

from tests.givens import (
    CASE,
    NOW,
    PERSON,
    RESIDENT,
    TODAY,
    case_id,
    given_chosen,
    given_contact,
    given_draft,
    given_rechecked,
    given_register,
)
from tests.house.parts import CHOOSERS, HEAD, LIAISON, NAMED, NOBODY, Act, parts
from tests.house.taking_back import taken_back
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.cases.models import FirstContact
from utvag.cases.operations import (
    UnableToNameStaff,
    acknowledge_contact,
    close_contact,
    end_staff,
    name_staff,
    record_identity,
    take_contact,
    wait_with_contact,
)
from utvag.cases.queries import contacts_of_case, my_cases, open_case, open_contact, receipt_of
from utvag.cases.rules import CloseReason, ContactState, Purpose, usual_end
from utvag.drafts.models import Draft
from utvag.drafts.operations import discard_draft
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import create_staff_account, set_staffing, set_up_municipality
from utvag.organisation.rules import Role, Staffing
from utvag.people.operations import write_identity
from utvag.placement.access import choice_draft, proposal_draft
from utvag.placement.models import Finding, Placement
from utvag.placement.operations import (
    UnableToChoose,
    acknowledge_finding,
    check_homes,
    confirm_placement,
    decline_placement,
    match_in_full,
    withdraw_proposal,
)
from utvag.placement.queries import placement_shape, placements_of_case
from utvag.threats.access import register_draft
from utvag.threats.models import RegisterEntry
from utvag.threats.operations import add_keep_apart, end_keep_apart, record_assessment
from utvag.threats.queries import keep_apart_links, parties
from utvag.threats.rules import Level

pytestmark = pytest.mark.django_db

NUMBER = "199604172388"
# A first contact is no case yet: the role takes it in, and the role's heads handle it.
BY_ROLE = {"register_contact", "open_contact", "take_contact", "wait_with_contact", "close_contact"}


def proposal() -> UUID:
    return Placement.objects.values_list("pk", flat=True).get(origin="CHOSEN")


def finding() -> UUID:
    return Finding.objects.values_list("pk", flat=True).get(placement=proposal(), kind="NOT_CHECKED")


def link() -> UUID:
    return RegisterEntry.objects.values_list("pk", flat=True).get(list_name="conflicts")


def _choose(actor: Actor) -> None:
    # The coordinator's proposal stands already: another chooser is told so, all others nothing.
    with suppress(UnableToChoose):
        given_chosen(actor)


def _add_link(actor: Actor) -> None:
    add_keep_apart(
        actor=actor, between=(PERSON, RESIDENT), level=Level.LATENT, from_date=None, until_date=None, now=NOW
    )


def _assess(actor: Actor) -> None:
    record_assessment(actor=actor, person=PERSON, from_date=TODAY, until_date=None, forbidden=[], now=NOW)


def _identify(actor: Actor) -> None:
    record_identity(actor=actor, case_id=case_id(), register_person=PERSON, name="Namn", personal_number=None, now=NOW)


def _name(actor: Actor) -> None:
    # She is named already, which only those who may name staff are told.
    with suppress(UnableToNameStaff):
        name_staff(
            actor=actor,
            case_id=case_id(),
            account_id=actor.id,
            purpose=Purpose.DECISION,
            from_date=TODAY,
            until_date=usual_end(TODAY),
            now=NOW,
        )


def contact(state: ContactState) -> UUID:
    return FirstContact.objects.values_list("pk", flat=True).get(state=state)


def _take(actor: Actor) -> None:
    coordinator = StaffAccount.objects.values_list("pk", flat=True).get(username="coordinator")
    take_contact(
        actor=actor,
        contact_id=contact(ContactState.NEW),
        code_name="Granskog",
        coordinator_id=coordinator,
        case_worker_id=None,
        now=NOW,
    )


def _create(actor: Actor) -> None:
    create_staff_account(actor=actor, username="x", role=Role.COORDINATOR, display_name="X", unit="U", now=NOW)


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "open_case": (lambda a: open_case(actor=a, case_id=case_id(), now=NOW), NAMED),
        "check_homes": (lambda a: check_homes(actor=a, case_id=case_id(), now=NOW), NAMED),
        "choose_home": (_choose, CHOOSERS),
        "placement_shape": (lambda a: placement_shape(actor=a, placement_id=proposal(), now=NOW), NAMED),
        "confirm_placement": (
            lambda a: confirm_placement(actor=a, placement_id=proposal(), reason="Ja.", now=NOW),
            HEAD,
        ),
        "decline_placement": (
            lambda a: decline_placement(actor=a, placement_id=proposal(), reason="Nej.", now=NOW),
            HEAD,
        ),
        "withdraw_proposal": (
            lambda a: withdraw_proposal(actor=a, placement_id=proposal(), reason="Fel.", now=NOW),
            CHOOSERS,
        ),
        "choice_draft": (lambda a: choice_draft(a, case_id(), case_id(), TODAY, action="TEST"), NAMED),
        "proposal_draft": (
            lambda a: proposal_draft(a, proposal(), FormKind.DECIDE_PROPOSAL, TODAY, action="TEST"),
            NAMED,
        ),
        "register_draft": (lambda a: register_draft(a, FormKind.KEEP_APART), LIAISON),
        "discard_draft": (
            lambda a: discard_draft(actor=a, draft_id=Draft.objects.values_list("pk", flat=True).get(), now=NOW),
            {"coordinator"},
        ),
        "acknowledge_finding": (
            lambda a: acknowledge_finding(actor=a, finding_id=finding(), now=NOW),
            NAMED | LIAISON,
        ),
        "match_in_full": (lambda a: match_in_full(actor=a, case_id=case_id(), now=NOW), LIAISON),
        "keep_apart_links": (lambda a: keep_apart_links(actor=a, now=NOW), LIAISON),
        "parties": (lambda a: parties(actor=a, now=NOW), LIAISON),
        "add_keep_apart": (_add_link, LIAISON),
        "end_keep_apart": (
            lambda a: end_keep_apart(actor=a, link_id=link(), until_date=TODAY, now=NOW),
            LIAISON,
        ),
        "record_assessment": (_assess, LIAISON),
        "record_identity": (_identify, NAMED),
        "register_contact": (given_contact, {"coordinator", "case_worker", "stranger", "on_call"}),
        "receipt_of": (lambda a: receipt_of(actor=a, contact_id=contact(ContactState.NEW)), {"stranger"}),
        "open_contact": (lambda a: open_contact(actor=a, contact_id=contact(ContactState.NEW), now=NOW), HEAD),
        "open_linked_contact": (
            lambda a: open_contact(actor=a, contact_id=contact(ContactState.LINKED), now=NOW),
            NAMED,
        ),
        "contacts_of_case": (lambda a: contacts_of_case(actor=a, case_id=case_id(), now=NOW), NAMED),
        "take_contact": (_take, HEAD),
        "wait_with_contact": (
            lambda a: wait_with_contact(
                actor=a, contact_id=contact(ContactState.NEW), until_date=date(2028, 2, 29), now=NOW
            ),
            HEAD,
        ),
        "close_contact": (
            lambda a: close_contact(
                actor=a, contact_id=contact(ContactState.NEW), reason=CloseReason.NOT_REACHED, now=NOW
            ),
            HEAD,
        ),
        "acknowledge_contact": (
            lambda a: acknowledge_contact(actor=a, contact_id=contact(ContactState.LINKED), now=NOW),
            {"coordinator"},
        ),
        "name_staff": (_name, HEAD),
        "end_staff": (lambda a: end_staff(actor=a, case_id=case_id(), account_id=a.id, now=NOW), HEAD),
        "create_staff_account": (_create, NOBODY),
        "set_up_municipality": (
            lambda a: set_up_municipality(actor=a, code="1280", name="M", is_demo=False, now=NOW),
            NOBODY,
        ),
        "set_staffing": (lambda a: set_staffing(actor=a, staffing=Staffing.SMALL, now=NOW), NOBODY),
    }
)


PARTS = {part.name: part for part in parts()}
EVERY_ACT = {"": ACTS, **{part.name: part.acts for part in PARTS.values() if part.acts}}


def of_the_named(part: str) -> dict[str, tuple[Act, set[str]]]:
    """Give the acts that one may do for being named on the case."""
    other = PARTS[part].by_role if part else {*BY_ROLE, "discard_draft"}
    return {
        act: (run, allowed & NAMED)
        for act, (run, allowed) in EVERY_ACT[part].items()
        if allowed & NAMED and act not in other
    }


@pytest.fixture
def personas() -> Personas:
    given_register(assessed=False, conflicts=[{"between": [PERSON, RESIDENT], "level": "latent"}])
    personas = given_personas()
    given_team_on(CASE, personas)
    given_chosen(personas.coordinator)
    given_draft(personas.coordinator)
    given_rechecked()
    write_identity(case_id=case_id(), register_person=PERSON, name="Namn", personal_number=NUMBER, today=TODAY)
    given_contact(personas.stranger)
    given_contact(personas.stranger, number=NUMBER)
    return personas


def given_part(name: str, personas: Personas) -> None:
    """Make what the acts of one package need."""
    make = PARTS[name].given if name else None
    if make is not None:
        make(personas)


def answers(act: Act, actor: Actor) -> bool:
    """Say whether the act exists for somebody, and take back what it did."""
    with taken_back():
        try:
            act(actor)
        except NotVisible:
            return False
        return True


@pytest.mark.parametrize("part", EVERY_ACT)
def test_it_answers_those_it_should_and_does_not_exist_for_others(personas: Personas, part: str) -> None:
    given_part(part, personas)
    acts = EVERY_ACT[part]
    answered = {act: {name for name in NAMES if answers(run, personas.named(name))} for act, (run, _) in acts.items()}
    assert answered == {act: allowed for act, (_, allowed) in acts.items()}


@pytest.mark.parametrize("part", EVERY_ACT)
def test_one_whose_naming_has_ended_is_a_stranger(personas: Personas, part: str) -> None:
    given_part(part, personas)
    for name in NAMED:
        end_staff(actor=OPERATOR, case_id=case_id(), account_id=personas.named(name).id, now=NOW)
    acts = of_the_named(part)
    answered = {act: {name for name in who if answers(run, personas.named(name))} for act, (run, who) in acts.items()}
    assert answered == {act: set[str]() for act in acts}


@pytest.mark.parametrize("name", NAMES)
def test_lists_hold_only_one_s_own(personas: Personas, name: str) -> None:
    actor = personas.named(name)
    is_named = name in NAMED
    assert [line.code_name for line in my_cases(actor=actor, now=NOW)] == [CASE] * is_named
    assert len(placements_of_case(actor=actor, case_id=case_id(), now=NOW)) == is_named


@pytest.mark.parametrize("act", ["open_case", "check_homes", "placement_shape"])
def test_nobody_s_actor_id_opens_anything(personas: Personas, act: str) -> None:
    with pytest.raises(NotVisible):
        ACTS[act][0](OPERATOR)
