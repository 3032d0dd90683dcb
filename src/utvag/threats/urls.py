"""Addresses of the police liaison's forms."""

from django.urls import URLPattern, URLResolver, path

from utvag.threats import views

app_name = "threats"
urlpatterns: list[URLPattern | URLResolver] = [
    path("polissamverkan/hall-isar/ny/", views.add, name="add-keep-apart"),
    path("polissamverkan/hall-isar/<uuid:link_id>/avsluta/", views.end, name="end-keep-apart"),
    path("polissamverkan/bedomning/ny/", views.assess, name="record-assessment"),
]
