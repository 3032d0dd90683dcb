"""What the police liaison may read: why placements collide, and why homes are blocked. Every reading is logged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from utvag.cases.access import CASE
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.disclosure.queries import cases_open_to
from utvag.disclosure.rules import Party
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.law.terms import OPEN_REASONS
from utvag.meetings.queries import PoliceMeeting, meetings_with_police
from utvag.placement.engine import Exclusion
from utvag.placement.operations import match_in_full
from utvag.placement.queries import FindingShape, count_open_findings, open_findings, recheck_state
from utvag.placement.rules import PlacementState, RecheckState
from utvag.threats.access import require_liaison
from utvag.threats.queries import KeepApartLink, keep_apart_links

READ_BLOCKED: Final = "READ_BLOCKED_HOMES"


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits for a home, by code name."""

    id: UUID
    code_name: str
    start_date: date


@dataclass(frozen=True, slots=True)
class LiaisonPage:
    """What the police liaison works with: collisions with their reasons, links, and the cases that wait.

    :ivar not_open: how many wait without consent or another ground: they are only counted.
    """

    recheck: RecheckState
    unanswered: int
    findings: tuple[FindingShape, ...] = field(repr=False)
    waiting: tuple[WaitingCase, ...]
    not_open: int
    meetings: tuple[PoliceMeeting, ...]
    links: tuple[KeepApartLink, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BlockedHomes:
    """The homes that a case may not have for secret reasons, and what is not checked, in full."""

    code_name: str
    unchecked: tuple[str, ...] = field(repr=False)
    blocked: tuple[Exclusion, ...] = field(repr=False)


def liaison_page(*, actor: Actor, now: datetime) -> LiaisonPage:
    """Put the liaison's page together. Each secret list that is read writes its row in the log.

    :raises NotVisible: for everybody but the police liaison.
    """
    require_liaison(actor, "OPEN_LIAISON_PAGE")
    return LiaisonPage(
        recheck=recheck_state(now=now),
        unanswered=count_open_findings(actor=actor, now=now),
        findings=open_findings(actor=actor, now=now),
        waiting=tuple(WaitingCase(*row) for row in _open(_waiting(), now)),
        not_open=_waiting().exclude(pk__in=cases_open_to(Party.POLICE, day_of(now))).count(),
        meetings=meetings_with_police(actor=actor, case_ids=cases_open_to(Party.POLICE, day_of(now)), now=now),
        links=keep_apart_links(actor=actor, now=now),
    )


def blocked_homes(*, actor: Actor, case_id: UUID, now: datetime) -> BlockedHomes:
    """Say which homes a waiting case may not have for secret reasons, and why; the reading is logged.

    :raises NotVisible: for everybody but the police liaison, when no such case waits, and when it is not open to the
        police by consent or another ground.
    :raises RegisterUnusable: when nothing can be checked.
    """
    match = match_in_full(actor=actor, case_id=case_id, now=now)
    if match is None:
        raise NotVisible(READ_BLOCKED, CASE, case_id)
    secret = ((home.home, tuple(code for code in home.reasons if code not in OPEN_REASONS)) for home in match.excluded)
    return BlockedHomes(match.case, match.unchecked, tuple(Exclusion(*each) for each in secret if each[1]))


def _open(cases: QuerySet[Case], now: datetime) -> Iterable[tuple[UUID, str, date]]:
    """Give the cases that the police may know of: by consent, or by another recorded ground."""
    rows = cases.filter(pk__in=cases_open_to(Party.POLICE, day_of(now)))
    return rows.values_list("pk", "code_name", "start_date")


def _waiting() -> QuerySet[Case]:
    waiting = Case.objects.filter(state=CaseState.WAITING.value).exclude(placements__state=PlacementState.PLANNED.value)
    return waiting.order_by("start_date", "code_name")
