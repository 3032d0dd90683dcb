"""The administrator's pages, and the one where another person confirms."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.forms import AddAccount, ChangeRole
from utvag.organisation.operations import UnableToChange, add_account, close_account, decide_change, propose_change
from utvag.organisation.queries import AccountLine, ChangeShape, account_line, accounts, change_for, changes_for
from utvag.organisation.rules import MAY_CONFIRM, Refusal, Role
from utvag.organisation.views.sessions import session_of
from utvag.organisation.views.touching import after_touch

REFUSALS: Final = {
    Refusal.USERNAME_TAKEN: "Användarnamnet finns redan. Välj ett annat.",
    Refusal.OWN_ACCOUNT: "Ditt eget konto ändras av en annan administratör.",
    Refusal.NOTHING_TO_CHANGE: "Det är så redan. Välj en annan roll.",
    Refusal.PROPOSED_ALREADY: "Något är redan föreslaget för kontot. Vänta tills det är bekräftat eller avslaget.",
}


@role_bound(Role.ADMINISTRATOR)
def list_accounts(request: StaffRequest) -> HttpResponse:
    """Show the accounts."""
    actor = actor_of(request)
    shown = {"accounts": accounts(actor=actor), "changes": changes_for(actor=actor)}
    return render(request, "organisation/accounts.html", shown)


@role_bound(Role.ADMINISTRATOR)
def add(request: StaffRequest) -> HttpResponse:
    """Make an account."""
    return _add(request)


@after_touch
def _add(request: StaffRequest) -> HttpResponse:
    form = AddAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            add_account(actor=actor_of(request), session=session_of(request), now=now(), **given)
        except UnableToChange as refused:
            form.add_error("username", REFUSALS[Refusal(refused.refusal)])
        else:
            return redirect("organisation:accounts")
    return render(request, "organisation/add_account.html", {"form": form})


@role_bound(Role.ADMINISTRATOR)
def change(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Propose a role or a new key for an account, or close it."""
    return _change(request, account_line(actor=actor_of(request), account_id=staff_id))


@after_touch
def _change(request: StaffRequest, line: AccountLine) -> HttpResponse:
    is_role = request.POST.get("act") == "role"
    form = ChangeRole(request.POST if is_role else None, initial={"role": line.role.value})
    wrong = ""
    if request.method == "POST" and (not is_role or form.is_valid()):
        try:
            _act(request, line, form)
        except UnableToChange as refused:
            wrong = REFUSALS[Refusal(refused.refusal)]
        else:
            return redirect("organisation:accounts")
    return render(request, "organisation/change_account.html", {"account": line, "form": form, "wrong": wrong})


def _act(request: StaffRequest, line: AccountLine, form: ChangeRole) -> None:
    actor, session, moment = actor_of(request), session_of(request), now()
    if request.POST.get("act") == "close":
        close_account(actor=actor, account_id=line.id, session=session, now=moment)
        return
    role = Role(form.cleaned_data["role"]) if request.POST.get("act") == "role" else None
    propose_change(actor=actor, account_id=line.id, role=role, session=session, now=moment)


@role_bound(*MAY_CONFIRM)
def list_changes(request: StaffRequest) -> HttpResponse:
    """Show what waits to be confirmed."""
    return render(request, "organisation/changes.html", {"changes": changes_for(actor=actor_of(request))})


@role_bound(*MAY_CONFIRM)
def decide(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Confirm or decline a change."""
    return _decide(request, change_for(actor=actor_of(request), change_id=change_id))


@after_touch
def _decide(request: StaffRequest, change: ChangeShape) -> HttpResponse:
    if request.method != "POST":
        return render(request, "organisation/decide_change.html", {"change": change})
    confirms = request.POST.get("act") == "confirm"
    code = decide_change(
        actor=actor_of(request), change_id=change.id, confirms=confirms, session=session_of(request), now=now()
    )
    if code is None:
        return redirect("organisation:changes")
    return render(request, "organisation/invited.html", {"change": change, "code": code})
