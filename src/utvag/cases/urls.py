"""Addresses of the one way in."""

from django.urls import URLPattern, URLResolver, path

from utvag.cases.views import case, denials, figures, on_call, search, staff, told
from utvag.cases.views import intake as views

app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ingang/ny/", views.register, name="register-contact"),
    path("ingang/kvitto/<uuid:contact_id>/", views.receipt, name="receipt"),
    path("ingang/siffror/", figures.figures, name="contact-figures"),
    path("ingang/kontakter/", views.queue, name="contacts"),
    path("ingang/kontakter/<uuid:contact_id>/", views.contact, name="contact"),
    path("ingang/kontakter/<uuid:contact_id>/ta/", views.take, name="take-contact"),
    path("ingang/kontakter/<uuid:contact_id>/vanta/", views.wait, name="wait-with-contact"),
    path("ingang/kontakter/<uuid:contact_id>/avsluta/", views.close, name="close-contact"),
    path("ingang/kontakter/<uuid:contact_id>/sett/", views.acknowledge, name="acknowledge-contact"),
    path("sok/", search.search, name="search"),
    path("jour/", on_call.open_by_code, name="on-call"),
    path("jour/kontakt/<uuid:contact_id>/", on_call.open_own_contact, name="on-call-contact"),
    path("arenden/<uuid:case_id>/utsedda/", staff.staff, name="staff"),
    path("arenden/<uuid:case_id>/utsedda/<uuid:account_id>/avsluta/", staff.end, name="end-staff"),
    path("arenden/<uuid:case_id>/utsedda/<uuid:account_id>/forlang/", staff.extend, name="extend-staff"),
    path("arenden/<uuid:case_id>/utsedda/sparra/", denials.deny, name="deny-staff"),
    path("arenden/<uuid:case_id>/utsedda/<uuid:account_id>/hav-sparr/", denials.lift, name="lift-denial"),
    path("arenden/<uuid:case_id>/jav/", denials.declare, name="declare-conflict"),
    path("arenden/<uuid:case_id>/personerna/", case.household, name="household"),
    path("arenden/<uuid:case_id>/personerna/ny/", case.add_member, name="add-member"),
    path("arenden/<uuid:case_id>/personerna/<uuid:identity_id>/", case.correct_member, name="correct-member"),
    path("arenden/<uuid:case_id>/uppgifter/", told.told, name="told"),
    path("arenden/<uuid:case_id>/behov/", case.needs, name="state-needs"),
]
