"""How each day was counted, in words that a reader can count again."""

from datetime import date
from itertools import islice

import pytest

from utvag.followup.rules import PlacementFacts, dues_of, explain, in_words
from utvag.law.profile import Span, Trigger, Unit
from utvag.law.programme import load_programme

RULES = {rule.kind: rule for rule in load_programme("malmo").duties_started_by(Trigger.PLACEMENT_STANDS)}


@pytest.mark.parametrize(
    ("start", "kind", "number", "said"),
    [
        (
            date(2026, 12, 1),
            "VISIT",
            1,
            "Placeringen började 1 december 2026. Tre månader senare är 1 mars 2027, en måndag.",
        ),
        (
            date(2026, 11, 26),
            "COORDINATION_MEETING",
            1,
            (
                "Placeringen började 26 november 2026. Fyra veckor senare är 24 december 2026, en torsdag."
                " Det är en ledig dag, så arbetsdagen före gäller: 23 december 2026, en onsdag."
            ),
        ),
        (
            date(2026, 11, 26),
            "REGISTER_CHECK",
            1,
            (
                "Samordningsmöte ska ha hållits senast 23 december 2026, en onsdag."
                " Arbetsdagen före är 22 december 2026, en tisdag."
            ),
        ),
        (
            date(2026, 11, 23),
            "PERSON_CONTACT",
            3,
            "Placeringen började 23 november 2026. Tre veckor senare är 14 december 2026, en måndag.",
        ),
        (
            date(2027, 11, 30),
            "REVIEW",
            1,
            (
                "Placeringen började 30 november 2027. Tre månader senare är 29 februari 2028, en tisdag."
                " Den månaden är kortare, så dess sista dag räknas."
            ),
        ),
        (
            date(2027, 5, 28),
            "COORDINATION_MEETING",
            1,
            (
                "Placeringen började 28 maj 2027. Fyra veckor senare är 25 juni 2027, en fredag."
                " Det är en ledig dag, så arbetsdagen före gäller: 24 juni 2027, en torsdag."
            ),
        ),
        (date(2026, 6, 19), "SAFETY_PLAN", 1, "Placeringen började 19 juni 2026. Uppgiften hör till den dagen."),
        (
            date(2027, 3, 1),
            "NEW_INVESTIGATION",
            1,
            "Placeringen började 1 mars 2027. Ett år senare är 1 mars 2028, en onsdag.",
        ),
    ],
)
def test_it_says_each_step(start: date, kind: str, number: int, said: str) -> None:
    facts = PlacementFacts(start, None)
    due = next(islice(dues_of(RULES[kind], RULES, facts), number - 1, None))
    assert explain(due, RULES[kind], RULES, facts, today=date(2028, 6, 1)) == said


def test_a_placement_that_has_not_begun_begins() -> None:
    facts = PlacementFacts(date(2026, 12, 1), None)
    due = next(dues_of(RULES["VISIT"], RULES, facts))
    assert explain(due, RULES["VISIT"], RULES, facts, today=date(2026, 11, 22)).startswith("Placeringen börjar 1")


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(1, Unit.WEEKS), "en vecka"),
        (Span(4, Unit.WEEKS), "fyra veckor"),
        (Span(13, Unit.WEEKS), "13 veckor"),
        (Span(1, Unit.MONTHS), "en månad"),
        (Span(24, Unit.MONTHS), "två år"),
        (Span(2, Unit.WORKING_DAYS), "två arbetsdagar"),
        (Span(1, Unit.DAYS), "en dag"),
    ],
)
def test_a_length_of_time_is_said_in_words(span: Span, words: str) -> None:
    assert in_words(span) == words
