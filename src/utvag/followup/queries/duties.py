"""The duties of standing placements, and where each of them stands. The caller has passed the wall of the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from utvag.followup.queries.records import SOURCES, Days, days_done
from utvag.followup.rules import Due, Duty, PlacementFacts, Standing, derive_duties, explain, standing_of
from utvag.law.profile import DutyRule, Programme, Trigger
from utvag.law.programme import load_programme, programme_for
from utvag.law.statutes import cite
from utvag.organisation.queries import municipality
from utvag.placement.models import Placement


@dataclass(frozen=True, slots=True)
class Followed:
    """A standing placement with its duties, in the order of the programme."""

    placement: Placement
    rules: dict[str, DutyRule]
    standings: tuple[Standing, ...]

    @property
    def facts(self) -> PlacementFacts:
        """Give the dates that its duties are counted from."""
        return PlacementFacts(self.placement.from_date, self.placement.until_date)

    def counted(self, rule: DutyRule, due: Due, today: date) -> str:
        """Say in words how a due day was counted."""
        return explain(due, rule, self.rules, self.facts, today=today)

    def law(self, rule: DutyRule) -> str | None:
        """Cite the law as it read on the placement's first day."""
        return None if rule.law is None else cite(rule.law, on=self.placement.from_date)


def duties_of(*, from_date: date, until_date: date | None, programme: Programme, today: date) -> tuple[Duty, ...]:
    """List what a standing placement obliges to, what comes next first."""
    return derive_duties(PlacementFacts(from_date, until_date), programme, today=today)


def programme_in_force() -> Programme:
    """Give the programme of this municipality."""
    place = municipality()
    return load_programme("malmo") if place is None else programme_for(place.code, is_demo=place.is_demo)


def followed(placements: Sequence[Placement], *, today: date) -> tuple[Followed, ...]:
    """Say where every duty of some standing placements stands, with one question to the database for each kind."""
    rules = {rule.kind: rule for rule in programme_in_force().duties_started_by(Trigger.PLACEMENT_STANDS)}
    done = days_done(placements) if placements else {}
    return tuple(Followed(placement, rules, _standings(placement, rules, done, today)) for placement in placements)


def is_recorded(rule: DutyRule) -> bool:
    """Say whether it is registered here or in a neighbour that the duty is done; else nobody is told it is late."""
    return rule.kind in SOURCES


def _standings(
    placement: Placement, rules: dict[str, DutyRule], done: Mapping[str, Days], today: date
) -> tuple[Standing, ...]:
    facts = PlacementFacts(placement.from_date, placement.until_date)
    return tuple(
        standing_of(rule, rules, facts, done=done.get(rule.kind, {}).get(placement.id, ()), today=today)
        for rule in rules.values()
    )
