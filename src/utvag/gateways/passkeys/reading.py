"""Judge what a browser answers. Whatever is wrong with it gives one refusal and no reason."""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, cast

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticationResponse, RegistrationResponse

from utvag.gateways.passkeys.site import ALGORITHMS, VERIFIED, Site

LONGEST_ANSWER: Final = 32 * 1024
ALG_LABEL: Final = 3
MALFORMED: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    AssertionError,
    RecursionError,
    OverflowError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
    NotImplementedError,
)


class AnswerRefused(Exception):
    """The answer is not a true one to what was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be read; nothing in it is believed yet."""

    challenge: bytes
    credential_id: bytes
    handle: bytes | None
    told: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was made: its id, its public half as the standard writes it, and how often it has signed."""

    credential_id: bytes
    credential: bytes = field(repr=False)
    sign_count: int = 0


def read_answer(text: str) -> Answer:
    """Read an answer, of either kind, without believing it.

    :raises AnswerRefused: when it cannot be read, or comes from a page inside another.
    """
    with _one_refusal():
        if len(text) > LONGEST_ANSWER:
            raise AnswerRefused
        told = json.loads(text)
        is_new = "attestationObject" in told["response"]
        parsed = RegistrationResponse.from_dict(told) if is_new else AuthenticationResponse.from_dict(told)
        client = parsed.response.client_data
        if client.cross_origin or "topOrigin" in json.loads(client):
            raise AnswerRefused
        handle = None if is_new else cast("bytes | None", parsed.response.user_handle)
        return Answer(client.challenge, parsed.raw_id, handle, cast("dict[str, Any]", told))


def verify_new_key(site: Site, answer: Answer) -> NewKey:
    """Verify that a new key was made for our site, by its holder. The caller has looked up the challenge.

    :raises AnswerRefused: when anything is wrong.
    """
    with _one_refusal():
        made = site.server().register_complete(_state(answer), answer.told)
        credential = made.credential_data
        if credential is None or credential.credential_id != answer.credential_id:
            raise AnswerRefused
        if credential.public_key.get(ALG_LABEL) not in ALGORITHMS:
            raise AnswerRefused
        return NewKey(credential.credential_id, bytes(credential), made.counter)


def verify_answer(site: Site, answer: Answer, *, credential: bytes, handle: bytes) -> int:
    """Verify that a key of ours signed, and that it knew its holder. The caller has looked up the challenge.

    :param handle: what the key was made to remember its holder as.
    :returns: how often the key says that it has signed.
    :raises AnswerRefused: when anything is wrong.
    """
    with _one_refusal():
        if answer.handle is not None and answer.handle != handle:
            raise AnswerRefused
        site.server().authenticate_complete(_state(answer), [AttestedCredentialData(credential)], answer.told)
        return AuthenticationResponse.from_dict(answer.told).response.authenticator_data.counter


def _state(answer: Answer) -> dict[str, str]:
    return {"challenge": websafe_encode(answer.challenge), "user_verification": VERIFIED}


@contextmanager
def _one_refusal() -> Iterator[None]:
    try:
        yield
    except MALFORMED:
        raise AnswerRefused from None
