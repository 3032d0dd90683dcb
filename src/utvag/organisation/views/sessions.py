"""Which session a request belongs to."""

from hashlib import sha256

from django.http import HttpRequest


def session_of(request: HttpRequest) -> str:
    """Give what the session is called where it is written down: the SHA-256 of its key, never the key."""
    return sha256(str(request.session.session_key).encode("ascii")).hexdigest()
