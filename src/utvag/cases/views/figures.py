"""First contacts in numbers, for those who plan and decide."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from utvag.cases.forms.figures import MonthsOfFigures
from utvag.cases.queries.figures import ContactFigures, contact_figures
from utvag.cases.rules.figures import Definition, last_year, whole_months
from utvag.cases.rules.suppression import Figure
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.rules import Role

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the drawing: its name, its figure, and how long it is of a hundred. A hidden one has no length."""

    label: str
    figure: Figure
    length: int


@role_bound(Role.COORDINATOR, Role.SECTION_HEAD)
def figures(request: StaffRequest) -> HttpResponse:
    """Show how many contacts came from whom, by definition, in some months."""
    moment = now()
    months = last_year(day_of(moment))
    initial = {"first": months.first, "last": months.after - timedelta(days=1)}
    form = MonthsOfFigures(request.GET if "first" in request.GET else None, initial=initial)
    if form.is_bound:
        if not form.is_valid():
            return render(request, "cases/figures.html", {"form": form})
        months = whole_months(form.cleaned_data["first"], form.cleaned_data["last"])
    found = contact_figures(actor=actor_of(request), months=months, now=moment)
    return render(request, "cases/figures.html", {"form": form, "found": found, **_drawn(found)})


def _drawn(found: ContactFigures) -> dict[str, object]:
    table = found.table
    return {
        "head": ["Källa", *(one.swedish for one in Definition), "Alla"],
        "by_source": _bars([(row.source.swedish, row.total) for row in table.rows]),
        "by_definition": _bars(list(table.labelled)),
    }


def _bars(figures: list[tuple[str, Figure]]) -> list[Bar]:
    """Draw figures against the largest that is shown."""
    largest = max((one for _, one in figures if isinstance(one, int)), default=1)
    return [Bar(label, one, WHOLE * one // largest if isinstance(one, int) else 0) for label, one in figures]
