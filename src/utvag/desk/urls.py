"""Addresses of the desk."""

from django.urls import URLPattern, URLResolver, path

from utvag.desk import views
from utvag.desk.views import access_matrix, asvs, weakenings

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.day, name="my-day"),
    path("min-dag/", views.day_live, name="my-day-live"),
    path("arenden/", views.cases, name="cases"),
    path("arenden/<uuid:case_id>/", views.case, name="case"),
    path("arenden/<uuid:case_id>/handelser/", views.timeline, name="timeline"),
    path("arenden/<uuid:case_id>/kommande/", views.plan, name="plan"),
    path("placeringar/<uuid:placement_id>/", views.placement, name="placement"),
    path("polissamverkan/", views.liaison, name="liaison"),
    path("polissamverkan/omkontroll/", views.liaison_live, name="liaison-live"),
    path("polissamverkan/arenden/<uuid:case_id>/", views.liaison_case, name="liaison-case"),
    path("utkast/", views.drafts, name="drafts"),
    path("loggens-bevis/", views.log_proof, name="log-proof"),
    path("loggens-bevis/kontrollpunkt/", views.log_checkpoint, name="log-checkpoint"),
    path("revisor/asvs/", asvs.asvs, name="asvs"),
    path("revisor/asvs/fil/", asvs.asvs_file, name="asvs-file"),
    path("revisor/forsvagningar/", weakenings.weakenings, name="weakenings"),
    path("revisor/atkomst/", access_matrix.access_matrix, name="access-matrix"),
    path("revisor/atkomst/fil/", access_matrix.access_matrix_file, name="access-matrix-file"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("om-demon/", views.about_demo, name="about-demo"),
]
