"""Addresses of the shown address."""

from django.urls import URLPattern, URLResolver, path

from utvag.location import views

app_name = "location"
urlpatterns: list[URLPattern | URLResolver] = [
    path("placeringar/<uuid:placement_id>/adress/", views.reveal, name="reveal"),
    path("arenden/<uuid:case_id>/adressvisningar/", views.case, name="case"),
    path("adressvisningar/<uuid:notice_id>/last/", views.notice_read, name="notice-read"),
]
