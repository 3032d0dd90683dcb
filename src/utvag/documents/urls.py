"""Addresses of documents and their signatures."""

from django.urls import URLPattern, URLResolver, path

from utvag.documents import views

app_name = "documents"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/<uuid:case_id>/handlingar/", views.list_of_case, name="case"),
    path("handlingar/<uuid:document_id>/", views.show, name="document"),
    path("handlingar/<uuid:document_id>/pdf/", views.pdf, name="pdf"),
    path("handlingar/<uuid:document_id>/kopia/", views.add_copy, name="add-copy"),
    path("handlingar/<uuid:document_id>/skriv-under/", views.sign, name="sign"),
    path("underskrifter/<uuid:signature_id>/kopia/", views.copy, name="copy"),
]
