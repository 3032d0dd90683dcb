"""Which controls this municipality keeps more weakly, for the auditor. Nothing of any person or case."""

from django.http import HttpResponse
from django.shortcuts import render

from utvag.foundation.http import StaffRequest, role_bound
from utvag.organisation.queries import is_demo, staffing
from utvag.organisation.rules import WEAKENINGS, Role, Weakening


@role_bound(Role.AUDITOR)
def weakenings(request: StaffRequest) -> HttpResponse:
    """Name each weakening, what is kept instead, and what to do about it."""
    shape = staffing()
    kept = WEAKENINGS[shape.staffing]
    context = {
        "shape": shape,
        "weak": [one.told for one in Weakening if one in kept],
        "whole": [one.told for one in Weakening if one not in kept],
        "is_demo": is_demo(),
    }
    return render(request, "desk/weakenings.html", context)
