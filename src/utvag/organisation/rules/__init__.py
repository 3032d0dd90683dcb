"""The rules of the organisation: roles, sessions, codes, and how fresh a touch must be."""

from utvag.organisation.rules.changes import MAY_CONFIRM, ChangeKind, ChangeState
from utvag.organisation.rules.codes import (
    ALPHABET,
    CODE_SIGNS,
    INVITATION_LASTS,
    LOCKED_FOR,
    MOST_WRONG,
    RECOVERY_CODES,
    CodeKind,
    as_written,
    code_hash,
    is_locked,
    normalised,
)
from utvag.organisation.rules.devices import device_of
from utvag.organisation.rules.keys import CHALLENGE_LASTS, QUESTION_LASTS, KeyPurpose, RemovedWhy, is_copied
from utvag.organisation.rules.refusals import Refusal
from utvag.organisation.rules.roles import SEES_NO_CASE, WORKS_ON_CASES, Role
from utvag.organisation.rules.sessions import (
    ABSOLUTE_LIMIT,
    FORM_IS_HELD,
    IDLE_LIMIT,
    NOTED_EVERY,
    EndedWhy,
    Method,
    News,
    session_name,
    session_over,
)
from utvag.organisation.rules.staffing import WEAKENINGS, Staffing, Weakening, is_weakened
from utvag.organisation.rules.touching import TOUCH_IS_FRESH, oldest_fresh

__all__ = (
    "ABSOLUTE_LIMIT",
    "ALPHABET",
    "CHALLENGE_LASTS",
    "CODE_SIGNS",
    "FORM_IS_HELD",
    "IDLE_LIMIT",
    "INVITATION_LASTS",
    "LOCKED_FOR",
    "MAY_CONFIRM",
    "MOST_WRONG",
    "NOTED_EVERY",
    "QUESTION_LASTS",
    "RECOVERY_CODES",
    "SEES_NO_CASE",
    "TOUCH_IS_FRESH",
    "WEAKENINGS",
    "WORKS_ON_CASES",
    "ChangeKind",
    "ChangeState",
    "CodeKind",
    "EndedWhy",
    "KeyPurpose",
    "Method",
    "News",
    "Refusal",
    "RemovedWhy",
    "Role",
    "Staffing",
    "Weakening",
    "as_written",
    "code_hash",
    "device_of",
    "is_copied",
    "is_locked",
    "is_weakened",
    "normalised",
    "oldest_fresh",
    "session_name",
    "session_over",
)
