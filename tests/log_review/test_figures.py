"""A made-up year, as `bench/misuse.py` measures it: of each pattern fifty are planted; normal work is left alone."""

from tests.log_review.simulated_year import Assumptions, measured
from utvag.log_review.rules.misuse import RULES


def test_nineteen_of_twenty_are_found_and_five_in_a_thousand_at_most_flagged_for_nothing() -> None:
    figures = measured(20261123, Assumptions(), 50)
    assert set(figures.planted) == set(RULES)
    assert set(figures.planted.values()) == {50}
    assert len(RULES) >= 12
    assert figures.recall >= 0.95, figures.planted - figures.caught
    assert figures.false_per_thousand <= 5, figures.false
    assert all(figures.caught[rule] >= 0.8 * figures.planted[rule] for rule in RULES), figures.caught
