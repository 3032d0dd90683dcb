"""Addresses of consents and of the register of disclosures."""

from django.urls import URLPattern, URLResolver, path

from utvag.disclosure import views

app_name = "disclosure"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/samtycke/", views.case, name="case"),
    path("arenden/<uuid:case_id>/samtycke/nytt/", views.give, name="give-consent"),
    path("arenden/<uuid:case_id>/samtycke/formular/", views.prepare, name="prepare"),
    path("samtyckesformular/<uuid:form_id>/", views.form, name="form"),
    path("samtycken/<uuid:consent_id>/skriv-ut/", views.print_form, name="print-form"),
    path("arenden/<uuid:case_id>/utlamnande/nytt/", views.register, name="register"),
    path("samtycken/<uuid:consent_id>/aterkalla/", views.withdraw, name="withdraw"),
    path("utlamnanden/<uuid:disclosure_id>/stallningstagande/", views.decide, name="decide"),
    path("utlamnanden/<uuid:disclosure_id>/kvitto/", views.receipt, name="receipt"),
]
