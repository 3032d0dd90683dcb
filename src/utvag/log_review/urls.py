"""Addresses of log review."""

from django.urls import URLPattern, URLResolver, path

from utvag.log_review.views import looks, reviewing

app_name = "log_review"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/tittat/", looks.case, name="case"),
    path("arenden/<uuid:case_id>/tittat/sett/", looks.seen, name="seen"),
    path("arenden/<uuid:case_id>/tittat/fraga/", looks.ask, name="ask"),
    path("arenden/<uuid:case_id>/tittat/utdrag/", looks.extract, name="extract"),
    path("granskning/", reviewing.review, name="review"),
    path("granskning/larm/", reviewing.alarm_list, name="alarms"),
    path("granskning/larm/<uuid:alarm_id>/sett/", reviewing.alarm_seen, name="alarm-seen"),
    path("granskning/vaktarenden/", reviewing.canaries, name="canaries"),
    path("granskning/vaktarenden/<uuid:canary_id>/avsluta/", reviewing.unmark, name="unmark"),
    path("granskning/protokoll/", reviewing.write_minutes, name="write-minutes"),
    path("granskning/<uuid:item_id>/", reviewing.item, name="item"),
    path("granskning/<uuid:item_id>/omkring/", reviewing.around, name="around"),
]
