"""The staff of a case, with their purposes and days: its section head names them and ends it."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import CASE
from utvag.cases.forms.staff import ExtendStaff, NameStaff
from utvag.cases.operations import UnableToNameStaff, end_staff, extend_staff, name_staff
from utvag.cases.queries import denials_of, namings_of, open_case, staff_to_name
from utvag.cases.rules import Purpose, StaffRefusal, usual_end
from utvag.foundation.clock import day_of, now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only

REFUSALS: Final = {
    StaffRefusal.NAMED_ALREADY: ("account", "Hon eller han är redan utsedd några av dagarna. Avsluta det först."),
    StaffRefusal.ROLE: ("purpose", "Den rollen kan inte utses för det. Välj någon annan, eller ett annat skäl."),
    StaffRefusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
    StaffRefusal.DAY_PASSED: ("from_date", "Skriv i dag eller en dag som kommer."),
    StaffRefusal.TOO_LONG: ("until_date", "Skriv en dag inom tolv månader. Uppdraget går att förlänga sedan."),
    StaffRefusal.DENIED: ("account", "Hon eller han är spärrad i ärendet. Häv spärren först, om den inte gäller."),
    StaffRefusal.NOT_NAMED: (None, "Hon eller han är inte utsedd i dag. Gå tillbaka och utse på nytt."),
}


@case_bound
def staff(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show and name the staff of a case."""
    actor = actor_of(request)
    namings = namings_of(actor=actor, case_id=case_id, now=now())
    choices = [(str(one.id), f"{one.display_name}, {one.role.swedish.lower()}") for one in staff_to_name()]
    form = NameStaff(
        request.POST if request.method == "POST" else None, staff=choices, initial=usual_days(day_of(now()))
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            name_staff(
                actor=actor,
                case_id=case_id,
                account_id=UUID(given["account"]),
                purpose=Purpose(given["purpose"]),
                from_date=given["from_date"],
                until_date=given["until_date"],
                now=now(),
            )
        except UnableToNameStaff as refused:
            form.add_error(*REFUSALS[StaffRefusal(refused.refusal)])
        else:
            return redirect(f"{reverse('cases:staff', args=[case_id])}?klart=utsedd")
    denials = denials_of(actor=actor, case_id=case_id, now=now())
    case = open_case(actor=actor, case_id=case_id, now=now())
    shown = {"case": case, "section": "staff", "form": form, "namings": namings, "denials": denials}
    return render(request, "cases/staff.html", shown | {"is_saved": "klart" in request.GET})


def usual_days(today: date) -> dict[str, object]:
    """Propose a naming's days: from today and for half a year."""
    return {"from_date": today, "until_date": usual_end(today)}


@case_bound
def extend(request: StaffRequest, case_id: UUID, account_id: UUID) -> HttpResponse:
    """Let somebody stay named until another day."""
    actor = actor_of(request)
    namings = namings_of(actor=actor, case_id=case_id, now=now())
    hers = next((one for one in namings if one.staff.id == account_id), None)
    if hers is None:
        raise NotVisible("EXTEND_STAFF", CASE, case_id)
    begun = {"until_date": usual_end(day_of(now()))}
    form = ExtendStaff(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until_date"]
        try:
            extend_staff(actor=actor, case_id=case_id, account_id=account_id, until_date=until, now=now())
        except UnableToNameStaff as refused:
            field, sentence = REFUSALS[StaffRefusal(refused.refusal)]
            form.add_error(field if field in form.fields else None, sentence)
        else:
            return redirect(f"{reverse('cases:staff', args=[case_id])}?klart=forlangd")
    case = open_case(actor=actor, case_id=case_id, now=now())
    shown = {"case": case, "section": "staff", "form": form, "naming": hers}
    return render(request, "cases/extend_staff.html", shown)


@case_bound
@posted_only
def end(request: StaffRequest, case_id: UUID, account_id: UUID) -> HttpResponse:
    """Let an employee see the case no more."""
    end_staff(actor=actor_of(request), case_id=case_id, account_id=account_id, now=now())
    if account_id == request.user.pk:
        return redirect("/")
    return redirect(f"{reverse('cases:staff', args=[case_id])}?klart=avslutad")
