"""Passkeys (WebAuthn level 3): what a browser is asked, and whether what it answers is true. Knows no account."""

from utvag.gateways.passkeys.reading import Answer, AnswerRefused, NewKey, read_answer, verify_answer, verify_new_key
from utvag.gateways.passkeys.site import Site, creation_options, request_options

__all__ = (
    "Answer",
    "AnswerRefused",
    "NewKey",
    "Site",
    "creation_options",
    "read_answer",
    "request_options",
    "verify_answer",
    "verify_new_key",
)
