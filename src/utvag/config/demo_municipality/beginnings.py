"""How the demo's new cases begin: somebody calls, the section head opens the case, the person consents."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from utvag.cases.operations import name_staff, register_contact, state_needs, take_contact
from utvag.cases.rules import (
    Answer,
    Custody,
    HouseholdMember,
    Needs,
    Protection,
    Purpose,
    Relation,
    Source,
    Told,
    usual_end,
)
from utvag.config.demo_municipality.staff import SECOND_CASE_WORKER
from utvag.config.demo_municipality.team import Team
from utvag.disclosure.operations import ConsentGiven, give_consent
from utvag.disclosure.rules import ContentCategory, GivenHow, Party
from utvag.meetings.models import MeetingTask, Participant
from utvag.meetings.operations import finish_task, hold_meeting, plan_meeting
from utvag.meetings.rules import Invitation, MeetingKind, ParticipantRole, PlaceKind, TaskToDo

LATELY: Final = timedelta(days=18)
INVITED: Final = (
    Invitation(ParticipantRole.CASE_WORKER, "Hugo Handläggarsson"),
    Invitation(ParticipantRole.PERSON),
    Invitation(ParticipantRole.PROVIDER, "Verksamhetschefen (påhittad)"),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A made-up person with a published test number, and the code name of the case.

    :ivar ago: how many days ago the first contact was taken.
    """

    code: str
    name: str
    number: str
    ago: int
    child: tuple[str, date] | None = None


INTAKE = Beginning("Mossbäck", "Frida Fiktivsson", "200001012384", 14, ("Ines Fiktivsson", date(2021, 5, 4)))
DECIDING = Beginning("Lärkdal", "Teo Tänktsson", "200001022383", 48)
FOR_COMMITTEE = Beginning("Alkärr", "Tim Testprofilsson", "201001012382", 40)
CALLING_OFF = Beginning("Stenås", "Dan Dummysson", "200001032382", 55)
PLANNED = Beginning("Vassvik", "Pelle Prototypsson", "200001042381", 58)
STANDING = Beginning("Granlid", "Ines Illustrasson", "200001052380", 95)
ENDED = Beginning("Björkhed", "Sam Simulantsson", "200001062389", 130)
BUYING_OUTSIDE = Beginning("Rönnmossen", "Mira Mallsson", "200001072388", 52)
IN_THE_NIGHT = Beginning("Kvällsmyr", "Kim Kvällsson", "200001082387", 1)
BEGINNINGS = (
    INTAKE,
    DECIDING,
    FOR_COMMITTEE,
    CALLING_OFF,
    BUYING_OUTSIDE,
    PLANNED,
    STANDING,
    ENDED,
    IN_THE_NIGHT,
)


def begin(team: Team, one: Beginning) -> UUID:
    """Take a first contact, open its case with staff of both departments, and register the consent."""
    contact_id = register_contact(actor=team.case_worker, told=told_by(one), now=team.before(one.ago, 9))
    case_id = take_contact(
        actor=team.head,
        contact_id=contact_id,
        code_name=one.code,
        coordinator_id=team.coordinator.id,
        case_worker_id=team.case_worker.id,
        now=team.before(one.ago, 11),
    )
    if case_id is None:
        raise ValueError(one.code)
    name_staff(
        actor=team.head,
        case_id=case_id,
        account_id=team.accounts[SECOND_CASE_WORKER],
        purpose=Purpose.HOUSING_AND_FINANCE,
        from_date=team.before(one.ago).date(),
        until_date=usual_end(team.before(one.ago).date()),
        now=team.before(one.ago, 13),
    )
    day = team.before(one.ago).date()
    consent = ConsentGiven(
        given_date=day,
        from_date=day,
        until_date=team.today + timedelta(days=120),
        parties=frozenset({Party.POLICE, Party.PROVIDER}),
        categories=frozenset(
            {
                ContentCategory.IDENTITY,
                ContentCategory.THREAT,
                ContentCategory.HOUSING_NEED,
                ContentCategory.LOCATION,
                ContentCategory.PROGRESS,
            }
        ),
        how=GivenHow.MEETING,
        reservation="",
    )
    give_consent(actor=team.coordinator, case_id=case_id, given=consent, now=team.before(one.ago, 14))
    return case_id


def need_a_home(
    team: Team, case_id: UUID, *, ago: int, starts_in: int, nights: int, required: tuple[str, ...] = ()
) -> None:
    """State what a home must manage."""
    first = team.today + timedelta(days=starts_in)
    wanted = ("structured_programme", "daily_occupation")
    needs = Needs(start_date=first, nights=nights, required=required, wanted=wanted)
    state_needs(actor=team.coordinator, case_id=case_id, needs=needs, now=team.before(ago, 9))


def plan_coordination(team: Team, case_id: UUID, *, written: int, held: int) -> UUID:
    """Plan a coordination meeting; `held` is how many days ago it is, or below zero when it is to come."""
    return plan_meeting(
        actor=team.coordinator,
        case_id=case_id,
        kind=MeetingKind.COORDINATION,
        planned_at=team.before(held, 13),
        place_kind=PlaceKind.VIDEO,
        invited=INVITED,
        where="Länken skickas av samordnaren.",
        about="Läget, hotet, boendet och vem som gör vad.",
        now=team.before(written, 11),
    )


def hold_coordination(team: Team, case_id: UUID, *, ago: int) -> None:
    """Plan and hold a coordination meeting with tasks: done where it was long ago, two of them late else."""
    meeting_id = plan_coordination(team, case_id, written=ago + 7, held=ago)
    there = Participant.objects.filter(meeting=meeting_id)
    day = team.before(ago).date()
    tasks = (
        TaskToDo("Boka tid för tatueringsborttagning", day + timedelta(days=9), team.case_worker.id),
        TaskToDo("Gå igenom skulderna", day + timedelta(days=18), team.second_case_worker.id),
        TaskToDo("Ta upp boendet med sektionschefen", day + timedelta(days=10), team.coordinator.id),
    )
    hold_meeting(
        actor=team.coordinator,
        meeting_id=meeting_id,
        held_at=team.before(ago, 13),
        present=list(there.values_list("pk", flat=True)),
        also_present=(),
        minutes="Alla beskrev läget. Personen berättade själv om sina planer. Polisen följer hotet.",
        decided="Utredningen görs klar. Boende på annan ort föreslås.",
        tasks=tasks,
        now=team.before(ago, 15),
    )
    if day < team.today - LATELY:
        for task_id in MeetingTask.objects.filter(meeting=meeting_id).values_list("pk", flat=True):
            finish_task(actor=team.coordinator, task_id=task_id, now=team.before(ago - 8))


def told_by(one: Beginning) -> Told:
    """Write the first contact as the person told it."""
    household = () if one.child is None else (HouseholdMember(Relation.CHILD, *one.child),)
    return Told(
        source=Source.SOCIAL_SERVICES,
        name=one.name,
        number=one.number,
        no_number=None,
        protection=Protection.NO_MARK,
        reach="Ring på förmiddagen.",
        wish="Vill lämna och bo någon annanstans.",
        threat="Påhittat hot i demonstrationen.",
        custody=Custody.FREE,
        release_date=None,
        meets_police_definition=Answer.YES,
        meets_national_definition=Answer.YES,
        household=household,
    )
