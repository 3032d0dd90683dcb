"""The pages of assignments. Each cut is a page of its own, and shows no more than its query gives."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.assignments.forms import (
    LAST_DATE,
    NO_PROVIDER,
    REFUSALS,
    Choices,
    GiveAssignment,
    NameReceiver,
    RegisterInvoice,
)
from utvag.assignments.operations import (
    UnableToAssign,
    UnableToHandOver,
    UnableToInvoice,
    end_assignment,
    end_receiver,
    give_assignment,
    mark_invoice_paid,
    name_receiver,
    register_invoice,
)
from utvag.assignments.queries import (
    AssignmentsPage,
    InvoicesPage,
    assignments_page,
    invoices_page,
    own_placement,
    own_stays,
    receiver_page,
)
from utvag.assignments.rules import Reason, Refusal, Told, end_after, ore_of, usual_end
from utvag.cases.queries import open_case
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only, role_bound
from utvag.organisation.queries import StaffShape
from utvag.organisation.rules import Role


@role_bound(Role.SECTION_HEAD)
def assignments(request: StaffRequest) -> HttpResponse:
    """Show who has an assignment, and give one."""
    actor, today = actor_of(request), day_of(now())
    page = assignments_page(actor=actor, now=now())
    begun = {"from_date": today, "until_date": usual_end(today)}
    form = GiveAssignment(_sent(request), choices=_assignment_choices(page), initial=begun)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            give_assignment(
                actor=actor,
                account_id=UUID(given["account"]),
                provider_id=UUID(given["provider"]) if given["provider"] else None,
                reason=Reason(given["reason"]),
                from_date=given["from_date"],
                until_date=given["until_date"],
                now=now(),
            )
        except UnableToAssign as refused:
            form.add_error(*REFUSALS[Refusal(refused.refusal)])
        else:
            return redirect(f"{reverse('assignments:all')}?klart=gett")
    return render(request, "assignments/all.html", {"page": page, "form": form, "is_saved": "klart" in request.GET})


@role_bound(Role.SECTION_HEAD)
@posted_only
def end(request: StaffRequest, assignment_id: UUID) -> HttpResponse:
    """End an assignment."""
    end_assignment(actor=actor_of(request), assignment_id=assignment_id, now=now())
    return redirect(f"{reverse('assignments:all')}?klart=avslutat")


@case_bound
def receiver(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Show who receives a placement, and name somebody."""
    actor = actor_of(request)
    page = receiver_page(actor=actor, placement_id=placement_id, now=now())
    form = NameReceiver(_sent(request), choices={"account": _people(page.choices)})
    if request.method == "POST" and form.is_valid():
        account_id = UUID(form.cleaned_data["account"])
        try:
            name_receiver(actor=actor, placement_id=placement_id, account_id=account_id, now=now())
        except UnableToHandOver as refused:
            form.add_error(*REFUSALS[Refusal(refused.refusal)])
        else:
            return _to_receiver(placement_id)
    case = open_case(actor=actor, case_id=page.case_id, now=now())
    shown = {"page": page, "form": form, "case": case, "is_saved": "klart" in request.GET}
    return render(request, "assignments/receiver.html", shown)


@case_bound
@posted_only
def end_received(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Let the receiver see the placement no more; where nobody receives it there is nothing to end."""
    try:
        end_receiver(actor=actor_of(request), placement_id=placement_id, now=now())
    except UnableToHandOver:
        return redirect("assignments:receiver", placement_id)
    return _to_receiver(placement_id)


@role_bound(Role.PROVIDER)
def provider(request: StaffRequest) -> HttpResponse:
    """Show a provider's receiver her placements and unpaid invoices."""
    return render(request, "assignments/provider.html", {"page": own_stays(actor=actor_of(request), now=now())})


@role_bound(Role.PROVIDER)
def placement(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Show a provider's receiver one placement."""
    page = own_placement(actor=actor_of(request), placement_id=placement_id, now=now())
    return render(request, "assignments/placement.html", {"page": page})


@role_bound(Role.CONTROLLER)
def controller(request: StaffRequest) -> HttpResponse:
    """Show the controller placements and invoices, and register an invoice."""
    actor = actor_of(request)
    page = invoices_page(actor=actor, now=now())
    form = RegisterInvoice(
        _sent(request), choices={"placement": _placements(page)}, initial={"received_date": day_of(now())}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            register_invoice(actor=actor, placement_id=UUID(given["placement"]), told=_told(given), now=now())
        except UnableToInvoice as refused:
            is_days = refused.refusal is Refusal.DATES_REVERSED
            form.add_error(*(LAST_DATE if is_days else REFUSALS[Refusal(refused.refusal)]))
        else:
            return redirect(f"{reverse('assignments:controller')}?klart=registrerad")
    return render(
        request, "assignments/controller.html", {"page": page, "form": form, "is_saved": "klart" in request.GET}
    )


@role_bound(Role.CONTROLLER)
@posted_only
def paid(request: StaffRequest, invoice_id: UUID) -> HttpResponse:
    """Mark an invoice paid."""
    mark_invoice_paid(actor=actor_of(request), invoice_id=invoice_id, now=now())
    return redirect(f"{reverse('assignments:controller')}?klart=betald")


def _sent(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _assignment_choices(page: AssignmentsPage) -> dict[str, Choices]:
    none = (NO_PROVIDER, "Ingen utförare")
    return {
        "account": _people(page.staff),
        "provider": [none, *((str(key), code) for key, code in page.providers)],
    }


def _people(staff: tuple[StaffShape, ...]) -> list[tuple[str, str]]:
    return [(str(one.id), f"{one.display_name}, {one.role.swedish.lower()}") for one in staff]


def _placements(page: InvoicesPage) -> list[tuple[str, str]]:
    first = [("", "Välj en placering")]
    return first + [(str(line.id), f"{line.code} ({line.provider_code})") for line in page.stays]


def _told(given: dict[str, object]) -> Told:
    return Told(
        number=str(given["number"]).strip(),
        from_date=given["from_date"],  # type: ignore[arg-type]  # a field of days
        until_date=end_after(given["last_date"]),  # type: ignore[arg-type]  # a field of days
        amount_ore=ore_of(str(given["amount"])),
        received_date=given["received_date"],  # type: ignore[arg-type]  # a field of days
    )


def _to_receiver(placement_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('assignments:receiver', args=[placement_id])}?klart=sparat")
