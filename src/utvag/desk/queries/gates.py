"""Every address with an id in it, in the words of those who decide: the functions of the `access.py` files.

An address without an id is decided by its declaration alone (`foundation.http`). One with an id that is not here fails
the build. What is said here is not believed: `tests/house/test_access_matrix.py` asks the running product every cell.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from utvag.alarms.access import may_take_alarm
from utvag.assignments.access import may_hand_over
from utvag.cases.access import coordinates, may_choose, may_decide, may_write_in_case
from utvag.cases.rules import Purpose
from utvag.decisions.access import is_secretary, may_handle, may_propose, may_take
from utvag.disclosure.access import may_decide_disclosure, may_register_disclosure
from utvag.disposal.access import may_decide_disposals
from utvag.disposal.rules import PROPOSES
from utvag.emergency.access import may_place_at_once
from utvag.foundation.actors import Actor
from utvag.location.access import may_reveal
from utvag.log_review.access import holds_cases, makes_extracts, reviews
from utvag.placement.access import is_liaison
from utvag.stand_in.access import has_part, heads
from utvag.stand_in.access import may_hand_over as may_hand_over_for_a_leave

#: Says whether one who is named on the case for a purpose gets an answer.
Gate = Callable[[Actor, Purpose], bool]


class Reach(StrEnum):
    """How one comes to what an address shows."""

    CASE = "CASE"
    ROLE = "ROLE"
    OWNER = "OWNER"


@dataclass(frozen=True, slots=True)
class Way:
    """Who may look at an address, and who may send to it.

    :ivar looks: of those who are named on the case; or of all, where the thing is of no case.
    :ivar also: who comes to the case without being named on it, unless she is denied.
    :ivar own: who of those who are named comes to what is her own there, and to no other's.
    """

    looks: Gate
    sends: Gate
    reach: Reach = Reach.CASE
    also: Callable[[Actor], bool] | None = None
    own: Gate | None = None


def _named(_actor: Actor, _purpose: Purpose) -> bool:
    return True


def _nobody(_actor: Actor, _purpose: Purpose) -> bool:
    return False


def _proposes(actor: Actor, purpose: Purpose) -> bool:
    return bool(may_propose(actor, purpose))


def _heads(actor: Actor, purpose: Purpose) -> bool:
    return may_decide(actor) and purpose is Purpose.DECISION


def _keeps(actor: Actor) -> bool:
    return actor.role in PROPOSES


def _is(may: Callable[[Actor], bool]) -> Gate:
    def gate(actor: Actor, _purpose: Purpose) -> bool:
        return may(actor)

    return gate


def _by(may: Callable[[Actor], bool], *, also: Callable[[Actor], bool] | None = None) -> Way:
    return Way(_is(may), _is(may), also=also)


def _of_role(may: Callable[[Actor], bool]) -> Way:
    return Way(_is(may), _is(may), Reach.ROLE)


ALL, OWN = Way(_named, _named), Way(_nobody, _nobody, Reach.OWNER)
CHOOSE, WRITE, HEAD = _by(may_choose), _by(may_write_in_case), _by(may_decide)
PROPOSE, TELL, HOLD = Way(_proposes, _proposes), _by(may_register_disclosure), _by(holds_cases)
HAND_OVER = _by(may_hand_over)
#: Of no case, and for the roles that the address itself declares.
DECLARED = Way(_named, _named, Reach.ROLE)
#: They are named on no case: they come to one through what its staff have decided.
POLICE, COMMITTEE = Way(_nobody, _nobody, also=is_liaison), Way(_nobody, _nobody, also=is_secretary)

#: A case that is over has nobody named on it: those who keep the files come to it by their role.
KEEPERS, FINAL = Way(_nobody, _nobody, also=_keeps), Way(_nobody, _nobody, also=may_decide_disposals)

GATES: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "alarms:take": _of_role(may_take_alarm),
        "assignments:end": DECLARED,
        "assignments:end-receiver": HAND_OVER,
        "assignments:paid": DECLARED,
        # The receiver's alone.
        "assignments:placement": OWN,
        "assignments:receiver": HAND_OVER,
        "break_glass:review": Way(_heads, _heads, also=reviews),
        "call_off:answer": CHOOSE,
        "call_off:ask": CHOOSE,
        "call_off:award": CHOOSE,
        "call_off:begin": CHOOSE,
        "call_off:case": ALL,
        "call_off:pass-step": CHOOSE,
        "call_off:propose": CHOOSE,
        "cases:acknowledge-contact": Way(coordinates, coordinates),
        "cases:add-member": WRITE,
        "cases:close-contact": _of_role(may_decide),
        # While it is open. When it is of a case, it is the case's.
        "cases:contact": _of_role(may_decide),
        "cases:correct-member": WRITE,
        "cases:declare-conflict": ALL,
        "cases:deny-staff": HEAD,
        "cases:end-staff": HEAD,
        "cases:extend-staff": HEAD,
        "cases:household": ALL,
        "cases:lift-denial": HEAD,
        "cases:on-call-contact": OWN,
        "cases:receipt": OWN,
        "cases:staff": HEAD,
        "cases:state-needs": WRITE,
        "cases:take-contact": _of_role(may_decide),
        "cases:told": Way(_named, _is(may_choose)),
        "cases:wait-with-contact": _of_role(may_decide),
        "decisions:answer-appeal": HEAD,
        "decisions:appeal": _by(may_handle),
        "decisions:case": ALL,
        "decisions:committee-decision": COMMITTEE,
        "decisions:committee-document": COMMITTEE,
        "decisions:committee-enter": COMMITTEE,
        "decisions:committee-notice": COMMITTEE,
        "decisions:decision": ALL,
        "decisions:notice": _by(may_handle),
        "decisions:propose": PROPOSE,
        "decisions:take": _by(may_take),
        "decisions:withdraw": PROPOSE,
        "desk:case": ALL,
        "desk:liaison-case": POLICE,
        "desk:placement": ALL,
        "desk:plan": ALL,
        "desk:timeline": ALL,
        "disclosure:case": ALL,
        "disclosure:decide": _by(may_decide_disclosure),
        "disclosure:form": CHOOSE,
        "disclosure:give-consent": CHOOSE,
        "disclosure:prepare": CHOOSE,
        "disclosure:print-form": CHOOSE,
        "disclosure:receipt": TELL,
        "disclosure:register": TELL,
        "disclosure:withdraw": CHOOSE,
        "disposal:case": KEEPERS,
        "disposal:decide": FINAL,
        "disposal:propose": KEEPERS,
        "disposal:refuse": FINAL,
        # A paper of no case is the police's own, or the reviewer's, and theirs alone.
        "documents:add-copy": ALL,
        "documents:case": ALL,
        "documents:copy": ALL,
        "documents:document": ALL,
        "documents:pdf": ALL,
        "documents:sign": ALL,
        "drafts:discard": OWN,
        "emergency:acute": ALL,
        "emergency:address-disclosed": ALL,
        "emergency:close-disclosed": ALL,
        "emergency:liaison": POLICE,
        "emergency:liaison-confirm": POLICE,
        "emergency:opening-seen": ALL,
        "emergency:place": _by(may_place_at_once),
        "emergency:reserves": ALL,
        "emergency:step": ALL,
        "emergency:step-done": ALL,
        "emergency:step-undone": ALL,
        "followup:case": ALL,
        "followup:contact": CHOOSE,
        "followup:visit": CHOOSE,
        "investigation:assessment": CHOOSE,
        "investigation:case": ALL,
        "investigation:children": CHOOSE,
        "investigation:complete": CHOOSE,
        "investigation:housing": CHOOSE,
        "investigation:late": CHOOSE,
        "investigation:motivation": CHOOSE,
        "investigation:needs": CHOOSE,
        "investigation:open": CHOOSE,
        "investigation:precondition": CHOOSE,
        "investigation:receptiveness": CHOOSE,
        "investigation:risks": CHOOSE,
        "investigation:stop": CHOOSE,
        "journal:case": ALL,
        "journal:correct": ALL,
        "journal:disagree": ALL,
        "journal:open": ALL,
        "journal:write": ALL,
        "location:case": ALL,
        "location:notice-read": OWN,
        "location:reveal": Way(may_reveal, may_reveal),
        "log_review:alarm-seen": _of_role(reviews),
        "log_review:around": _of_role(reviews),
        "log_review:ask": HOLD,
        "log_review:case": HOLD,
        "log_review:extract": _by(makes_extracts),
        # Never of her own unit.
        "log_review:item": _of_role(reviews),
        "log_review:seen": HOLD,
        "log_review:unmark": _of_role(reviews),
        "meetings:add-task": CHOOSE,
        "meetings:answers": CHOOSE,
        "meetings:cancel": CHOOSE,
        "meetings:case": ALL,
        "meetings:hold": CHOOSE,
        "meetings:meeting": ALL,
        "meetings:plan": CHOOSE,
        # And whoever is responsible for the task.
        "meetings:task-done": CHOOSE,
        "organisation:change-account": DECLARED,
        # Who proposed it does not confirm it.
        "organisation:decide-change": DECLARED,
        "organisation:end-sign-in": OWN,
        "organisation:remove-key": OWN,
        "organisation:rename-key": OWN,
        "placement:acknowledge": Way(_named, _named, also=is_liaison),
        "placement:agreement": CHOOSE,
        "placement:choose": CHOOSE,
        "placement:complete": CHOOSE,
        "placement:decide": HEAD,
        "placement:end": CHOOSE,
        "placement:extend": CHOOSE,
        "placement:move": CHOOSE,
        "placement:review": CHOOSE,
        "placement:start": CHOOSE,
        "placement:withdraw": CHOOSE,
        "plans:case": ALL,
        "plans:write-care": CHOOSE,
        "plans:write-safety": CHOOSE,
        "stand_in:confirm": Way(heads, heads),
        "stand_in:decline": Way(heads, heads),
        "stand_in:digest": Way(heads, heads, own=may_hand_over_for_a_leave),
        "stand_in:end": Way(heads, heads, own=has_part),
        "stand_in:handover": Way(heads, heads, own=has_part),
        "stand_in:note": Way(_nobody, _nobody, own=may_hand_over_for_a_leave),
        "stand_in:read": Way(_nobody, _nobody, own=may_hand_over_for_a_leave),
        # A link of the police's own register: of no case.
        "threats:end-keep-apart": _of_role(is_liaison),
    }
)
