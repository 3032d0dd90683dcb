"""Set up the municipality and its staff."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.access import require_operator
from utvag.organisation.models import ONLY_ROW, Appointment, Municipality, StaffAccount, Unit
from utvag.organisation.queries import name_place
from utvag.organisation.rules import Role, Staffing
from utvag.secrecy.envelope import seal

SET_UP = "SET_UP"
SIGN_IN = "SIGN_IN"
SET_STAFFING = "SET_STAFFING"


def set_up_municipality(*, actor: Actor, code: str, name: str, is_demo: bool, now: datetime) -> None:
    """Say whose system this is, and whether everything in it is made up.

    :raises NotVisible: for everybody but the operator.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, "SET_UP_MUNICIPALITY")
        Municipality.objects.update_or_create(pk=ONLY_ROW, defaults={"code": code, "name": name, "is_demo": is_demo})
        record(actor=actor, action="SET_UP_MUNICIPALITY", subject=Subject("MUNICIPALITY"), purpose=SET_UP, now=now)


def set_staffing(*, actor: Actor, staffing: Staffing, now: datetime) -> bool:
    """Say whether the municipality is a small one, from today; give False where that is what it is already.

    :raises NotVisible: for everybody but the operator.
    :raises Municipality.DoesNotExist: before the municipality is set up.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, SET_STAFFING)
        row = Municipality.objects.select_for_update().get()
        if row.staffing == staffing:
            return False
        row.staffing, row.staffing_since = staffing.value, day_of(now)
        row.save(update_fields=["staffing", "staffing_since"])
        record(actor=actor, action=SET_STAFFING, subject=Subject("MUNICIPALITY"), purpose=SET_UP, now=now)
    return True


def hold_parameters(*, code: str, name: str, parameters: dict[str, object]) -> None:
    """Write the municipality that a register file names, with its parameters. Part of a larger operation."""
    Municipality.objects.update_or_create(
        pk=ONLY_ROW,
        defaults={"code": code, "parameters": parameters},
        create_defaults={"code": code, "name": name, "parameters": parameters},
    )


def create_staff_account(
    *, actor: Actor, username: str, role: Role, display_name: str, unit: str, now: datetime
) -> UUID:
    """Make an account. The username is a code: it stands in the clear.

    :raises NotVisible: for everybody but the operator.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, "CREATE_STAFF_ACCOUNT")
        account_id = uuid4()
        account = StaffAccount(
            id=account_id,
            username=username,
            role=role.value,
            unit=Unit.objects.get_or_create(name=unit)[0],
            sealed=seal(name_place(account_id), {"display_name": display_name}),
        )
        account.save(force_insert=True)
        Appointment.objects.create(account=account, role=role.value)
        subject = Subject("STAFF_ACCOUNT", account_id)
        record(actor=actor, action="CREATE_STAFF_ACCOUNT", subject=subject, purpose=SET_UP, now=now)
    return account_id


def record_demo_sign_in(*, account: StaffAccount, now: datetime) -> None:
    """Write that somebody signed in with one click, as one of the demo's made-up staff (lag 2001:454, 10 §)."""
    actor = Actor(account.pk, account.role)
    with one_act(actor=actor, now=now):
        record(actor=actor, action=SIGN_IN, subject=Subject("STAFF_ACCOUNT", account.pk), purpose=SIGN_IN, now=now)
