"""Addresses of the acute placement, the reserve homes and the disclosed address."""

from django.urls import URLPattern, URLResolver

app_name = "emergency"
urlpatterns: list[URLPattern | URLResolver] = []
