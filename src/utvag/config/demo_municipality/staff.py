"""The demo's staff: a login per role, a case worker of the other department, and a coordinator who is a stranger."""

from dataclasses import dataclass

from utvag.cases.rules import Purpose
from utvag.config.demo_municipality.cases import (
    MAIN_CASE,
    OTHERS_CASE,
    PROPOSED_CASE,
    UNASSESSED_CASE,
    UNLOCATED_CASE,
)
from utvag.organisation.rules import Role

UNIT = "Avhopparteamet"
HOUSING_UNIT = "Boende och ekonomi"
POLICE_UNIT = "Polissamverkan"
ON_CALL_UNIT = "Socialjouren"
IT_UNIT = "IT"
COMMITTEE_UNIT = "Socialnämndens utskott"
# Outside the department whose accesses are reviewed.
REVIEW_UNIT = "Kvalitet och kontroll"


@dataclass(frozen=True, slots=True)
class Login:
    """A made-up member of staff. `role` is the Swedish word."""

    username: str
    display_name: str
    kind: Role
    unit: str = UNIT

    @property
    def role(self) -> str:
        """Name the role as the screens do."""
        return self.kind.swedish


COORDINATOR = Login("siv", "Siv Samordnarsson", Role.COORDINATOR)
CASE_WORKER = Login("hugo", "Hugo Handläggarsson", Role.CASE_WORKER)
SECOND_CASE_WORKER = Login("bodil", "Bodil Bostadsdotter", Role.CASE_WORKER, HOUSING_UNIT)
SECTION_HEAD = Login("cecilia", "Cecilia Chefsdotter", Role.SECTION_HEAD)
ON_CALL = Login("jona", "Jona Joursson", Role.ON_CALL, ON_CALL_UNIT)
COMMITTEE = Login("ursula", "Ursula Utskottsdotter", Role.COMMITTEE, COMMITTEE_UNIT)
POLICE_LIAISON = Login("pia", "Pia Polisberg", Role.POLICE_LIAISON, POLICE_UNIT)
AUDITOR = Login("rakel", "Rakel Revisorsdotter", Role.AUDITOR, "Revisionen")
REVIEWER = Login("rut", "Rut Granskarsdotter", Role.REVIEWER, REVIEW_UNIT)
ADMINISTRATOR = Login("adam", "Adam Administratörsson", Role.ADMINISTRATOR, IT_UNIT)
PROVIDER = Login("una", "Una Utförarsdotter", Role.PROVIDER, "Utföraren U-02 (påhittad)")
CONTROLLER = Login("konrad", "Konrad Controllersson", Role.CONTROLLER, "Ekonomi")
OTHER_COORDINATOR = Login("ulla", "Ulla Demosson", Role.COORDINATOR)

LOGINS = (
    COORDINATOR,
    CASE_WORKER,
    SECTION_HEAD,
    ON_CALL,
    COMMITTEE,
    POLICE_LIAISON,
    OTHER_COORDINATOR,
    SECOND_CASE_WORKER,
    AUDITOR,
    REVIEWER,
    ADMINISTRATOR,
    PROVIDER,
    CONTROLLER,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is named on which cases, and why. A standing placement's case is found by the placement's code."""

    login: Login
    purpose: Purpose
    cases: tuple[str, ...]
    placements: tuple[str, ...]


_OWN_CASES = (MAIN_CASE, UNASSESSED_CASE, UNLOCATED_CASE, PROPOSED_CASE)

NAMINGS = (
    Naming(COORDINATOR, Purpose.COORDINATION, _OWN_CASES, ("Sanddyn", "Åsmyr", "Ekhult", "Klippvik", "Rönnliden")),
    Naming(CASE_WORKER, Purpose.CASE_WORK, (MAIN_CASE, UNASSESSED_CASE), ("Sanddyn", "Ekhult")),
    Naming(SECOND_CASE_WORKER, Purpose.HOUSING_AND_FINANCE, (MAIN_CASE,), ("Sanddyn", "Klippvik")),
    Naming(SECTION_HEAD, Purpose.DECISION, _OWN_CASES, ("Sanddyn", "Åsmyr", "Ekhult")),
    Naming(OTHER_COORDINATOR, Purpose.COORDINATION, (OTHERS_CASE,), ("Videkärr", "Bokdal", "Strandäng")),
)
