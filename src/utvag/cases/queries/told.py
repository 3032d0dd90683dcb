"""Read what is known in a case of the two definitions and of custody, in versions. What opens it writes the log."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for
from utvag.cases.models import FirstContact, ToldVersion
from utvag.cases.queries.intake import told_in
from utvag.cases.rules import Answer, ContactState, Custody, Standing
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "cases_toldversion"


@dataclass(frozen=True, slots=True)
class ToldShape:
    """One version: who wrote it and when, and what it says.

    :ivar by: nobody's name where it is what the first contact told.
    """

    revision: int
    at: datetime
    by: str
    standing: Standing = field(repr=False)


def told_place(case_id: UUID, version_id: UUID) -> Place:
    """Say where a version belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, version_id)


def told_versions(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[ToldShape, ...]:
    """Open every version, the newest first and the first contact's last, and write that they were opened.

    :raises NotVisible: when the actor is not named on the case.
    """
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action="OPEN_TOLD")
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action="OPEN_TOLD", subject=subject, purpose=opened.purpose, now=now)
        return versions_of(case_id)


def versions_of(case_id: UUID) -> tuple[ToldShape, ...]:
    """Open every version. The caller has passed the wall and writes the log."""
    rows = ToldVersion.objects.filter(case=case_id).order_by("-revision")
    names = staff_shapes(row.written_by_id for row in rows)
    written = (ToldShape(row.revision, row.written_at, names[row.written_by_id].display_name, _of(row)) for row in rows)
    return (*written, *_first(case_id))


def sealable_standing(one: Standing) -> dict[str, object]:
    """Write a version as values that JSON can hold."""
    return {
        "custody": one.custody.value,
        "release_date": one.release_date and one.release_date.isoformat(),
        "meets_police_definition": one.meets_police_definition.value,
        "meets_national_definition": one.meets_national_definition.value,
        "why": one.why,
    }


def _of(row: ToldVersion) -> Standing:
    held = cast("dict[str, str | None]", Keyring().open(told_place(row.case_id, row.id), row.sealed).reveal())
    release = held["release_date"]
    return Standing(
        custody=Custody(str(held["custody"])),
        release_date=None if release is None else date.fromisoformat(release),
        meets_police_definition=Answer(str(held["meets_police_definition"])),
        meets_national_definition=Answer(str(held["meets_national_definition"])),
        why=str(held["why"]),
    )


def _first(case_id: UUID) -> tuple[ToldShape, ...]:
    """Give what the contact told that became the case."""
    row = FirstContact.objects.filter(case=case_id, state=ContactState.TAKEN).order_by("received_at").first()
    if row is None:
        return ()
    told = told_in(row)
    answers = (told.meets_police_definition, told.meets_national_definition)
    return (ToldShape(0, row.received_at, "", Standing(told.custody, told.release_date, *answers)),)
