"""Addresses of assignments: the section head's, the coordinator's, the provider's and the controller's."""

from django.urls import URLPattern, URLResolver, path

from utvag.assignments import views

app_name = "assignments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("uppdrag/", views.assignments, name="all"),
    path("uppdrag/<uuid:assignment_id>/avsluta/", views.end, name="end"),
    path("placeringar/<uuid:placement_id>/mottagare/", views.receiver, name="receiver"),
    path("placeringar/<uuid:placement_id>/mottagare/avsluta/", views.end_received, name="end-receiver"),
    path("utforare/", views.provider, name="provider"),
    path("utforare/<uuid:placement_id>/", views.placement, name="placement"),
    path("ekonomi/", views.controller, name="controller"),
    path("ekonomi/fakturor/<uuid:invoice_id>/betald/", views.paid, name="paid"),
]
