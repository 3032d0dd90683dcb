"""Addresses of coordination meetings."""

from django.urls import URLPattern, URLResolver, path

from utvag.meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/moten/", views.of_case, name="case"),
    path("arenden/<uuid:case_id>/moten/nytt/", views.plan, name="plan"),
    path("moten/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("moten/<uuid:meeting_id>/svar/", views.answers, name="answers"),
    path("moten/<uuid:meeting_id>/avsluta/", views.hold, name="hold"),
    path("moten/<uuid:meeting_id>/stall-in/", views.cancel, name="cancel"),
    path("moten/<uuid:meeting_id>/uppgift/", views.add, name="add-task"),
    path("motesuppgifter/<uuid:task_id>/klar/", views.task_done, name="task-done"),
]
