"""The pages of the desk. Each turns one query into one page."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from utvag.alarms.queries import key_service_status
from utvag.assignments.queries import has_assignment
from utvag.audit.proof import Witnesses, WitnessesUnreadable, read_witnesses
from utvag.audit.queries import proof_of_log
from utvag.cases.queries import my_cases
from utvag.desk.queries import (
    blocked_homes,
    case_page,
    liaison_page,
    my_day,
    own_drafts,
    placement_page,
    plan_page,
    timeline_page,
)
from utvag.disposal.rules import PROPOSES
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import COUNTED, StaffRequest, actor_of, case_bound, open_to_all, role_bound, signed_in
from utvag.organisation.queries import demo_staff
from utvag.organisation.rules import Role
from utvag.placement.queries import count_open_findings, recheck_state

# Witnesses sign each second; after this long without enough of them the log counts as not witnessed.
_FRESH: Final = timedelta(seconds=60)
# What the liaison has just entered, by the word in the address.
_SAVED: Final = {
    "lank": "Länken är sparad",
    "avslutad": "Länken är avslutad",
    "bedomning": "Bedömningen är sparad",
}
# What has just been done with a placement, by the word in the address.
_DONE: Final = {
    "vald": "Hemmet är valt",
    "ja": "Du har sagt ja",
    "nej": "Du har sagt nej",
    "tillbaka": "Det är taget tillbaka",
    "startad": "Placeringen har börjat",
    "avtal": "Placeringsavtalet är låst",
    "underlag": "Underlagen är kopplade",
    "genomlyst": "Genomlysningen är sparad",
    "forlangd": "Placeringen är förlängd",
    "flytt": "Flytten är planerad",
    "avslutad": "Placeringen är avslutad",
}

# Where those begin whose day is one page.
_OWN_START: Final[Mapping[str, str]] = MappingProxyType(
    {Role.PROVIDER: "assignments:provider", Role.CONTROLLER: "assignments:controller"}
)


@signed_in
def day(request: StaffRequest) -> HttpResponse:
    """Show what needs the actor now, what waits on others, and what comes."""
    actor, moment = actor_of(request), now()
    if not has_assignment(actor=actor, now=moment):
        return render(request, "assignments/none.html")
    if actor.role in _OWN_START:
        return redirect(_OWN_START[actor.role])
    hers = my_day(actor=actor, now=moment)
    setattr(request, COUNTED, hers.count)
    return render(request, "desk/my_day.html", {"day": hers, "today": day_of(moment)})


@signed_in
def day_live(request: StaffRequest) -> HttpResponse:
    """Answer htmx with the part of my day that changes."""
    return render(request, "desk/_my_day.html", {"day": my_day(actor=actor_of(request), now=now())})


@signed_in
def cases(request: StaffRequest) -> HttpResponse:
    """List the cases that the actor is named on."""
    actor = actor_of(request)
    shown = {"cases": my_cases(actor=actor, now=now()), "may_keep_files": actor.role in PROPOSES}
    return render(request, "desk/cases.html", shown)


@signed_in
def drafts(request: StaffRequest) -> HttpResponse:
    """List the actor's own drafts."""
    context = {
        "drafts": own_drafts(actor=actor_of(request), now=now()),
        "is_discarded": request.GET.get("klart") == "kastat",
    }
    return render(request, "desk/drafts.html", context)


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show a case with the homes it may have."""
    page = case_page(actor=actor_of(request), case_id=case_id, now=now())
    return render(request, "desk/case.html", {"page": page, "case": page.case})


@case_bound
def timeline(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show what has happened in a case."""
    page = timeline_page(actor=actor_of(request), case_id=case_id, now=now())
    return render(request, "desk/timeline.html", {"page": page, "case": page.case, "section": "timeline"})


@case_bound
def plan(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show what a case has before it."""
    moment = now()
    page = plan_page(actor=actor_of(request), case_id=case_id, now=moment)
    context = {"page": page, "case": page.case, "section": "plan", "today": day_of(moment)}
    return render(request, "desk/plan.html", context)


@case_bound
def placement(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Show a placement with its duties and findings."""
    moment = now()
    page = placement_page(actor=actor_of(request), placement_id=placement_id, now=moment)
    done = _DONE.get(request.GET.get("klart", ""))
    context = {"page": page, "case": page.case, "today": day_of(moment), "done": done}
    return render(request, "desk/placement.html", context)


@role_bound(Role.POLICE_LIAISON)
def liaison(request: StaffRequest) -> HttpResponse:
    """Show collisions with their reasons, links, and the cases that wait."""
    page = liaison_page(actor=actor_of(request), now=now())
    saved = _SAVED.get(request.GET.get("sparat", ""))
    return render(request, "desk/liaison.html", {"page": page, "saved": saved})


@role_bound(Role.POLICE_LIAISON)
def liaison_live(request: StaffRequest) -> HttpResponse:
    """Answer htmx with the state of the re-check. Reasons are not read again: each reading writes the log."""
    moment = now()
    count = count_open_findings(actor=actor_of(request), now=moment)
    return render(request, "desk/_liaison.html", {"recheck": recheck_state(now=moment), "count": count})


@role_bound(Role.POLICE_LIAISON)
def liaison_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show which homes a case may not have, and why."""
    page = blocked_homes(actor=actor_of(request), case_id=case_id, now=now())
    return render(request, "desk/liaison_case.html", {"page": page})


@open_to_all(reason="The law asks that everybody can read how accessible the system is; it names nobody.")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "desk/accessibility.html")


@open_to_all(reason="A visitor reads it before choosing whom to sign in as; it exists only in the demo.")
def about_demo(request: HttpRequest) -> HttpResponse:
    """Tell what a visitor can find out.

    :raises Http404: outside the demo.
    """
    staff = demo_staff() if settings.DEMO else ()
    if not staff:
        raise Http404
    return render(request, "desk/about_demo.html", {"demo_staff": staff, "keys": key_service_status()})


@signed_in
def log_proof(request: StaffRequest) -> HttpResponse:
    """Show how far the log is proved, and by whom. No row of it is shown."""
    proof = proof_of_log()
    try:
        named, unreadable = read_witnesses(), ""
    except WitnessesUnreadable as error:
        # Nobody to have signed: in doubt the log is not witnessed.
        named, unreadable = Witnesses(0, ()), str(error)
    at = proof.witnessed_at(named.quorum)
    context = {
        "proof": proof,
        "quorum": named.quorum,
        "unreadable": unreadable,
        "log_key": named.log_key,
        "witnesses": [(one.key, proof.of(one.key.name)) for one in named.witnesses],
        "witnessed_at": at,
        "is_witnessed": at is not None and now() - at <= _FRESH,
    }
    return render(request, "desk/log_proof.html", context)


@signed_in
def log_checkpoint(request: StaffRequest) -> HttpResponse:
    """Give the latest checkpoint with its signatures, to keep and to compare with."""
    del request
    answer = HttpResponse(proof_of_log().note, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kontrollpunkt.txt"'
    return answer
