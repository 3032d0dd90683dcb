"""One question to the register: a household, a period, and what the ties say about them."""

from dataclasses import dataclass

from utvag.placement.engine.days import FIRST_DAY, Span, Window, years_before
from utvag.placement.engine.facts import CaseFact, PoliceAssessment
from utvag.placement.engine.layout import Layout, Stay
from utvag.placement.engine.threats import (
    Levels,
    own_networks,
    threatened_by,
    threats_to,
)
from utvag.placement.engine.vocabulary import Parameters


@dataclass(frozen=True, slots=True)
class Question:
    """A household that is to be, or is, placed during a period.

    :ivar judged_stay: the placement that is judged, when a standing one is checked again.
    """

    person: str
    household: frozenset[str]
    window: Window
    breaking_from_network: bool
    relocate: bool
    judged_stay: str | None = None

    @property
    def period(self) -> Span:
        """Give the nights of the question."""
        return self.window.period

    @property
    def start(self) -> int:
        """Give the first day of the period."""
        return self.window.period.start


def window_of(period: Span, parameters: Parameters) -> Window:
    """Work out how far back memberships count for a period."""
    start = period.start
    return Window(
        period=period,
        past=Span(years_before(start, parameters.past_membership_years), start),
        recent=Span(max(start - parameters.recent_membership_days, FIRST_DAY), period.end),
    )


def question_of_case(case: CaseFact, parameters: Parameters) -> Question:
    """Ask for a case: its household, for the nights that it needs."""
    return Question(
        person=case.person,
        household=frozenset((case.person, *case.companions)),
        window=window_of(Span(case.start, case.start + case.nights), parameters),
        breaking_from_network=case.breaking_from_network,
        relocate=case.relocate,
    )


def question_of_stay(stay: Stay, as_of: int, parameters: Parameters) -> Question:
    """Ask again for a placement: its household, for what is left of it."""
    return Question(
        person=stay.fact.person,
        household=stay.household,
        window=window_of(Span(max(as_of, stay.span.start), stay.span.end), parameters),
        breaking_from_network=True,
        relocate=False,
        judged_stay=stay.id,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What the ties say about the household of a question, its members taken together.

    :ivar named: parties outside the household that themselves threaten a member.
    :ivar now: parties outside the household that threaten a member, with current members.
    :ivar known: the same with known members.
    :ivar targets: persons outside the household whom a member threatens, known.
    :ivar own: networks that count as some member's own.
    :ivar within: members whom another member threatens as named.
    :ivar neighbours: placements that overlap the period, each with its persons of other households.
    """

    named: frozenset[str]
    now: Levels
    known: Levels
    targets: Levels
    own: frozenset[str]
    within: frozenset[str]
    neighbours: tuple[tuple[Stay, frozenset[str]], ...]


def read_question(layout: Layout, question: Question) -> Reading:
    """Read the ties of every member of the household, once for a question."""
    ties, window, household = layout.ties, question.window, question.household
    named: set[str] = set()
    now: dict[str, int] = {}
    known: dict[str, int] = {}
    targets: dict[str, int] = {}
    own: set[str] = set()
    within: set[str] = set()
    for member in household:
        threats = threats_to(ties, member, window, household)
        named |= threats.named
        _merge(now, threats.now)
        _merge(known, threats.known)
        _merge(targets, threatened_by(ties, member, window))
        own |= own_networks(ties, member, window).all
        alone = frozenset((member,))
        if threats_to(ties, member, window, alone).named & household:
            within.add(member)
    for member in household:
        targets.pop(member, None)
    return Reading(
        named=frozenset(named),
        now=now,
        known=known,
        targets=targets,
        own=frozenset(own),
        within=frozenset(within),
        neighbours=_neighbours(layout, question),
    )


def _merge(into: dict[str, int], levels_of: Levels) -> None:
    for party, levels in levels_of.items():
        into[party] = into.get(party, 0) | levels


def _neighbours(layout: Layout, question: Question) -> tuple[tuple[Stay, frozenset[str]], ...]:
    """Find who else is placed during the period, whether near or far."""
    found = []
    for stay in layout.stays:
        if stay.id != question.judged_stay and stay.span.overlaps(question.period):
            others = stay.household - question.household
            if others:
                found.append((stay, others))
    return tuple(found)


def assessment_in_force(layout: Layout, person: str, start: int) -> PoliceAssessment | None:
    """Find the police assessment that holds for a person on a day.

    The latest whose validity contains the day and that was made by the day of the register; of two
    from one day, the later in the list.
    """
    best: PoliceAssessment | None = None
    for assessment in layout.assessments_of.get(person, ()):
        made = assessment.span.start
        in_force = made <= layout.facts.as_of and assessment.span.holds(start)
        if in_force and (best is None or made >= best.span.start):
            best = assessment
    return best
