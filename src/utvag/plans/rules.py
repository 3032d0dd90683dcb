"""What a care plan and a safety plan hold, and what may not be missing. No Django here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens and on the paper."""
        return _SWEDISH[self]


class PlanKind(_Worded):
    """A care plan is the whole household's; a safety plan is one person's, each child's too."""

    CARE = "CARE"
    SAFETY = "SAFETY"


class Measure(_Worded):
    """The catalogue of measures that an exit programme has."""

    HOUSING = "HOUSING"
    OCCUPATION = "OCCUPATION"
    FINANCES = "FINANCES"
    DEBT_RESTRUCTURING = "DEBT_RESTRUCTURING"
    APPOINTED_REPRESENTATIVE = "APPOINTED_REPRESENTATIVE"
    PROTECTED_PERSONAL_DATA = "PROTECTED_PERSONAL_DATA"
    HOUSEHOLD_GOODS = "HOUSEHOLD_GOODS"
    TATTOO_REMOVAL = "TATTOO_REMOVAL"
    HEALTH = "HEALTH"
    TALKS = "TALKS"
    CHILDREN = "CHILDREN"


class Responsible(_Worded):
    """Who sees to it that a measure comes about."""

    MUNICIPALITY = "MUNICIPALITY"
    PROVIDER = "PROVIDER"
    PERSON = "PERSON"
    POLICE = "POLICE"
    REGION = "REGION"
    PRISON_SERVICE = "PRISON_SERVICE"
    OTHER = "OTHER"


class Refusal(StrEnum):
    """Why a plan cannot be written."""

    NO_MEASURE = "NO_MEASURE"
    REVIEW_NOT_AFTER = "REVIEW_NOT_AFTER"


_SWEDISH: Final[dict[_Worded, str]] = {
    PlanKind.CARE: "Vårdplan",
    PlanKind.SAFETY: "Säkerhetsplan",
    Measure.HOUSING: "Bostad",
    Measure.OCCUPATION: "Arbete, studier eller annan sysselsättning",
    Measure.FINANCES: "Försörjning och ekonomi",
    Measure.DEBT_RESTRUCTURING: "Skuldsanering",
    Measure.APPOINTED_REPRESENTATIVE: "God man eller förvaltare",
    Measure.PROTECTED_PERSONAL_DATA: "Skyddade personuppgifter",
    Measure.HOUSEHOLD_GOODS: "Flytt av bohag",
    Measure.TATTOO_REMOVAL: "Borttagning av tatueringar",
    Measure.HEALTH: "Hälsa, vård och behandling",
    Measure.TALKS: "Samtal och stöd",
    Measure.CHILDREN: "Stöd till barnen",
    Responsible.MUNICIPALITY: "Kommunen",
    Responsible.PROVIDER: "Utföraren",
    Responsible.PERSON: "Personen själv",
    Responsible.POLICE: "Polisen",
    Responsible.REGION: "Regionen",
    Responsible.PRISON_SERVICE: "Kriminalvården",
    Responsible.OTHER: "Någon annan",
}


@dataclass(frozen=True, slots=True, repr=False)
class PlannedMeasure:
    """A measure that the plan holds: the goal and what is done, and who sees to it."""

    measure: Measure
    goal: str
    responsible: Responsible


@dataclass(frozen=True, slots=True, repr=False)
class CarePlan:
    """What a care plan says (SoL 2025:400 9 kap. 12 §, SoF 10:2). Never printed.

    :ivar other_principals: what others are responsible for: the region, the prison service.
    :ivar own_view: what the person thinks of it.
    """

    needs: str
    measures: tuple[PlannedMeasure, ...]
    other_principals: str
    own_view: str
    responsible: str
    from_date: date
    review_date: date


@dataclass(frozen=True, slots=True, repr=False)
class SafetyPlan:
    """What one person does to be safe. Never printed.

    :ivar threat: in general words, without those who threaten.
    :ivar days: what school, preschool or work must know; may be missing.
    """

    threat: str
    alarm: str
    routines: str
    contact: str
    digital: str
    days: str
    code_word: str
    if_disclosed: str
    from_date: date
    review_date: date


@dataclass(frozen=True, slots=True)
class MissingPlans:
    """The plans that a case lacks.

    :ivar persons: those of the household without a safety plan.
    :ivar has_nobody: whether nobody of the household is written down, so that nobody can have one.
    """

    has_no_care_plan: bool
    persons: tuple[UUID, ...]
    has_nobody: bool

    @property
    def is_anything(self) -> bool:
        """Say whether any plan is missing."""
        return self.has_no_care_plan or bool(self.persons) or self.has_nobody


def answers_of(plan: CarePlan | SafetyPlan) -> dict[str, str]:
    """Give what a plan was answered with, field by field, so that the next version can begin from it."""
    days = {"from_date": plan.from_date.isoformat(), "review_date": plan.review_date.isoformat()}
    if isinstance(plan, CarePlan):
        texts = {name: getattr(plan, name) for name in ("needs", "other_principals", "own_view", "responsible")}
        for one in plan.measures:
            texts |= {goal_field(one.measure): one.goal, who_field(one.measure): one.responsible.value}
        return texts | days
    names = ("threat", "alarm", "routines", "contact", "digital", "days", "code_word", "if_disclosed")
    return {name: getattr(plan, name) for name in names} | days


def goal_field(measure: Measure) -> str:
    """Name the field for the goal of a measure."""
    return f"goal_{measure.value.lower()}"


def who_field(measure: Measure) -> str:
    """Name the field for who sees to a measure."""
    return f"who_{measure.value.lower()}"


def refused_plan(plan: CarePlan | SafetyPlan) -> Refusal | None:
    """Refuse a plan that is not gone through again after it begins, and a care plan without any measure."""
    if plan.review_date <= plan.from_date:
        return Refusal.REVIEW_NOT_AFTER
    return Refusal.NO_MEASURE if isinstance(plan, CarePlan) and not plan.measures else None


def missing_from(*, care: bool, with_plan: frozenset[UUID], household: tuple[UUID, ...]) -> MissingPlans:
    """Name what a case lacks: one care plan, and a safety plan for every person, each child too."""
    without = tuple(person for person in household if person not in with_plan)
    return MissingPlans(has_no_care_plan=not care, persons=without, has_nobody=not household)
