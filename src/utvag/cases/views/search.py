"""Searching among one's own cases. What is searched for is sent in the form, and stands in no address."""

from django.http import HttpResponse
from django.shortcuts import render

from utvag.cases.forms.search import SearchCases
from utvag.cases.operations.search import UnableToSearch, search_cases
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.rules import WORKS_ON_CASES

SPENT = "Du har sökt 20 gånger den senaste timmen. Öppna ärendet från Ärenden, eller sök igen om en stund."


@role_bound(*sorted(WORKS_ON_CASES))
def search(request: StaffRequest) -> HttpResponse:
    """Show the form, and what it found."""
    form = SearchCases(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            found = search_cases(actor=actor_of(request), text=form.cleaned_data["text"], now=now())
        except UnableToSearch:
            form.add_error(None, SPENT)
        else:
            # The field is empty again: what was searched for is not sent back.
            shown = {"form": SearchCases(), "is_sought": True, "found": found}
    return render(request, "cases/search.html", shown)
