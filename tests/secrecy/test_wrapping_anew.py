"""After an upgrade each case's key rests on a secret of its own, and can be destroyed alone."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from tests.database import TestServer
from utvag.gateways.keystore import is_destroyable_alone
from utvag.gateways.keystore.files import read_keys
from utvag.gateways.postgres.roles import OWNER_ROLE
from utvag.secrecy.envelope import keystore, open_, seal, wrap_anew
from utvag.secrecy.models import DataKey
from utvag.secrecy.rules import KeyKind, Owner, Place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def as_the_owner(server: TestServer) -> Iterator[None]:
    """Be who migrates: the running role may not change a wrapped key."""
    kept = dict(connection.settings_dict)

    def become(login: dict[str, Any]) -> None:
        connection.close()
        connection.settings_dict.update(login)

    become(server.login(OWNER_ROLE))
    yield
    become(kept)


def wrapped_as_before(row: DataKey) -> bytes:
    """Wrap a case's key as the version before did: by the key of its kind alone."""
    assert settings.UTVAG_KEYS is not None
    key, data_key = (
        read_keys(settings.UTVAG_KEYS, "case")[0],
        keystore().unwrap("case", row.subject, bytes(row.wrapped)),
    )
    bound, nonce = b"utvag-data-key/1|case|" + row.subject.bytes + b"|" + key.id, bytes(12)
    return b"\x01" + key.id + nonce + AESGCM(key.key).encrypt(nonce, data_key, bound)


def test_a_key_from_an_older_version_opens_and_is_wrapped_anew_once() -> None:
    case, staff = (Place(Owner(kind, uuid4()), "table", uuid4()) for kind in (KeyKind.CASE, KeyKind.STAFF))
    sealed = {place: seal(place, "Kanariegatan 17") for place in (case, staff)}
    row = DataKey.objects.get(subject=case.owner.subject)
    DataKey.objects.filter(pk=row.pk).update(wrapped=wrapped_as_before(row))
    assert open_(case, sealed[case]).reveal() == "Kanariegatan 17"
    assert (wrap_anew(), wrap_anew()) == (1, 0)
    assert is_destroyable_alone(bytes(DataKey.objects.get(pk=row.pk).wrapped))
    assert [open_(place, each).reveal() for place, each in sealed.items()] == ["Kanariegatan 17"] * 2
