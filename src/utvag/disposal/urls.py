"""Addresses of disposals."""

from django.urls import URLPattern, URLResolver, path

from utvag.disposal import views

app_name = "disposal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("gallring/", views.disposals, name="list"),
    path("gallring/<uuid:case_id>/", views.case, name="case"),
    path("gallring/<uuid:case_id>/foresla/", views.propose, name="propose"),
    path("gallring/<uuid:case_id>/besluta/", views.decide, name="decide"),
    path("gallring/<uuid:case_id>/avsla/", views.refuse, name="refuse"),
]
