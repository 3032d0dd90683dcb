"""Addresses of the follow-up of a placement."""

from django.urls import URLPattern, URLResolver, path

from utvag.followup import views

app_name = "followup"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/uppfoljning/", views.case, name="case"),
    path("placeringar/<uuid:placement_id>/kontakt/", views.contact, name="contact"),
    path("placeringar/<uuid:placement_id>/besok/", views.visit, name="visit"),
]
