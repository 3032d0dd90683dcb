"""The requirements of ASVS and our answers, for the auditor. Nothing of any person or case."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from utvag.desk.forms import ChooseRequirements
from utvag.desk.rules import CHAPTERS, Requirement, as_csv, bars, chosen, lines_by, requirements
from utvag.foundation.http import StaffRequest, role_bound
from utvag.organisation.rules import Role

#: What the product must answer whole: security.md, goal Q1.
_GOAL: Final = (1, 2)


@role_bound(Role.AUDITOR)
def asvs(request: StaffRequest) -> HttpResponse:
    """Show how many answers there are of each kind, and those that are asked for."""
    everything = requirements()
    form = ChooseRequirements(request.GET or None)
    context = {
        "form": form,
        "levels": lines_by("level", everything),
        "chapters": [(CHAPTERS[line.key], line) for line in lines_by("chapter", everything)],
        "bars": bars(each for each in everything if each.level in _GOAL),
        "shown": _asked_for(form),
        "count": len(everything),
    }
    return render(request, "desk/asvs.html", context)


@role_bound(Role.AUDITOR)
def asvs_file(request: StaffRequest) -> HttpResponse:
    """Give every requirement with its answer as CSV."""
    del request
    answer = HttpResponse("\ufeff" + as_csv(requirements()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="asvs.csv"'
    return answer


def _asked_for(form: ChooseRequirements) -> tuple[Requirement, ...] | None:
    """Give what was asked for; None where nobody has asked, or not for something that exists."""
    if not form.is_valid():
        return None
    chapter, level, answer = form.wanted()
    return chosen(requirements(), chapter=chapter, level=level, answer=answer)
