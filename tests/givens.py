"""A small world, in one line each, through the product's own operations.

The register has one case (CASE) of a person with a network, whose home CLEAR_HOME is clear of her enemies' area and
NEAR_HOME is inside it; FULL_HOME is taken. Where a test needs "not checked", it leaves out the police's assessment.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from utvag.assignments.operations import give_assignment
from utvag.assignments.rules import Reason
from utvag.cases.models import Case
from utvag.cases.operations import StaffToName, name_staff, register_contact, take_contact
from utvag.cases.rules import Answer, Custody, HouseholdMember, Protection, Purpose, Relation, Source, Told
from utvag.drafts.models import Draft
from utvag.drafts.operations import save_draft
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import day_of, now
from utvag.foundation.workdays import add_months
from utvag.organisation.operations import create_staff_account
from utvag.organisation.rules import Role
from utvag.placement.access import choice_draft
from utvag.placement.imports import load_register
from utvag.placement.models import Placement
from utvag.placement.operations import choose_home
from utvag.placement.tasks import recheck_if_due
from utvag.providers.models import Home

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = day_of(NOW)
# The operator may name for longer than a year: the long journeys of the tests need it.
NAMED_UNTIL = date(2032, 1, 1)

CASE = "TALL-07"
PERSON, FRIEND, ENEMY, RESIDENT = "person-canary-1", "person-canary-2", "person-canary-3", "person-canary-4"
NETWORK, RIVALS = "network-canary-1", "network-canary-2"
PROVIDER = "U-1"
CLEAR_HOME, SECOND_HOME, NEAR_HOME, FULL_HOME = "H-CLEAR", "H-SECOND", "H-NEAR", "H-FULL"
STAY = "PL-RESIDENT"

TOLD = Told(
    source=Source.POLICE,
    name="Kontaktkanarie Kontaktsson",
    number="20010101-2391",
    no_number=None,
    protection=Protection.NO_MARK,
    reach="Genom tant Kanarieros",
    wish="Önskekanarie: vill bort",
    threat="Hotkanarie: någon väntar utanför",
    custody=Custody.FREE,
    release_date=None,
    meets_police_definition=Answer.YES,
    meets_national_definition=Answer.YES,
    household=(HouseholdMember(Relation.CHILD, "Barnkanarie", date(2020, 2, 29)),),
)

Entry = dict[str, object]


def given_staff(username: str, role: Role, *, is_assigned: bool = True) -> Actor:
    """Make an account; an auditor's with the assignment without which she sees nothing."""
    account = create_staff_account(
        actor=OPERATOR,
        username=username,
        role=role,
        display_name=f"Namn {username}",
        unit="Enheten",
        now=NOW,
    )
    if role is Role.AUDITOR and is_assigned:
        _assign_for_a_year(account)
    return Actor(account, role)


def _assign_for_a_year(auditor: UUID) -> None:
    """Let an auditor see what is hers, by the small world's clock and, where a page is asked by it, by the real one."""
    until, real = add_months(TODAY, 12), day_of(now())
    for first in (TODAY, real) if real >= until else (TODAY,):
        give_assignment(
            actor=OPERATOR,
            account_id=auditor,
            provider_id=None,
            reason=Reason.AUDIT_PLAN,
            from_date=first,
            until_date=add_months(first, 12),
            now=NOW,
        )


def given_named(case_code: str, actor: Actor, purpose: Purpose) -> None:
    """Name somebody on a case from today."""
    name_staff(
        actor=OPERATOR,
        case_id=case_id(case_code),
        account_id=actor.id,
        purpose=purpose,
        from_date=TODAY,
        until_date=NAMED_UNTIL,
        now=NOW,
    )


def given_register(*, assessed: bool = True, **lists: list[Entry]) -> None:
    """Load the small register; a list by name takes the place of the register's own."""
    given_loaded(small_register(assessed=assessed) | lists)


def given_loaded(document: object, *, replace_all: bool = False, staff: tuple[StaffToName, ...] = ()) -> None:
    """Load a register file."""
    load_register(document=document, actor=OPERATOR, now=NOW, staff=staff, replace_all=replace_all)


def given_chosen(actor: Actor, home: str = CLEAR_HOME) -> UUID:
    """Choose a home for the case; give the placement's id."""
    return choose_home(actor=actor, case_id=case_id(), home_id=home_id(home), reason="Det passar.", now=NOW)


