"""The register: load it once, ask it often. The one door to the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from utvag.placement.engine.assign import Assignment, assign_cases
from utvag.placement.engine.change import Change, changed_document
from utvag.placement.engine.contract import most_persons
from utvag.placement.engine.days import Span
from utvag.placement.engine.facts import CaseFact, Facts
from utvag.placement.engine.layout import Layout, lay_out
from utvag.placement.engine.match import Match, match_case
from utvag.placement.engine.reading import parse_bytes, read_document
from utvag.placement.engine.recheck import Progress, Recheck, recheck_placements
from utvag.placement.engine.vocabulary import Parameters


@dataclass(frozen=True)
class Register:
    """All that is known, checked and laid out; it never changes.

    :ivar document: the register file (`utvag-register/1`) that it was read from.
    """

    document: Mapping[str, Any]
    facts: Facts
    parameters: Parameters

    @classmethod
    def load(cls, path: Path) -> "Register":
        """Read a register file.

        :raises RegisterInvalid: with every fault in the file.
        :raises OSError: when the file cannot be read.
        """
        return cls.from_bytes(path.read_bytes())

    @classmethod
    def from_bytes(cls, content: bytes) -> "Register":
        """Read the content of a register file.

        :raises RegisterInvalid: with every fault in it.
        """
        return cls.from_document(parse_bytes(content))

    @classmethod
    def from_document(cls, document: object) -> "Register":
        """Check a JSON document and lay it out.

        :raises RegisterInvalid: with every fault in it.
        """
        facts, parameters = read_document(document)
        return cls(cast("dict[str, Any]", document), facts, parameters)

    @cached_property
    def layout(self) -> Layout:
        """Give the facts laid out for questions."""
        return lay_out(self.facts)

    @cached_property
    def _cases(self) -> dict[str, CaseFact]:
        return {case.id: case for case in self.facts.cases}

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Give the ids of the cases, sorted by Unicode code point."""
        return tuple(sorted(self._cases))

    def match(self, case_id: str) -> Match:
        """Judge every home for a case.

        :raises KeyError: when the register has no such case.
        """
        return match_case(self.layout, self.parameters, self._cases[case_id])

    def match_household(self, household: CaseFact) -> Match:
        """Judge every home for a household of the register that need not be one of its cases.

        Its own placements do not stand in its way: what its own persons take up is not counted against them.
        """
        return match_case(self.layout, self.parameters, household)

    def free_beds(self, home_id: str, period: Span) -> int:
        """Count the beds of a home that nobody has on any night of a period."""
        row = self.layout.homes.row_of[home_id]
        stays = self.layout.stays_in.get(row, ())
        return int(self.layout.homes.beds[row]) - most_persons(stays, frozenset(), period)

    def recheck(self, progress: Progress | None = None) -> Recheck:
        """Judge every standing and planned placement again.

        :param progress: told (done, all) before each placement.
        """
        return recheck_placements(self.layout, self.parameters, progress)

    def assign(self, seconds: float = 60.0, progress: Progress | None = None) -> Assignment:
        """Give as many cases as possible a home at once, then with the greatest sum of scores.

        :param seconds: how long the search may take; its bounds hold also when it is cut off.
        """
        matches = []
        for done, case_id in enumerate(self.case_ids):
            if progress is not None:
                progress(done, len(self._cases))
            matches.append(self.match(case_id))
        return assign_cases(self.layout, self.parameters, matches, seconds)

    def apply(self, *changes: Change) -> "Register":
        """Give the register as it is after some changes; this one stays as it was.

        :raises RegisterInvalid: when the changed register would be faulty.
        :raises KeyError: when a change removes what is not there.
        """
        return Register.from_document(changed_document(self.document, changes))
