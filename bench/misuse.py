"""How much planted misuse the rules find in a made-up year, and how much normal work they flag for nothing.

The year is seeded: the same figures come out each time. What is assumed of the work stands in
`tests/log_review/simulated_year.py`; the figures hold as far as that does.
"""

from __future__ import annotations

from typing import Final

from tests.log_review.simulated_year import Assumptions, every_rule, measured

SEEDS: Final = (1, 2, 3)
PLANTED_EACH: Final = 50


def main() -> None:
    """Measure some years, and say in lines."""
    for seed in SEEDS:
        figures = measured(seed, Assumptions(), PLANTED_EACH)
        print(
            f"year {seed}: {figures.accesses} accesses, recall {100 * figures.recall:.1f} %,"
            f" {figures.false_per_thousand:.2f} false flags per 1,000 accesses"
        )
        for rule in every_rule():
            found = f"{figures.caught[rule]:3} of {figures.planted[rule]}"
            print(f"  {rule.value:<22} found {found}   flagged for nothing {figures.false[rule]}")


if __name__ == "__main__":
    main()
