"""Who has seen an address, what an account has left, and whom it concerns. No address is opened here."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models.functions import Now

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, visible_to
from utvag.cases.queries import CaseShape, open_case, staff_of
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening, Urgency, Work
from utvag.foundation.clock import SWEDEN, day_of
from utvag.location.access import LIST, placement_to_reveal
from utvag.location.models import Reveal, RevealNotice
from utvag.location.rules import ALL_LEFT, DAY, Budget, RevealReason, RevealState, budget_left
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.providers.queries import has_address
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

PAGE = "location:case"


@dataclass(frozen=True, slots=True)
class RevealPage:
    """What somebody is told before she asks where a household lives.

    :ivar told: those who will be told of it at once.
    """

    placement_id: UUID
    case: CaseShape
    home_code: str
    is_planned: bool
    has_address: bool
    told: tuple[StaffShape, ...]
    left: Budget


@dataclass(frozen=True, slots=True)
class RevealLine:
    """One try to see an address: who, when, why, and what became of it. Never where.

    :ivar notice_id: the reader's own notice of it, where she has not acknowledged it.
    """

    at: datetime
    by: StaffShape
    reason: RevealReason
    state: RevealState
    note: str = field(default="", repr=False)
    notice_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RevealList:
    """All tries of one case, the latest first."""

    case: CaseShape
    lines: tuple[RevealLine, ...]


def note_place(case_id: UUID, reveal_id: UUID) -> Place:
    """Say where a reason in words belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "location_reveal", reveal_id)


def reveal_page(*, actor: Actor, placement_id: UUID, now: datetime) -> RevealPage:
    """Give what is told before; the case is opened, and no address.

    :raises NotVisible: for all but those who may see the address.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = placement_to_reveal(actor, placement_id, today).placement
    named = (one.staff for one in staff_of(row.case_id, today) if one.staff.id != actor.id)
    return RevealPage(
        placement_id=placement_id,
        case=open_case(actor=actor, case_id=row.case_id, now=now),
        home_code=row.home.code,
        is_planned=row.from_date > today,
        has_address=has_address(row.home_id),
        told=tuple(dict.fromkeys(named)),
        left=budget_of(actor),
    )


def budget_of(actor: Actor) -> Budget:
    """Give what the actor has left, by the database's clock, as it counts itself when she asks."""
    rows = Reveal.objects.filter(account=actor.id, spent_at__gt=Now() - DAY).exclude(state=RevealState.REFUSED)
    spent = list(rows.annotate(moment=Now()).values_list("spent_at", "moment"))
    return budget_left([at for at, _ in spent if at is not None], spent[0][1]) if spent else ALL_LEFT


def reveals_of_case(*, actor: Actor, case_id: UUID, now: datetime) -> RevealList:
    """Give who has seen where the case's household lives, to those named on it; that they looked is logged.

    :raises NotVisible: when the actor is not named on it.
    """
    case = open_case(actor=actor, case_id=case_id, now=now)
    with one_act(actor=actor, now=now):
        record(actor=actor, action=LIST, subject=Subject(CASE, case_id, case_id), purpose=case.purpose, now=now)
        rows = list(Reveal.objects.filter(case=case_id).order_by("-at", "pk"))
        unread = RevealNotice.objects.filter(reveal__case=case_id, account=actor.id, read_at__isnull=True)
        notices = dict(unread.values_list("reveal", "pk"))
        shapes, keyring = staff_shapes({row.account_id for row in rows}), Keyring()
        return RevealList(case, tuple(_line(row, shapes[row.account_id], notices.get(row.pk), keyring) for row in rows))


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Tell those named on a case that somebody else has asked for its address, until they acknowledge it."""
    rows = RevealNotice.objects.filter(account=actor.id, read_at__isnull=True)
    rows = rows.filter(reveal__case__in=visible_to(actor, day_of(now))).select_related("reveal__case")
    found = list(rows.order_by("reveal__at", "pk"))
    shapes = staff_shapes({row.reveal.account_id for row in found})
    return tuple(_work(row.reveal, shapes[row.reveal.account_id]) for row in found)


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened of this in a case. The caller has passed the wall."""
    ids = {"case_id": case_id}
    rows = Reveal.objects.filter(case=case_id).order_by("at").defer("sealed")
    return tuple(Happening(row.at, RevealState(row.state).swedish, row.account_id, PAGE, ids) for row in rows)


def _work(row: Reveal, by: StaffShape) -> Work:
    local, reason = row.at.astimezone(SWEDEN), RevealReason(row.reason).swedish
    did = "såg" if row.state == RevealState.SHOWN else "bad att få se"
    return Work(
        code_name=row.case.code_name,
        tag="Adressen visad" if row.state == RevealState.SHOWN else "Adressen begärd",
        why=f"{by.display_name}, {by.role.swedish.lower()}, {did} adressen {local:%d/%m} kl. {local:%H.%M}. "
        f"Skäl: {reason.lower()}. Läs och kvittera.",
        # The worst that can be lost: loud until it is acknowledged, which is one press.
        urgency=Urgency.DANGER,
        page=PAGE,
        ids={"case_id": row.case_id},
        since=row.at,
    )


def _line(row: Reveal, by: StaffShape, notice_id: UUID | None, keyring: Keyring) -> RevealLine:
    note = ""
    if row.sealed is not None:
        opened = keyring.open(note_place(row.case_id, row.pk), row.sealed).reveal()
        note = str(cast("dict[str, object]", opened)["note"])
    return RevealLine(row.at, by, RevealReason(row.reason), RevealState(row.state), note, notice_id)