def given_draft(actor: Actor, home: str = SECOND_HOME, text: str = "Ett utkast.") -> UUID:
    """Save a draft of the choice of a home; give its id."""
    key = choice_draft(actor, case_id(), home_id(home), TODAY, action="TEST")
    save_draft(actor=actor, key=key, values={"reason": text}, revision=0, now=NOW)
    return Draft.objects.values_list("pk", flat=True).get(account=actor.id, subject=home_id(home))


def given_contact(actor: Actor, **other: object) -> UUID:
    """Register a first contact that tells what TOLD does, but for what is given; give its id."""
    return register_contact(actor=actor, told=replace(TOLD, **other), now=NOW)  # type: ignore[arg-type]  # by name


def given_taken(head: Actor, contact_id: UUID, coordinator: Actor, code_name: str = "Granskog") -> UUID | None:
    """Make a case of a contact; give the case's id."""
    return take_contact(
        actor=head,
        contact_id=contact_id,
        code_name=code_name,
        coordinator_id=coordinator.id,
        case_worker_id=None,
        now=NOW,
    )


def given_rechecked(now: datetime = NOW) -> None:
    """Let the re-check handle what waits."""
    recheck_if_due(now=now)


def case_id(code: str = CASE) -> UUID:
    """Give a case's id by code name."""
    return Case.objects.values_list("pk", flat=True).get(code_name=code)


def home_id(code: str) -> UUID:
    """Give a home's id by code."""
    return Home.objects.values_list("pk", flat=True).get(code=code)


def placement_id(code: str) -> UUID:
    """Give a placement's id by code."""
    return Placement.objects.values_list("pk", flat=True).get(code=code)


def small_register(*, assessed: bool = True) -> Entry:
    """Write the small register file."""
    return {
        "format": "utvag-register/1",
        "as_of": TODAY.isoformat(),
        "municipality": "1280",
        "networks": [{"id": NETWORK, "name": "Nätverkskanarie"}, {"id": RIVALS, "presence": [circle(57.70, 11.97)]}],
        "persons": [
            {"id": PERSON, "born": "1996-04-17", "origin": {"municipality": "1280", "district": "Distriktskanarie"}},
            {"id": FRIEND, "born": "1997-01-01"},
            {"id": ENEMY, "born": "1990-01-01", "whereabouts": [circle(57.70, 11.97)]},
            {"id": RESIDENT, "born": "1985-05-05", "origin": {"municipality": "0180", "district": "Annan del"}},
        ],
        "memberships": [{"person": ENEMY, "network": RIVALS, "from": "2020-01-01"}],
        "threats": [{"by": RIVALS, "against": PERSON, "level": "concrete"}],
        "providers": [{"id": PROVIDER, "name": "Utförarkanarie", "channel": "own", "owner": "own"}],
        "homes": [
            home(CLEAR_HOME, "B-1", 63.82, 20.26, "2480", daily_rate=900),
            home(SECOND_HOME, "B-2", 62.39, 17.30, "2281", daily_rate=1200),
            home(NEAR_HOME, "B-3", 57.71, 11.98, "1480", daily_rate=700),
            home(FULL_HOME, "B-4", 60.67, 17.14, "2180", daily_rate=600),
        ],
        "placements": [{"id": STAY, "person": RESIDENT, "home": FULL_HOME, "from": "2026-01-01"}],
        "police_assessments": [assessment(PERSON), assessment(RESIDENT)] if assessed else [assessment(RESIDENT)],
        "cases": [{"id": CASE, "person": PERSON, "start": "2026-12-01", "nights": 90, "lot": "C", "wanted": ["day"]}],
    }


def home(code: str, building: str, lat: float, lon: float, municipality: str, *, daily_rate: int) -> Entry:
    """Write a home with one bed."""
    return {
        "id": code,
        "provider": PROVIDER,
        "building": building,
        "lat": lat,
        "lon": lon,
        "municipality": municipality,
        "form": "housing_with_support",
        "beds": 1,
        "shared": False,
        "accepts_children": True,
        "accepts_pets": True,
        "offers": ["day"],
        "daily_rate": daily_rate,
    }


def circle(lat: float, lon: float, radius_km: float = 5) -> Entry:
    """Write an area round a place."""
    return {"lat": lat, "lon": lon, "radius_km": radius_km}


def assessment(person: str, *, from_date: date = date(2026, 11, 1)) -> Entry:
    """Write a police assessment that forbids nothing."""
    return {"person": person, "from": from_date.isoformat(), "forbidden": []}
