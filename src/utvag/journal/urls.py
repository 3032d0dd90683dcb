"""Addresses of the journal of a case."""

from django.urls import URLPattern, URLResolver, path

from utvag.journal import views

app_name = "journal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/journal/", views.case, name="case"),
    path("arenden/<uuid:case_id>/journal/skriv/", views.write, name="write"),
    path("journal/<uuid:note_id>/ratta/", views.correct, name="correct"),
    path("journal/<uuid:note_id>/invandning/", views.disagree, name="disagree"),
    path("journal/<uuid:note_id>/oppna/", views.open_, name="open"),
]
