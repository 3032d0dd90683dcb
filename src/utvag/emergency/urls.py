"""Addresses of the acute placement, the reserve homes and the disclosed address."""

from django.urls import URLPattern, URLResolver, path

from utvag.emergency.views import events as views
from utvag.emergency.views import placing

app_name = "emergency"
urlpatterns: list[URLPattern | URLResolver] = [
    path("placeringar/<uuid:placement_id>/rojd/", views.address_disclosed, name="address-disclosed"),
    path("rojd/<uuid:disclosed_id>/avsluta/", views.close, name="close-disclosed"),
    path("rojd/atgarder/<uuid:step_id>/", views.step, name="step"),
    path("rojd/atgarder/<uuid:step_id>/klar/", views.step_done, name="step-done"),
    path("rojd/atgarder/<uuid:step_id>/inte-klar/", views.step_undone, name="step-undone"),
    path("polissamverkan/rojd/<uuid:disclosed_id>/", views.liaison, name="liaison"),
    path("polissamverkan/rojd/<uuid:disclosed_id>/bekrafta/", views.liaison_confirm, name="liaison-confirm"),
    path("placeringar/<uuid:placement_id>/reservhem/", views.reserves, name="reserves"),
    path("placeringar/<uuid:placement_id>/akut/", views.acute, name="acute"),
    path("arenden/<uuid:case_id>/akut/", placing.place, name="place"),
    path("reservhem/<uuid:opening_id>/sett/", views.opening_seen, name="opening-seen"),
]
