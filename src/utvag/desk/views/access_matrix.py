"""Who comes to what, for the auditor: made of the code that decides. Nothing of any person or case."""

from django.http import HttpResponse
from django.shortcuts import render

from utvag.desk.forms import ChooseRole
from utvag.desk.queries import matrix
from utvag.foundation.http import StaffRequest, role_bound
from utvag.organisation.rules import Role


@role_bound(Role.AUDITOR)
def access_matrix(request: StaffRequest) -> HttpResponse:
    """Show one role's part of the matrix, or ask for whom."""
    form = ChooseRole(request.GET or None)
    role = Role(form.cleaned_data["role"]) if form.is_valid() else None
    context = {
        "form": form,
        "role": role,
        "count": matrix.count_cells(),
        "lines": () if role is None else matrix.lines_of(role),
    }
    return render(request, "desk/access_matrix.html", context)


@role_bound(Role.AUDITOR)
def access_matrix_file(request: StaffRequest) -> HttpResponse:
    """Give every cell as CSV, in the words of the file in the repository."""
    del request
    answer = HttpResponse("\ufeff" + matrix.as_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="access-matrix.csv"'
    return answer
