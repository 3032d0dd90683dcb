"""Addresses of the emergency."""

from django.urls import URLPattern, URLResolver, path

from utvag.break_glass import views

app_name = "break_glass"
urlpatterns: list[URLPattern | URLResolver] = [
    path("nodoppning/", views.open_one, name="open"),
    path("nodoppning/avsluta/", views.end, name="end"),
    path("nodoppning/<uuid:glass_id>/granska/", views.review, name="review"),
]
