"""Addresses of the acts of a placement."""

from django.urls import URLPattern, URLResolver, path

from utvag.placement import views

app_name = "placement"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/valj/<uuid:home_id>/", views.choose, name="choose"),
    path("placeringar/<uuid:placement_id>/bekrafta/", views.decide, name="decide"),
    path("placeringar/<uuid:placement_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
    path("placeringar/<uuid:placement_id>/starta/", views.start, name="start"),
    path("placeringar/<uuid:placement_id>/avtal/", views.agreement, name="agreement"),
    path("placeringar/<uuid:placement_id>/underlag/", views.complete, name="complete"),
    path("placeringar/<uuid:placement_id>/genomlysning/", views.review, name="review"),
    path("placeringar/<uuid:placement_id>/forlang/", views.extend, name="extend"),
    path("placeringar/<uuid:placement_id>/flytta/", views.move, name="move"),
    path("placeringar/<uuid:placement_id>/avsluta/", views.end, name="end"),
    path("fynd/<uuid:finding_id>/sett/", views.acknowledge, name="acknowledge"),
]
