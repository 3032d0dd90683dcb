"""Addresses of decisions, notices and appeals."""

from django.urls import URLPattern, URLResolver, path

from utvag.decisions import views

app_name = "decisions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/beslut/", views.case, name="case"),
    path("arenden/<uuid:case_id>/beslut/foresla/", views.propose, name="propose"),
    path("beslut/<uuid:decision_id>/", views.decision, name="decision"),
    path("beslut/<uuid:decision_id>/ta/", views.take, name="take"),
    path("beslut/<uuid:decision_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
    path("beslut/<uuid:decision_id>/underrattelse/", views.notice, name="notice"),
    path("beslut/<uuid:decision_id>/overklagande/", views.appeal, name="appeal"),
    path("overklaganden/<uuid:appeal_id>/svar/", views.answer, name="answer-appeal"),
]
