"""Addresses of drafts. A draft is saved at the address of its form; the list is the desk's."""

from django.urls import URLPattern, URLResolver, path

from utvag.drafts import views

app_name = "drafts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("utkast/<uuid:draft_id>/kasta/", views.discard, name="discard"),
]
