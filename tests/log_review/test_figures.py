"""A smaller made-up year, in CI: what is planted is found, normal work left alone. `bench/misuse.py` does a whole."""

from tests.log_review.simulated_year import Assumptions, measured
from utvag.log_review.rules.misuse import RULES

SMALL = Assumptions(days=200, coordinators=4, case_workers=9, section_heads=2, on_call=3, cases=60)


def test_nineteen_of_twenty_are_found_and_five_in_a_thousand_at_most_flagged_for_nothing() -> None:
    figures = measured(20261123, SMALL, 12)
    assert set(figures.planted) == set(RULES)
    assert figures.recall >= 0.95, figures.planted - figures.caught
    assert figures.false_per_thousand <= 5, figures.false
    assert all(figures.caught[rule] >= 0.8 * figures.planted[rule] for rule in RULES), figures.caught
