"""Addresses of an investigation. Each part has an address of its own word."""

from typing import Final

from django.urls import URLPattern, URLResolver, path

from utvag.investigation import views
from utvag.investigation.rules import SectionKind

WORDS: Final = {
    SectionKind.NEEDS: "behov",
    SectionKind.RISKS: "risker",
    SectionKind.RECEPTIVENESS: "mottaglighet",
    SectionKind.CHILDREN: "barn",
    SectionKind.MOTIVATION: "motivation",
    SectionKind.ASSESSMENT: "bedomning",
}

app_name = "investigation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/utredning/", views.of_case, name="case"),
    path("arenden/<uuid:case_id>/utredning/oppna/", views.open_new, name="open"),
    path("arenden/<uuid:case_id>/utredning/villkor/", views.precondition, name="precondition"),
    path("arenden/<uuid:case_id>/utredning/boende/", views.housing, name="housing"),
    path("arenden/<uuid:case_id>/utredning/sen/", views.late, name="late"),
    path("arenden/<uuid:case_id>/utredning/klar/", views.complete, name="complete"),
    path("arenden/<uuid:case_id>/utredning/avsluta/", views.stop, name="stop"),
    *(
        path(f"arenden/<uuid:case_id>/utredning/{word}/", views.section, {"kind": kind}, name=kind.lower())
        for kind, word in WORDS.items()
    ),
]
