"""Register that an address has been disclosed, let the police's side answer, and close when nothing is left."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.emergency.access import DISCLOSED, disclosed_for, disclosed_for_liaison
from utvag.emergency.models import AddressDisclosed, DisclosedStep
from utvag.emergency.operations.errors import UnableToHandle
from utvag.emergency.operations.steps import mark_by_itself
from utvag.emergency.queries.disclosed import disclosed_place, shape_of
from utvag.emergency.queries.report import report_sheet
from utvag.emergency.queries.what_if import household_of_placement
from utvag.emergency.rules import DisclosedState, HowKnown, Refusal, StepKind, may_close, steps_after
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN, day_of
from utvag.placement.access import placement_for
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState
from utvag.providers.queries import home_code
from utvag.secrecy.envelope import Keyring
from utvag.threats.operations import UnableToRecord, write_address_knowledge
from utvag.threats.queries import LIAISON_PURPOSE

REGISTER, CONFIRM = "REGISTER_ADDRESS_DISCLOSED", "CONFIRM_POLICE_KNOW"
MARK, CLOSE = "MARK_HOME_KNOWN", "CLOSE_ADDRESS_DISCLOSED"


@dataclass(frozen=True, slots=True)
class WhatIsKnown:
    """What is known of how an address was disclosed."""

    how: HowKnown
    told_by: str = field(repr=False)
    account: str = field(repr=False)
    who_knows: str = field(default="", repr=False)
    # As the police said it: a code of the threat register, which nobody but their liaison can read.
    register_code: str = field(default="", repr=False)


def register_disclosed(
    *,
    actor: Actor,
    placement_id: UUID,
    learned_at: datetime,
    known: WhatIsKnown,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Write that an address has been disclosed; everything that must be done now has its clock. Give the event's id.

    :param learned_at: when the municipality learned of it; the clocks start there.
    :raises NotVisible: unless the actor is named on the case.
    :raises UnableToHandle: when it has not stood, is registered already, or lies in the time to come.
    """
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, day_of(now), action=REGISTER)
        _refuse_registering(opened.placement, learned_at, known, now)
        event = _write_event(actor, opened.placement, learned_at, known, now)
        draft = DraftKey(FormKind.ADDRESS_DISCLOSED, event.case_id, placement_id)
        drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
        _record(actor, event, REGISTER, opened.purpose, now)
    return event.id


def confirm_police_know(*, actor: Actor, disclosed_id: UUID, now: datetime) -> None:
    """Confirm, as the police's side, that the police know; the case's staff see when.

    :raises NotVisible: for everybody but the police liaison, and when there is no such open event.
    """
    with one_act(actor=actor, now=now):
        event = disclosed_for_liaison(actor, disclosed_id, action=CONFIRM)
        mark_by_itself(event, StepKind.POLICE_CONFIRMED, actor=actor, now=now)
        _record(actor, event, CONFIRM, LIAISON_PURPOSE, now)


def mark_home_known(*, actor: Actor, disclosed_id: UUID, person: str, now: datetime, draft_revision: int = 0) -> None:
    """Enter in the threat register who knows the address, by the code there: from then on every check sees it.

    :raises NotVisible: for everybody but the police liaison, and when there is no such open event.
    :raises UnableToHandle: when the register has no such person, or the home is no longer in it.
    """
    with one_act(actor=actor, now=now):
        event = disclosed_for_liaison(actor, disclosed_id, action=MARK)
        home = home_code(Placement.objects.values_list("home", flat=True).get(pk=event.placement_id))
        if home is None:
            raise UnableToHandle(Refusal.HOME_NOT_AVAILABLE)
        try:
            write_address_knowledge(actor=actor, home=home, person=person, from_date=day_of(event.learned_at), now=now)
        except UnableToRecord:
            raise UnableToHandle(Refusal.UNKNOWN_PARTY) from None
        mark_by_itself(event, StepKind.HOME_MARKED, actor=actor, now=now)
        draft = DraftKey(FormKind.HOME_KNOWN, None, disclosed_id)
        drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
        _record(actor, event, MARK, LIAISON_PURPOSE, now)


def close_disclosed(*, actor: Actor, disclosed_id: UUID, now: datetime) -> UUID:
    """Close the event when nothing is left, and freeze the report of it; give the placement's id.

    :raises NotVisible: unless the actor is named on the case.
    :raises UnableToHandle: when something is left, or it is closed already.
    """
    with one_act(actor=actor, now=now):
        opened = disclosed_for(actor, disclosed_id, day_of(now), action=CLOSE)
        event = opened.disclosed
        if event.state != DisclosedState.OPEN:
            raise UnableToHandle(Refusal.CLOSED_ALREADY)
        if not may_close(step.done_at is not None for step in DisclosedStep.objects.filter(disclosed=event)):
            raise UnableToHandle(Refusal.STEPS_LEFT)
        _freeze_report(actor, event, now)
        event.state, event.closed_at, event.closed_by = DisclosedState.CLOSED.value, now, actor.id
        event.save(update_fields=["state", "closed_at", "closed_by", "report", "report_kind"])
        _record(actor, event, CLOSE, opened.purpose, now)
    return event.placement_id


def _freeze_report(actor: Actor, event: AddressDisclosed, now: datetime) -> None:
    """Freeze what was known and done; the report says what the page says at this moment."""
    placement = Placement.objects.select_related("case", "home").get(pk=event.placement_id)
    kind = DocumentKind.ADDRESS_DISCLOSED_REPORT
    report = freeze_document(
        actor=actor,
        case_id=event.case_id,
        code_name=placement.case.code_name,
        kind=kind,
        subject=event.id,
        sheet=report_sheet(shape_of(event, now), placement_code=placement.code, home_code=placement.home.code),
        now=now,
    )
    event.report_id, event.report_kind = report.id, kind.value


def _refuse_registering(placement: Placement, learned_at: datetime, known: WhatIsKnown, now: datetime) -> None:
    """Refuse what cannot be registered.

    :raises UnableToHandle: always with the one reason that can be mended.
    """
    if placement.state != PlacementState.STANDING:
        raise UnableToHandle(Refusal.NOT_STANDING)
    if learned_at > now:
        raise UnableToHandle(Refusal.LEARNED_LATER)
    if not known.account.strip():
        raise UnableToHandle(Refusal.REASON_MISSING)


def _write_event(
    actor: Actor, placement: Placement, learned_at: datetime, known: WhatIsKnown, now: datetime
) -> AddressDisclosed:
    keyring = Keyring()
    event = AddressDisclosed(
        id=uuid4(),
        placement=placement,
        case_id=placement.case_id,
        learned_at=learned_at,
        registered_at=now,
        registered_by=actor.id,
    )
    told = {
        "how": known.how.value,
        "told_by": known.told_by.strip(),
        "account": known.account.strip(),
        "who_knows": known.who_knows.strip(),
        "register_code": known.register_code.strip(),
    }
    event.sealed = keyring.seal(disclosed_place(event), told)
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError:
        raise UnableToHandle(Refusal.ALREADY_OPEN) from None
    size = len(household_of_placement(placement, keyring))
    DisclosedStep.objects.bulk_create(
        DisclosedStep(disclosed=event, kind=step.kind.value, number=step.number, due_at=step.due_at)
        for step in steps_after(learned_at, size, SWEDEN)
    )
    return event


def _record(actor: Actor, event: AddressDisclosed, action: str, purpose: str, now: datetime) -> None:
    subject = Subject(DISCLOSED, event.id, event.case_id)
    record(actor=actor, action=action, subject=subject, purpose=purpose, now=now)
