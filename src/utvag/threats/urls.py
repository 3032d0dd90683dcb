"""Addresses of the police liaison's forms."""

from django.urls import URLPattern, URLResolver, path

from utvag.threats import views

app_name = "threats"
urlpatterns: list[URLPattern | URLResolver] = [
    path("polissamverkan/hall-isar/ny/", views.add, name="add-keep-apart"),
    path("polissamverkan/hall-isar/<uuid:link_id>/avsluta/", views.end, name="end-keep-apart"),
    path("polissamverkan/hotbedomning/ny/", views.threat, name="record-threat"),
    path("polissamverkan/vecka/", views.sheet, name="weekly-sheet"),
    path("polissamverkan/vecka/blad/", views.print_sheet, name="weekly-sheet-pdf"),
    path("polissamverkan/bedomning/ny/", views.assess, name="record-assessment"),
]
