"""Addresses of decisions, notices and appeals."""

from django.urls import URLPattern, URLResolver, path

from utvag.decisions.views import committee, decisions

app_name = "decisions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/beslut/", decisions.case, name="case"),
    path("arenden/<uuid:case_id>/beslut/foresla/", decisions.propose, name="propose"),
    path("beslut/<uuid:decision_id>/", decisions.decision, name="decision"),
    path("beslut/<uuid:decision_id>/ta/", decisions.take, name="take"),
    path("beslut/<uuid:decision_id>/ta-tillbaka/", decisions.withdraw, name="withdraw"),
    path("beslut/<uuid:decision_id>/underrattelse/", decisions.notice, name="notice"),
    path("beslut/<uuid:decision_id>/overklagande/", decisions.appeal, name="appeal"),
    path("utskottet/", committee.waiting, name="committee"),
    path("utskottet/<uuid:decision_id>/", committee.decision, name="committee-decision"),
    path("utskottet/<uuid:decision_id>/protokoll/", committee.enter, name="committee-enter"),
    path("utskottet/<uuid:decision_id>/underrattelse/", committee.notice, name="committee-notice"),
    path("utskottet/<uuid:decision_id>/handling/", committee.document, name="committee-document"),
    path("overklaganden/<uuid:appeal_id>/svar/", decisions.answer, name="answer-appeal"),
]
