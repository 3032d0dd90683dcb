"""Addresses of the acts of a placement."""

from django.urls import URLPattern, URLResolver, path

from utvag.placement import views

app_name = "placement"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/valj/<uuid:home_id>/", views.choose, name="choose"),
    path("placeringar/<uuid:placement_id>/bekrafta/", views.decide, name="decide"),
    path("placeringar/<uuid:placement_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
    path("fynd/<uuid:finding_id>/sett/", views.acknowledge, name="acknowledge"),
]
