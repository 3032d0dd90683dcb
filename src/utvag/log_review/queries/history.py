"""Read the log as the rules look at it. Only the review's own process may: the web's role cannot read a row."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from django.db.models import Max

from utvag.audit.models import Leaf, LogEntry, Outcome
from utvag.cases.models import Case, CaseStaff
from utvag.cases.rules import CaseState
from utvag.log_review.models import Canary
from utvag.log_review.queries.sealing import canary_place
from utvag.log_review.rules import ActKind, kind_of
from utvag.log_review.rules.misuse import Access, Naming
from utvag.organisation.models import StaffAccount
from utvag.secrecy.envelope import Keyring

CASE: Final = "CASE"
# They stand in the rows of many cases: a refusal about one of them says nothing of any.
OF_MANY: Final = frozenset({"HOME", "STAFF_ACCOUNT"})


def leaves_after(index: int) -> tuple[int, list[LogEntry]]:
    """Give the rows that have got their place in the log after a leaf, and the last leaf there is."""
    leaves = list(Leaf.objects.filter(index__gt=index).order_by("index").select_related("entry"))
    return (leaves[-1].index if leaves else index), [leaf.entry for leaf in leaves]


def last_leaf_before(moment: datetime) -> int:
    """Give the leaf after which a row of this moment or later stands; -1 where that is the first."""
    first = Leaf.objects.filter(entry__at__gte=moment).order_by("index").values_list("index", flat=True).first()
    if first is not None:
        return first - 1
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return -1 if last is None else last


def accesses_in(rows: Iterable[LogEntry]) -> tuple[Access, ...]:
    """Give rows of the log as the rules look at them: those by employees, each with the case that it is of."""
    by_staff = [row for row in rows if row.actor is not None]
    accounts = set(StaffAccount.objects.values_list("pk", flat=True))
    cases = set(Case.objects.values_list("pk", flat=True))
    known = _cases_of({row.subject for row in by_staff if row.case is None and row.subject is not None}, cases)
    return tuple(_access(row, cases, known) for row in by_staff if row.actor in accounts)


def namings() -> tuple[Naming, ...]:
    """Give who has been named on which case, and when."""
    rows = CaseStaff.objects.values_list("account", "case", "from_date", "until_date")
    return tuple(Naming(*row) for row in rows)


def canaries() -> dict[UUID, datetime]:
    """Give the made-up cases that are marked, opened with the review's key, and since when."""
    keyring = Keyring()
    rows = Canary.objects.filter(ended_at__isnull=True)
    return {UUID(str(keyring.open(canary_place(row.id), row.sealed).reveal())): row.marked_at for row in rows}


def closed_at() -> dict[UUID, datetime]:
    """Give since when cases are closed: when something was last done in them."""
    closed = Case.objects.filter(state=CaseState.CLOSED).values_list("pk", flat=True)
    rows = LogEntry.objects.filter(case__in=list(closed), outcome=Outcome.DONE)
    found: dict[UUID, datetime] = {}
    for case, action, last in rows.values_list("case", "action").annotate(Max("at")):
        if case is not None and kind_of(action) is ActKind.ACT:
            found[case] = max(last, found.get(case, last))
    return found


def _access(row: LogEntry, cases: Collection[UUID], known: dict[UUID, UUID]) -> Access:
    case = row.case if row.case in cases else None
    if row.case is None and row.subject is not None and row.subject_kind not in OF_MANY:
        is_case = row.subject_kind == CASE and row.subject in cases
        case = row.subject if is_case else known.get(row.subject)
    return Access(
        row.id,
        row.at,
        cast("UUID", row.actor),
        row.actor_role,
        row.action,
        row.subject,
        case,
        row.outcome == Outcome.DENIED,
    )


def _cases_of(subjects: set[UUID], cases: Collection[UUID]) -> dict[UUID, UUID]:
    """Give the one case that the log knows a thing to be of."""
    if not subjects:
        return {}
    rows = LogEntry.objects.filter(subject__in=subjects, case__isnull=False).exclude(subject_kind__in=OF_MANY)
    found: dict[UUID, set[UUID]] = {}
    for subject, case in rows.values_list("subject", "case").distinct():
        if subject is not None and case in cases and case is not None:
            found.setdefault(subject, set()).add(case)
    return {subject: next(iter(its)) for subject, its in found.items() if len(its) == 1}
