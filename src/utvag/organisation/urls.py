"""Addresses for signing in and out."""

from django.urls import URLPattern, URLResolver, path

from utvag.organisation import views

app_name = "organisation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("logga-in/", views.sign_in, name="sign-in"),
    path("logga-in/demo/", views.sign_in_to_demo, name="sign-in-to-demo"),
    path("logga-ut/", views.sign_out, name="sign-out"),
]
