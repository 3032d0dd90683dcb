"""Addresses of the keys and their alarms."""

from django.urls import URLPattern, URLResolver, path

from utvag.alarms import views

app_name = "alarms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("nycklar/", views.keys, name="keys"),
    path("nycklar/larm/<uuid:key_alarm_id>/", views.take, name="take"),
]
