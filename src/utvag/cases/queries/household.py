"""Read who the persons of a household are, what a home must manage, and what the check must know of them."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for
from utvag.cases.models import Case
from utvag.cases.queries.cases import CaseShape, Entry
from utvag.cases.rules import PERSON_CODE, USUAL_LOT, CaseState, Needs, Relation
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.foundation.geography import municipalities
from utvag.people.queries import IdentityShape, identities_of, versions_of


@dataclass(frozen=True, slots=True)
class MemberShape:
    """One version of a person of a household."""

    identity: IdentityShape = field(repr=False)

    @property
    def relation(self) -> Relation | None:
        """Say who she is to the main person; None for the main person."""
        return Relation(self.identity.relation) if self.identity.relation else None

    @property
    def origin_name(self) -> str:
        """Give the municipality where she comes from."""
        return municipalities().name(self.identity.origin) if self.identity.origin else ""

    def as_given(self) -> dict[str, object]:
        """Fill the form with this version."""
        one = self.identity
        return {
            "relation": one.relation or "MAIN",
            "name": one.name,
            "number": one.personal_number or "",
            "born": None if one.personal_number else one.birth_date,
            "origin": self.origin_name,
            "district": self.identity.district,
        }


def stated_needs(case: CaseShape) -> Needs:
    """Give what a home must manage, as it was last stated. The case is opened already."""
    return Needs(
        start_date=case.start_date,
        nights=case.nights or 1,
        lot=case.lot or USUAL_LOT,
        required=case.required,
        wanted=case.wanted,
        companions=case.companions,
        has_pets=case.has_pets,
        is_breaking_from_network=case.is_breaking_from_network,
        may_relocate=case.may_relocate,
    )


def open_member(*, actor: Actor, case_id: UUID, identity_id: UUID, now: datetime) -> tuple[MemberShape, ...]:
    """Open every version of a person of a case, the newest first, and write that they were opened.

    :raises NotVisible: when the actor is not named on the case, or the person is not of it.
    """
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action="OPEN_MEMBER")
        if identity_id not in {one.id for one in identities_of([case_id]).get(case_id, ())}:
            raise NotVisible("OPEN_MEMBER", "IDENTITY", identity_id)
        subject = Subject("IDENTITY", identity_id, case_id)
        record(actor=actor, action="OPEN_MEMBER", subject=subject, purpose=opened.purpose, now=now)
        return tuple(MemberShape(one) for one in versions_of(identity_id))


def register_persons() -> list[Entry]:
    """Give the persons of the product's own cases as entries of the register file: code, birth date, where from.

    The register of the check adds those that the threat register lacks. It shows them to nobody.
    """
    taken = Case.objects.exclude(state=CaseState.INTAKE).filter(disposed_at__isnull=True).values_list("pk", flat=True)
    found: dict[str, Entry] = {}
    for household in identities_of(taken).values():
        for one in household:
            if one.birth_date is not None and PERSON_CODE.fullmatch(one.register_person):
                found[one.register_person] = _person_entry(one)
    return [found[code] for code in sorted(found)]


def _person_entry(one: IdentityShape) -> Entry:
    entry: Entry = {"id": one.register_person, "born": one.birth_date.isoformat() if one.birth_date else ""}
    # Half of a place is none: the check compares districts, and says loudly where somebody's is not known.
    if not (one.origin and one.district):
        return entry
    return entry | {"origin": {"municipality": one.origin, "district": one.district}}
