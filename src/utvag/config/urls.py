"""Every address of the product. Each package keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

from utvag.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("utvag.desk.urls")),
    path("", include("utvag.cases.urls")),
    path("", include("utvag.placement.urls")),
    path("", include("utvag.threats.urls")),
    path("", include("utvag.drafts.urls")),
    path("", include("utvag.organisation.urls")),
    path("halsa/", health, name="health"),
]
