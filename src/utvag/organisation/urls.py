"""Addresses for signing in and out, and for one's own keys and sessions."""

from django.urls import URLPattern, URLResolver, path

from utvag.organisation.views import account, administration, codes, identities, signing_in, touching

app_name = "organisation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("logga-in/", signing_in.sign_in, name="sign-in"),
    path("logga-in/fraga/", signing_in.ask, name="ask"),
    path("logga-in/nyckel/", signing_in.sign_in_by_key, name="sign-in-by-key"),
    path("logga-in/demo/", signing_in.sign_in_to_demo, name="sign-in-to-demo"),
    path("logga-in/hos/<uuid:provider_id>/", identities.ask, name="ask-provider"),
    path("logga-in/svar/oidc/", identities.back_from_oidc, name="back-from-oidc"),
    path("logga-in/svar/saml/", identities.back_from_saml, name="back-from-saml"),
    path("logga-in/svar/", identities.answer, name="answer"),
    path("logga-in/kod/", codes.use_code, name="use-code"),
    path("logga-in/ny-nyckel/", codes.new_key, name="new-key"),
    path("logga-in/ny-nyckel/fraga/", codes.ask_new_key, name="ask-new-key"),
    path("logga-ut/", signing_in.sign_out, name="sign-out"),
    path("konton/", administration.list_accounts, name="accounts"),
    path("konton/nytt/", administration.add, name="add-account"),
    path("konton/andringar/", administration.list_changes, name="changes"),
    path("konton/andringar/<uuid:change_id>/", administration.decide, name="decide-change"),
    path("konton/<uuid:staff_id>/", administration.change, name="change-account"),
    path("konto/", account.account, name="account"),
    path("konto/bekrafta/", touching.touch, name="touch"),
    path("konto/bekrafta/fraga/", touching.ask, name="ask-touch"),
    path("konto/bekrafta/demo/", touching.touch_in_demo, name="touch-in-demo"),
    path("konto/nycklar/ny/", account.add, name="add-key"),
    path("konto/nycklar/ny/fraga/", account.ask_add, name="ask-add-key"),
    path("konto/nycklar/<uuid:passkey_id>/", account.rename, name="rename-key"),
    path("konto/nycklar/<uuid:passkey_id>/ta-bort/", account.remove, name="remove-key"),
    path("konto/koder/", account.codes, name="codes"),
    path("konto/inloggningar/<uuid:sign_in_id>/avsluta/", account.end, name="end-sign-in"),
    path("konto/inloggningar/avsluta-andra/", account.end_others, name="end-other-sign-ins"),
    path("konto/sett/", account.seen, name="seen"),
    path("konto/skickat/", account.held, name="held"),
]
