"""Every address of the product. Each package keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

from utvag.call_off.urls import addresses as call_off_addresses
from utvag.config.health import health
from utvag.config.refused import not_found
from utvag.desk.queries.call_off import shown_homes

#: Django reads this name.
handler404 = not_found

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("utvag.desk.urls")),
    path("", include("utvag.cases.urls")),
    path("", include("utvag.documents.urls")),
    path("", include("utvag.break_glass.urls")),
    path("", include("utvag.journal.urls")),
    path("", include("utvag.meetings.urls")),
    path("", include("utvag.disclosure.urls")),
    path("", include("utvag.investigation.urls")),
    path("", include("utvag.decisions.urls")),
    path("", include("utvag.plans.urls")),
    path("", include((call_off_addresses(shown_homes), "call_off"))),
    path("", include("utvag.placement.urls")),
    path("", include("utvag.location.urls")),
    path("", include("utvag.emergency.urls")),
    path("", include("utvag.followup.urls")),
    path("", include("utvag.assignments.urls")),
    path("", include("utvag.log_review.urls")),
    path("", include("utvag.stand_in.urls")),
    path("", include("utvag.disposal.urls")),
    path("", include("utvag.threats.urls")),
    path("", include("utvag.drafts.urls")),
    path("", include("utvag.alarms.urls")),
    path("", include("utvag.organisation.urls")),
    path("halsa/", health, name="health"),
]
