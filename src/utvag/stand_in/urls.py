"""Addresses of handovers."""

from django.urls import URLPattern, URLResolver, path

from utvag.stand_in import views

app_name = "stand_in"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ersattare/", views.handovers, name="list"),
    path("ersattare/ny/", views.begin, name="begin"),
    path("ersattare/<uuid:handover_id>/", views.handover, name="handover"),
    path("ersattare/<uuid:handover_id>/bekrafta/", views.confirm, name="confirm"),
    path("ersattare/<uuid:handover_id>/avsluta/", views.end, name="end"),
    path("ersattare/<uuid:handover_id>/gjort/", views.digest, name="digest"),
    path("ersattare/<uuid:handover_id>/gjort/last/", views.read, name="read"),
    path("ersattare/arende/<uuid:handed_id>/", views.note, name="note"),
    path("ersattare/arende/<uuid:handed_id>/nej/", views.decline, name="decline"),
]
