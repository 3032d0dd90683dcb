"""Addresses of care plans and safety plans."""

from django.urls import URLPattern, URLResolver, path

from utvag.plans import views

app_name = "plans"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/planer/", views.show, name="case"),
    path("arenden/<uuid:case_id>/planer/vardplan/", views.write_care, name="write-care"),
    path("arenden/<uuid:case_id>/planer/sakerhetsplan/<uuid:person_id>/", views.write_safety, name="write-safety"),
]
