"""The acts of disposals: by role, for those who keep the files; carried out by the product's own job."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType

from tests.disposal.givens import LATER
from tests.givens import NOW, TODAY, case_id
from tests.house.parts import HEAD, NOBODY, Act
from tests.organisation.givens import SESSION
from tests.personas import Personas
from utvag.cases.operations import open_for_placement, set_state
from utvag.cases.rules import CaseState
from utvag.disposal.access import closed_case_for, proposal_for, require_keeper, require_worker
from utvag.disposal.operations import carry_out_disposals, decide_disposal, propose_disposal, replay_disposals
from utvag.disposal.queries import disposal_page, disposals_page
from utvag.foundation.actors import Actor
from utvag.foundation.errors import Unable
from utvag.people.operations import write_identity

KEEPERS = {"coordinator", "section_head", "stranger"}
OVER, PROPOSED = "GRAN-01", "GRAN-02"


def given(personas: Personas) -> None:
    """Let two cases be over, one with a proposal of somebody's who is none of the others."""
    for code in (OVER, PROPOSED):
        case = open_for_placement(code_name=code, entry={}, start=TODAY, nights=None, now=NOW)
        write_identity(case_id=case.id, register_person="", name="N", personal_number="199604172388", today=TODAY)
        set_state(case.id, CaseState.CLOSED)
    propose_disposal(actor=personas.stranger, case_id=case_id(PROPOSED), now=LATER)


def _propose(actor: Actor) -> None:
    propose_disposal(actor=actor, case_id=case_id(OVER), now=LATER)


def _decide(actor: Actor) -> None:
    # Without a touch of hers, which only those who decide are told.
    with suppress(Unable):
        decide_disposal(actor=actor, session=SESSION, case_id=case_id(PROPOSED), is_granted=True, now=LATER)


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "disposals_page": (lambda a: disposals_page(actor=a, now=LATER), KEEPERS),
        "disposal_page": (lambda a: disposal_page(actor=a, case_id=case_id(OVER), now=LATER), KEEPERS),
        "propose_disposal": (_propose, KEEPERS),
        "decide_disposal": (_decide, HEAD),
        "carry_out_disposals": (lambda a: carry_out_disposals(actor=a, now=LATER), NOBODY),
        "replay_disposals": (lambda a: replay_disposals(actor=a, now=LATER), NOBODY),
        "require_keeper": (lambda a: require_keeper(a, "TEST"), KEEPERS),
        "require_worker": (lambda a: require_worker(a, "TEST"), NOBODY),
        "closed_case_for": (lambda a: closed_case_for(a, case_id(OVER), action="TEST"), KEEPERS),
        "proposal_for": (lambda a: proposal_for(a, case_id(PROPOSED), action="TEST"), HEAD),
    }
)
BY_ROLE = set(ACTS)
