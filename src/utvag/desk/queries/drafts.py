"""The actor's own drafts: those whose subject she may still open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from utvag.break_glass.rules import MAY_OPEN
from utvag.cases.access import may_choose, may_decide, may_register, may_write_in_case, visible_to
from utvag.cases.queries import code_names
from utvag.decisions.queries import committee_reach
from utvag.disclosure.access import may_decide_disclosure, may_register_disclosure
from utvag.drafts.queries import DraftLine, drafts_of
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.log_review.access import holds_cases, makes_extracts, reviews
from utvag.organisation.rules import Role


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft in the list: which form, which case by code name, saved when. Nothing of what it says."""

    id: UUID
    form: FormKind
    code_name: str
    page: str
    ids: Mapping[str, UUID]
    saved_at: datetime


def own_drafts(*, actor: Actor, now: datetime) -> tuple[OwnDraft, ...]:
    """List the actor's drafts, the latest first. Opens no text and no person."""
    lines = _still_open(actor, now)
    names = code_names(line.key.case_id for line in lines if line.key.case_id is not None)
    return tuple(_shape(line, names) for line in lines)


def count_drafts(*, actor: Actor, now: datetime) -> int:
    """Count the rows of the list."""
    return len(_still_open(actor, now))


def _still_open(actor: Actor, now: datetime) -> tuple[DraftLine, ...]:
    lines = drafts_of(actor=actor)
    if not lines:
        return ()
    open_to_her = {None, *visible_to(actor, day_of(now)).values_list("pk", flat=True)}
    by_committee = committee_reach(actor=actor, now=now)
    return tuple(
        line
        for line in lines
        if _may_send(actor, line.key.form) and (line.key.case_id in open_to_her or line.key.subject in by_committee)
    )


# Who may send a form, where her role says so; any other is sent by whoever is named on its case.
_SENT_BY: Final[Mapping[FormKind, Callable[[Actor], bool]]] = {
    FormKind.CHOOSE_HOME: may_choose,
    FormKind.WITHDRAW_PROPOSAL: may_choose,
    FormKind.PLACEMENT_AGREEMENT: may_choose,
    FormKind.REVIEW_PLACEMENT: may_choose,
    FormKind.EXTEND_PLACEMENT: may_choose,
    FormKind.MOVE_PLACEMENT: may_choose,
    FormKind.END_PLACEMENT: may_choose,
    FormKind.DECIDE_PROPOSAL: may_decide,
    FormKind.RECORD_CONTACT: may_choose,
    FormKind.RECORD_VISIT: may_choose,
    FormKind.LEAVE_STEP: may_choose,
    FormKind.ASK_PROVIDER: may_choose,
    FormKind.ENQUIRY_ANSWER: may_choose,
    FormKind.DIRECT_AWARD: may_choose,
    FormKind.CARE_PLAN: may_choose,
    FormKind.SAFETY_PLAN: may_choose,
    FormKind.KEEP_APART: lambda actor: actor.role == Role.POLICE_LIAISON,
    FormKind.REVEAL_ADDRESS: may_write_in_case,
    FormKind.REGISTER_CONTACT: may_register,
    FormKind.ADD_MEMBER: may_write_in_case,
    FormKind.CORRECT_MEMBER: may_write_in_case,
    FormKind.STATE_NEEDS: may_write_in_case,
    FormKind.CASE_TOLD: may_choose,
    FormKind.OPEN_ON_CALL: lambda actor: actor.role == Role.ON_CALL,
    FormKind.OPEN_CONTACT_ON_CALL: lambda actor: actor.role == Role.ON_CALL,
    FormKind.BREAK_GLASS: lambda actor: actor.role in MAY_OPEN,
    FormKind.REVIEW_BREAK_GLASS: lambda actor: actor.role in {Role.SECTION_HEAD, Role.REVIEWER},
    FormKind.INVESTIGATION_NEEDS: may_choose,
    FormKind.INVESTIGATION_RISKS: may_choose,
    FormKind.INVESTIGATION_RECEPTIVENESS: may_choose,
    FormKind.INVESTIGATION_CHILDREN: may_choose,
    FormKind.INVESTIGATION_MOTIVATION: may_choose,
    FormKind.INVESTIGATION_ASSESSMENT: may_choose,
    FormKind.INVESTIGATION_LATE: may_choose,
    FormKind.INVESTIGATION_STOP: may_choose,
    FormKind.PRECONDITION: may_choose,
    FormKind.HOUSING_MEANWHILE: may_choose,
    FormKind.PLAN_MEETING: may_choose,
    FormKind.HOLD_MEETING: may_choose,
    FormKind.CANCEL_MEETING: may_choose,
    FormKind.ADD_MEETING_TASK: may_choose,
    FormKind.PROPOSE_DECISION: may_choose,
    FormKind.TAKE_DECISION: lambda actor: actor.role in {Role.SECTION_HEAD, Role.ON_CALL},
    FormKind.ENTER_COMMITTEE_DECISION: lambda actor: actor.role == Role.COMMITTEE,
    FormKind.GIVE_COMMITTEE_NOTICE: lambda actor: actor.role == Role.COMMITTEE,
    FormKind.ANSWER_APPEAL: may_decide,
    FormKind.DENY_STAFF: may_decide,
    FormKind.POLICE_ASSESSMENT: lambda actor: actor.role == Role.POLICE_LIAISON,
    FormKind.THREAT_ASSESSMENT: lambda actor: actor.role == Role.POLICE_LIAISON,
    FormKind.GIVE_CONSENT: may_choose,
    FormKind.PREPARE_CONSENT: may_choose,
    FormKind.REGISTER_DISCLOSURE: may_register_disclosure,
    FormKind.ASK_ABOUT_LOOK: holds_cases,
    FormKind.JUDGE_ACCESS: reviews,
    FormKind.LOG_EXTRACT: makes_extracts,
    FormKind.HANDOVER_NOTE: may_choose,
    FormKind.PLACE_AT_ONCE: lambda actor: actor.role in {Role.SECTION_HEAD, Role.ON_CALL},
    FormKind.HOME_KNOWN: lambda actor: actor.role == Role.POLICE_LIAISON,
    FormKind.NOTE_RECEIPT: may_register_disclosure,
    FormKind.DECIDE_DISCLOSURE: may_decide_disclosure,
}


def _may_send(actor: Actor, form: FormKind) -> bool:
    may = _SENT_BY.get(form)
    return may is None or may(actor)


def _shape(line: DraftLine, names: dict[UUID, str]) -> OwnDraft:
    key = line.key
    code_name = names[key.case_id] if key.case_id is not None else ""
    return OwnDraft(line.id, key.form, code_name, key.form.page, key.ids, line.saved_at)
