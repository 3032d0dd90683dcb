"""Addresses for signing in and out."""

from django.urls import URLPattern, URLResolver, path

from utvag.organisation.views import signing_in, touching

app_name = "organisation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("logga-in/", signing_in.sign_in, name="sign-in"),
    path("logga-in/demo/", signing_in.sign_in_to_demo, name="sign-in-to-demo"),
    path("logga-ut/", signing_in.sign_out, name="sign-out"),
    path("konto/bekrafta/", touching.touch, name="touch"),
    path("konto/bekrafta/demo/", touching.touch_in_demo, name="touch-in-demo"),
]
