"""Make the placements those of a register file. Part of the load, which asks access, judges all and writes the log."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.cases.models import Case
from utvag.cases.operations import open_for_placement, set_state
from utvag.cases.rules import CaseState
from utvag.placement.models import Placement
from utvag.placement.queries.register import SEALED_FACTS, entry_of, placement_place, sealed_placement
from utvag.placement.rules import IN_REGISTER, Entry, PlacementOrigin, PlacementState
from utvag.providers.queries import home_ids
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind


def hold_placements(entries: Sequence[Entry], *, now: datetime) -> None:
    """Make the register hold exactly these placements; what goes is kept as withdrawn, and its case is closed.

    Each that comes with a file gets a case of its own: a file may let a person stay in two homes at once, but not a
    case.
    """
    keyring = Keyring().fetch(KeyKind.CASE)
    whole = Placement.objects.filter(case__disposed_at__isnull=True).select_related("case", "home")
    rows = {row.code: row for row in whole.select_for_update(of=("self",))}
    homes = home_ids(str(entry["home"]) for entry in entries)
    codes = set(Case.objects.values_list("code_name", flat=True))
    # What goes, goes first: its days may be needed by what comes.
    wanted = {str(entry["id"]) for entry in entries}
    gone = [row.pk for code, row in rows.items() if code not in wanted and row.state in IN_REGISTER]
    Placement.objects.filter(pk__in=gone).update(state=PlacementState.WITHDRAWN.value)
    for entry in entries:
        row = rows.get(str(entry["id"]))
        if row is not None and row.state in IN_REGISTER and entry_of(row, sealed_placement(row, keyring)) == entry:
            continue
        case = _case_for(entry, row, codes, now)
        _write(entry, row, case, homes[str(entry["home"])], keyring)
    _close_empty_cases()


def _case_for(entry: Entry, row: Placement | None, codes: set[str], now: datetime) -> Case:
    """Give the case of a placement: the one it has, or one of its own."""
    if row is not None and row.case.state != CaseState.WAITING:
        set_state(row.case_id, CaseState.PLACED)
        return row.case
    code = f"P-{entry['id']}"
    while code in codes:
        code = f"P-{code}"
    codes.add(code)
    start, until = _days(entry)
    return open_for_placement(
        code_name=code,
        entry={key: entry[key] for key in SEALED_FACTS if key in entry},
        start=start,
        nights=None if until is None else (until - start).days,
        now=now,
    )


def _write(entry: Entry, row: Placement | None, case: Case, home_id: UUID, keyring: Keyring) -> None:
    placement_id = uuid4() if row is None else row.id
    start, until = _days(entry)
    household = {key: entry[key] for key in SEALED_FACTS if key in entry}
    values = {
        "case": case,
        "home_id": home_id,
        "from_date": start,
        "until_date": until,
        "state": PlacementState.STANDING.value,
        "origin": PlacementOrigin.IMPORTED.value,
        "check_made": None,
        "verdict": None,
        "agreed_until": None,
        "step": None,
        "moves_from": None,
        "extension_id": None,
        "extended_until": None,
        "proposed_by": None,
        "proposed_at": None,
        "confirmed_by": None,
        "confirmed_at": None,
        "sealed": keyring.seal(placement_place(case.id, placement_id), household),
    }
    if row is None:
        Placement.objects.create(id=placement_id, code=str(entry["id"]), **values)
    else:
        Placement.objects.filter(pk=placement_id).update(**values)


def _close_empty_cases() -> None:
    """Close the placed cases that no placement is left of."""
    states = [state.value for state in IN_REGISTER]
    held = Placement.objects.filter(state__in=states).values("case")
    Case.objects.filter(state=CaseState.PLACED).exclude(pk__in=held).update(state=CaseState.CLOSED.value)


def _days(entry: Entry) -> tuple[date, date | None]:
    until = entry.get("until")
    return date.fromisoformat(str(entry["from"])), date.fromisoformat(until) if isinstance(until, str) else None
