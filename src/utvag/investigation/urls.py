"""Addresses of the investigation of a case."""

from django.urls import URLPattern, URLResolver

app_name = "investigation"
urlpatterns: list[URLPattern | URLResolver] = []
