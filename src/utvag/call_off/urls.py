"""Addresses of the call-off in three steps.

The check lies above this package, so what it shows is given by the one who puts the addresses together.
"""

from django.urls import URLPattern, path

from utvag.call_off.views import ShowsHomes, answer, ask, award, begin, case, leave, propose

app_name = "call_off"


def addresses(shows_homes: ShowsHomes) -> list[URLPattern]:
    """Give the addresses, with what tells which homes the check shows an actor."""
    check = {"shows_homes": shows_homes}
    return [
        path("arenden/<uuid:case_id>/avrop/", case, check, name="case"),
        path("arenden/<uuid:case_id>/avrop/oppna/", begin, name="begin"),
        path("arenden/<uuid:case_id>/avrop/vidare/", leave, check, name="pass-step"),
        path("arenden/<uuid:case_id>/avrop/fraga/<uuid:home_id>/", ask, check, name="ask"),
        path("forfragningar/<uuid:enquiry_id>/svar/", answer, name="answer"),
        path("forfragningar/<uuid:enquiry_id>/direktupphandling/", award, name="award"),
        path("forfragningar/<uuid:enquiry_id>/foresla/", propose, name="propose"),
    ]
