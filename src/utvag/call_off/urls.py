"""Addresses of the call-off in three steps."""

from django.urls import URLPattern, URLResolver

app_name = "call_off"
urlpatterns: list[URLPattern | URLResolver] = []
