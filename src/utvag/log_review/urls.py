"""Addresses of log review."""

from django.urls import URLPattern, URLResolver, path

from utvag.log_review.views import looks

app_name = "log_review"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/tittat/", looks.case, name="case"),
    path("arenden/<uuid:case_id>/tittat/sett/", looks.seen, name="seen"),
    path("arenden/<uuid:case_id>/tittat/fraga/", looks.ask, name="ask"),
]
