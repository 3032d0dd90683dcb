"""Whether two groups of acts take the same time: Welch's t over many, mixed at random in one process.

Below 4.5 nothing is told (the limit of test vector leakage assessment, ISO/IEC 17825).
"""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Callable, Sequence

from bench.stage import timed

TRIES = 20_000
WARM_UP = 300
LIMIT = 4.5

Groups = tuple[list[float], list[float]]


def mixed(tries: int, names: tuple[Sequence[str], Sequence[str]], act: Callable[[int, str], object]) -> Groups:
    """Give the seconds of each group's tries; ``act`` gets the number of the try and a name of the group."""
    taken: Groups = ([], [])
    chance = random.Random(1)  # noqa: S311
    gc.disable()
    for number in range(tries + WARM_UP):
        group = chance.randrange(2)
        name = chance.choice(names[group])
        spent = timed(lambda number=number, name=name: act(number, name))  # type: ignore[misc]
        if number >= WARM_UP:
            taken[group].append(spent)
    gc.enable()
    return taken


def trimmed(values: list[float]) -> list[float]:
    """Leave out the slowest hundredth: checkpoints of the database and the machine's other work."""
    return sorted(values)[: len(values) * 99 // 100]


def welch(one: list[float], other: list[float]) -> float:
    """Give Welch's t."""
    spread = statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    return float((statistics.mean(one) - statistics.mean(other)) / spread**0.5)


def report(titles: tuple[str, str], groups: Groups) -> int:
    """Say what was found; give 1 where the time tells."""
    for title, values in zip(titles, groups, strict=True):
        print(f"{title:<18} {len(values):>6} tries, median {statistics.median(values) * 1000:.3f} ms")
    whole, cut = welch(*groups), welch(trimmed(groups[0]), trimmed(groups[1]))
    print(f"Welch t {whole:.2f}; without the slowest hundredth {cut:.2f} (limit {LIMIT})")
    return 0 if abs(whole) < LIMIT and abs(cut) < LIMIT else 1
