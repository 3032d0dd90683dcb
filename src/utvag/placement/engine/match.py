"""Which homes are safe for a case, which are not checked, and why the others cannot be used."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utvag.placement.engine.collision import COLLISION_RULES, Matter
from utvag.placement.engine.contract import CONTRACT_RULES, Fit
from utvag.placement.engine.facts import CaseFact
from utvag.placement.engine.layout import Layout
from utvag.placement.engine.question import question_of_case, read_question
from utvag.placement.engine.ranking import in_order, margin_term, score_homes, steps_of
from utvag.placement.engine.unchecked import unchecked_codes
from utvag.placement.engine.vocabulary import (
    OPEN_REASONS,
    Clearance,
    Parameters,
    Reason,
    Unchecked,
)

Bits = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Option:
    """A home that may be used, or that could be once the case is checked.

    :ivar score: 0 to 100; None where the reader may not know it.
    """

    home: str
    provider: str
    step: int
    score: float | None

    def as_json(self) -> dict[str, Any]:
        """Give the option as in the output, without a score that may not be known."""
        shown = {"home": self.home, "provider": self.provider, "step": self.step}
        return shown if self.score is None else shown | {"score": self.score}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A home that cannot be used, with every reason, sorted."""

    home: str
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the exclusion as in the output."""
        return {"home": self.home, "reasons": [str(reason) for reason in self.reasons]}


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one case: each home stands in exactly one of three lists.

    ``for_handlers`` holds the same answer in the order that says nothing of where a threat is.
    """

    case: str
    as_of: date
    unchecked: tuple[Unchecked, ...]
    candidates: tuple[Option, ...]
    not_checked: tuple[Option, ...]
    excluded: tuple[Exclusion, ...]
    _for_handlers: tuple[tuple[Option, ...], tuple[Option, ...]] | None

    def shown_to(self, clearance: Clearance) -> "Match":
        """Give what a reader with this clearance may see.

        Without clearance, nothing separates a home that is full from one that is too near.
        """
        if clearance is Clearance.FULL or self._for_handlers is None:
            return self
        candidates, not_checked = self._for_handlers
        return replace(
            self,
            unchecked=_open_codes(self.unchecked),
            candidates=candidates,
            not_checked=not_checked,
            excluded=_open_exclusions(self.excluded),
            _for_handlers=None,
        )

    def as_json(self) -> dict[str, Any]:
        """Give the answer as in the output of `utvag match`."""
        return {
            "case": self.case,
            "as_of": self.as_of.isoformat(),
            "unchecked": [str(code) for code in self.unchecked],
            "candidates": [option.as_json() for option in self.candidates],
            "not_checked": [option.as_json() for option in self.not_checked],
            "excluded": [exclusion.as_json() for exclusion in self.excluded],
        }


def _open_codes(codes: tuple[Unchecked, ...]) -> tuple[Unchecked, ...]:
    """Show a threat that is not located as a missing assessment; hide a threat at home."""
    shown = {
        Unchecked.NO_POLICE_ASSESSMENT if code is Unchecked.THREAT_NOT_LOCATED else code
        for code in codes
        if code is not Unchecked.HOUSEHOLD_THREAT
    }
    return tuple(sorted(shown))


def _open_exclusions(excluded: tuple[Exclusion, ...]) -> tuple[Exclusion, ...]:
    shown = (Exclusion(one.home, tuple(reason for reason in one.reasons if reason in OPEN_REASONS)) for one in excluded)
    return tuple(one for one in shown if one.reasons)


def match_case(layout: Layout, parameters: Parameters, case: CaseFact) -> Match:
    """Judge every home for a case."""
    question = question_of_case(case, parameters)
    matter = Matter(layout, layout.homes, parameters, question, read_question(layout, question))
    bits = _all_reasons(matter, case)
    unchecked = unchecked_codes(matter)
    located = Unchecked.THREAT_NOT_LOCATED not in unchecked
    margin = margin_term(layout.homes, matter.threat_margin_km, located=located)
    steps, free = steps_of(layout), np.flatnonzero(bits == 0)
    scores = score_homes(layout.homes, case, margin)
    ranked = _options(layout, in_order(layout.homes, free, steps, scores), steps, scores)
    blind = score_homes(layout.homes, case, None)
    shortlist = in_order(layout.homes, free, steps, blind)[: parameters.shortlist]
    shown = _options(layout, shortlist, steps, None)
    return Match(
        case=case.id,
        as_of=date.fromordinal(layout.facts.as_of),
        unchecked=unchecked,
        candidates=() if unchecked else ranked,
        not_checked=ranked if unchecked else (),
        excluded=_exclusions(layout, bits),
        _for_handlers=((), shown) if unchecked else (shown, ()),
    )


def _all_reasons(matter: Matter, case: CaseFact) -> Bits:
    """Pack every reason of every home."""
    flags = {
        reason: rule(Fit(matter.layout, case, matter.question)) for reason, rule in CONTRACT_RULES.items()
    } | collision_flags(matter)
    none = np.zeros(len(matter.layout.homes), dtype=np.uint32)
    return reduce(
        np.bitwise_or,
        (np.where(flag, np.uint32(reason.bit), np.uint32(0)) for reason, flag in flags.items()),
        none,
    )


def collision_flags(matter: Matter) -> dict[Reason, NDArray[np.bool_]]:
    """Flag the homes of each collision reason."""
    return {reason: rule(matter) for reason, rule in COLLISION_RULES.items()}


def _options(
    layout: Layout, rows: list[int], steps: NDArray[np.int64], scores: NDArray[np.float64] | None
) -> tuple[Option, ...]:
    return tuple(
        Option(
            home=layout.homes.homes[row].id,
            provider=layout.homes.homes[row].provider,
            step=int(steps[row]),
            score=None if scores is None else float(scores[row]),
        )
        for row in rows
    )


def _exclusions(layout: Layout, bits: Bits) -> tuple[Exclusion, ...]:
    """Unpack the reasons of each home that has some, in the order of ids."""
    return tuple(Exclusion(layout.homes.homes[row].id, unpacked(int(bits[row]))) for row in np.flatnonzero(bits))


def unpacked(bits: int) -> tuple[Reason, ...]:
    """Turn a packed set of reasons into a sorted tuple."""
    return tuple(sorted(reason for reason in Reason if bits & reason.bit))
